import { editedFiles, writeEdited } from '../../../deliver/edit/files.ts';
import { diffContracts } from '../../../examine/diff/diff.ts';
import { FIXES } from '../../../examine/lint/fixes/index.ts';
import { LIMITS } from '../../../gather/contract/limits.ts';
import { loadDocument } from '../../../gather/contract/load.ts';
import { parseFile } from '../../../gather/contract/parse.ts';
import { workingTree } from '../../../gather/contract/tree.ts';
import type { Invocation } from '../../../model/command.ts';
import { type ApiDocument, type Contract, isContract } from '../../../model/contract.ts';
import type { EditedFile, FileEdit } from '../../../model/edit.ts';
import { CountersignError } from '../../../model/errors.ts';
import { type Finding, isOpen } from '../../../model/finding.ts';
import type { Json } from '../../../model/json.ts';
import type { Ports } from '../../../model/ports.ts';
import type { Fixes } from '../../../model/report.ts';
import { unifiedDiff } from '../../../model/unified-diff.ts';
import { type Linted, lintSubjects } from './linted.ts';
import { judgedNow, type LintOutcome } from './recalled.ts';
import { isWithin } from '../../../model/pointer.ts';

/** Mending one thing may show the next; more rounds than this were never needed. */
const ROUNDS = 10;

const FIX_BY_RULE = new Map(FIXES.map((fix) => [fix.rule, fix]));

/** Contracts (by the id of the API) with some files mended, though not written yet, and what lint says of them. */
type State = {
  readonly texts: ReadonlyMap<string, EditedFile>;
  readonly linted: Linted;
  readonly contracts: ReadonlyMap<string, ApiDocument>;
  readonly outcome: LintOutcome;
};

/** Edits that mend one defect; they are made together or not at all. */
type Unit = { readonly key: string; readonly rule: string; readonly edits: readonly FileEdit[] };

/**
 * Lints, mends what can be mended safely, and reports what is left. Nothing is written before it was linted again and compared: a fix after which a
 * rule speaks more often, or a caller would notice anything, is left out. Findings that are waived or in the baseline are not touched.
 * Throws USAGE for what is not in the working tree, FILE_CHANGED where somebody else was faster.
 */
export async function mended(invocation: Invocation, ports: Ports): Promise<LintOutcome> {
  const start = await stateOf(new Map(), invocation, ports);
  for (const { source } of start.contracts.values())
    if (source.commit !== null)
      throw new CountersignError('USAGE', `${source.file} was read from a commit, and commits are not mended`, {
        hint: 'check the branch out, and mend the file of the working tree',
      });
  let state = start;
  const refused = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const units = (await unitsIn(state, ports)).filter(({ key }) => !refused.has(key));
    if (units.length === 0) break;
    state = await mendedBy(apart(units), state, refused, invocation, ports);
  }
  const files = [...state.texts.values()];
  const written = !invocation.flag('dry-run');
  if (written) await writeEdited(ports.files, start.linted.workspace.root, files);
  return {
    ...state.outcome,
    report: { ...state.outcome.report, fixes: fixesOf(start, state, files, written) },
  };
}

async function stateOf(texts: State['texts'], invocation: Invocation, ports: Ports): Promise<State> {
  const view = withTexts(ports, texts);
  const linted = await lintSubjects(invocation, view);
  // Lint lets go of each contract when it has seen it.
  const tree = workingTree(view.files, linted.workspace.root);
  const contracts = new Map<string, ApiDocument>();
  for (const { id, file } of linted.apis) contracts.set(id, await loadDocument(tree, file, id));
  return { texts, linted, contracts, outcome: judgedNow(invocation, linted, ports) };
}

/** Ports that read mended files as they shall be. */
function withTexts(ports: Ports, texts: State['texts']): Ports {
  if (texts.size === 0) return ports;
  const { files } = ports;
  const read: Ports['files']['read'] = async (root, path, limit) => {
    const text = texts.get(path)?.after;
    // Outside the workspace a file of the same relative name is another one.
    return text === undefined || root === ports.assets.rulesets
      ? files.read(root, path, limit)
      : new TextEncoder().encode(text);
  };
  // Other threads would read the files as they are.
  return { ...ports, files: { ...files, read }, threads: () => Promise.resolve(null) };
}

/** What would mend the findings that count, each defect once. */
async function unitsIn({ linted, contracts, outcome, texts }: State, ports: Ports): Promise<readonly Unit[]> {
  const { workspace, ruleset } = linted;
  const { files } = withTexts(ports, texts);
  const documents = new Map<string, Json | null>();
  const units = new Map<string, Unit>();
  for (const { rule: id, api, at } of outcome.report.findings.filter(isOpen)) {
    const fix = FIX_BY_RULE.get(id);
    const rule = ruleset.rules.find((each) => each.id === id) ?? null;
    const contract = contracts.get(api);
    // The fixes are of OpenAPI, and so is the comparison that shows them to be harmless.
    if (fix === undefined || contract === undefined || !isContract(contract)) continue;
    if (!documents.has(at.file))
      documents.set(at.file, documentIn(at.file, await files.read(workspace.root, at.file, LIMITS.fileBytes)));
    const document = documents.get(at.file) ?? null;
    if (document === null) continue;
    const edits = fix.edits({ rule, at, document }, contract);
    if (edits === null) continue;
    const key = JSON.stringify(edits);
    units.set(key, { key, rule: id, edits });
  }
  return [...units.values()];
}

/** A file as it is written; null where a key stands twice, and a pointer may mean either. */
function documentIn(file: string, bytes: Uint8Array): Json | null {
  const { value, oddKeys } = parseFile(file, bytes, { kept: true });
  return oddKeys('twice').length > 0 ? null : value;
}

/** Of units that touch the same place, the first; the next round sees whether the others are still needed. */
function apart(units: readonly Unit[]): readonly Unit[] {
  const taken: Unit[] = [];
  for (const unit of units) if (!taken.some((other) => meet(unit, other))) taken.push(unit);
  return taken;
}

function meet(left: Unit, right: Unit): boolean {
  return left.edits.some((one) =>
    right.edits.some(
      (other) =>
        one.file === other.file && (isWithin(one.pointer, other.pointer) || isWithin(other.pointer, one.pointer)),
    ),
  );
}

/** The state after as many of the units as do no harm; the others join `refused`. */
async function mendedBy(
  units: readonly Unit[],
  state: State,
  refused: Set<string>,
  invocation: Invocation,
  ports: Ports,
): Promise<State> {
  const next = await tried(units, state, invocation, ports);
  if (next !== null) return next;
  const [only, ...others] = units;
  if (only !== undefined && others.length === 0) refused.add(only.key);
  if (others.length === 0) return state;
  const half = Math.ceil(units.length / 2);
  const first = await mendedBy(units.slice(0, half), state, refused, invocation, ports);
  return mendedBy(units.slice(half), first, refused, invocation, ports);
}

/** The state after units; null where they cannot be made, mend nothing, or do harm. */
async function tried(
  units: readonly Unit[],
  state: State,
  invocation: Invocation,
  ports: Ports,
): Promise<State | null> {
  const known = [...state.contracts.values()].flatMap(({ source }) => source.files);
  try {
    const changed = await editedFiles(
      withTexts(ports, state.texts).files,
      state.linted.workspace.root,
      units.flatMap(({ edits }) => edits),
      known,
    );
    const texts = new Map(state.texts);
    for (const { file, before, after } of changed)
      texts.set(file, { file, before: texts.get(file)?.before ?? before, after });
    const next = await stateOf(texts, invocation, ports);
    return isBetter(state, next, new Set(units.map(({ rule }) => rule))) ? next : null;
  } catch (error) {
    // What cannot be edited in place, or would no longer be read, stays for people.
    if (error instanceof CountersignError && (error.code === 'EDIT_IMPOSSIBLE' || error.code.startsWith('CONTRACT_')))
      return null;
    throw error;
  }
}

/** Whether each of the rules has less to say, no rule more, and no caller would notice. */
function isBetter(before: State, after: State, rules: ReadonlySet<string>): boolean {
  const [old, now] = [countsOf(before), countsOf(after)];
  if ([...now].some(([key, count]) => count > (old.get(key) ?? 0))) return false;
  const total = (counts: ReadonlyMap<string, number>, rule: string): number =>
    [...counts].reduce((sum, [key, count]) => (key.endsWith(` ${rule}`) ? sum + count : sum), 0);
  if ([...rules].some((rule) => total(now, rule) >= total(old, rule))) return false;
  return [...before.contracts].every(([id, contract]) => {
    const other = after.contracts.get(id);
    return other !== undefined && isUnnoticed(contract, other);
  });
}

/** Whether a comparison finds nothing that may break a caller; what is wrong with the contract as it was, it says of that alone as well. */
function isUnnoticed(before: ApiDocument, after: ApiDocument): boolean {
  if (!isContract(before) || !isContract(after)) return before.source.sha256 === after.source.sha256;
  const breaks = breaksBetween(before, after);
  if (breaks.length === 0) return true;
  const old = new Set(breaksBetween(before, before));
  return breaks.every((each) => old.has(each));
}

function breaksBetween(before: Contract, after: Contract): readonly string[] {
  return diffContracts(before, after)
    .filter(({ impact }) => impact === 'breaking' || impact === 'risky')
    .map(({ check, operation, about, before: at }) => JSON.stringify([check, operation, about, at?.pointer]));
}

/** How many findings count, by API and rule. */
function countsOf({ outcome }: State): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { api, rule } of outcome.report.findings.filter(isOpen))
    counts.set(`${api} ${rule}`, (counts.get(`${api} ${rule}`) ?? 0) + 1);
  return counts;
}

function fixesOf(before: State, after: State, files: readonly EditedFile[], written: boolean): Fixes {
  const [old, left] = [before, after].map(({ outcome }) => byRule(outcome.report.findings));
  const rules = [...(old ?? [])]
    .map(([rule, count]) => ({ rule, fixed: count - (left?.get(rule) ?? 0) }))
    .filter(({ fixed }) => fixed > 0)
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  return {
    written: written && files.length > 0,
    before: before.outcome.report.findings.filter(isOpen).length,
    fixed: rules.reduce((sum, { fixed }) => sum + fixed, 0),
    rules,
    files: files.map(({ file }) => file).sort(),
    diff: files.map(({ file, before: old_, after: new_ }) => unifiedDiff(file, old_, new_)).join(''),
  };
}

function byRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings.filter(isOpen)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
