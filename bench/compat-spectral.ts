/**
 * Compares our lint with Spectral's command, finding by finding: code, severity, path, message, line and column, over documents of `../shared` and
 * the rulesets of `bench/peers` (`npm run peers`). Fails on any difference that `bench/compat/declared.ts` does not explain.
 *
 *   npm run compat:spectral [-- --ruleset NAME] [--document PART] [--large] [--show N] [--declared]
 */
import { basename, dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileSystem } from '../src/adapters/files.ts';
import { lint } from '../src/examine/lint/lint.ts';
import { oddKeyFacts } from '../src/examine/lint/odd-keys.ts';
import { loadDocument } from '../src/gather/contract/load.ts';
import { workingTree } from '../src/gather/contract/tree.ts';
import type { ApiDocument } from '../src/model/contract.ts';
import { type Fact, SEVERITIES } from '../src/model/finding.ts';
import { CountersignError } from '../src/model/errors.ts';
import { PARSER_OPTIONS } from '../src/model/ruleset.ts';
import { segmentsOf } from '../src/model/pointer.ts';
import { explain, type Item } from './compat/declared.ts';
import { documents, ownDocuments, shared } from './compat/documents.ts';
import { load, type Loaded, peers, SUBJECTS } from './compat/rulesets.ts';
import { spectralResults, type SpectralResult } from './compat/spectral-cli.ts';

const { values: flags } = parseArgs({
  options: {
    ruleset: { type: 'string' },
    document: { type: 'string' },
    large: { type: 'boolean', default: false },
    show: { type: 'string', default: '5' },
    declared: { type: 'boolean', default: false },
  },
});

type Tally = {
  readonly name: string;
  pairs: number;
  equal: number;
  findings: number;
  same: number;
  refused: number;
  crashed: number;
  declared: number;
  unexplained: number;
};

async function main(): Promise<void> {
  if (!existsSync(shared) || !existsSync(peers)) {
    console.log('skipped: needs ../shared, and bench/peers (npm run peers)');
    return;
  }
  const tallies: Tally[] = [];
  const declared = new Map<string, number>();
  for (const subject of SUBJECTS.filter(({ name }) => name.includes(flags.ruleset ?? ''))) {
    const tally: Tally = { name: subject.name, ...NOTHING };
    tallies.push(tally);
    const all = subject.own === undefined ? documents(flags.large && subject.large) : ownDocuments(subject.own);
    const files = all.filter((file) => file.includes(flags.document ?? ''));
    const theirs = spectralResults(subject, files);
    let loaded = await load(subject);
    for (const file of files) {
      if (subject.remembers === true) loaded = await load(subject);
      await compareOne(loaded, file, theirs.get(file), tally, declared);
    }
  }
  report(tallies, declared);
}

const NOTHING = { pairs: 0, equal: 0, findings: 0, same: 0, refused: 0, crashed: 0, declared: 0, unexplained: 0 };

function report(tallies: readonly Tally[], declared: ReadonlyMap<string, number>): void {
  console.log(
    '\n| ruleset | documents | equal | findings of Spectral | identical | declared | unexplained | not compared |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name, pairs, equal, findings, same, refused, crashed, declared: known, unexplained } of tallies) {
    const cells = [name, pairs, equal, findings, same, known, unexplained, `${refused} + ${crashed}`];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log('not compared: what we refuse to read or what lacks a file + what Spectral gives up on\n');
  for (const [reason, count] of declared) console.log(`declared  ${count}  ${reason}`);
  const unexplained = tallies.reduce((sum, tally) => sum + tally.unexplained, 0);
  console.log(`unexplained differences: ${unexplained}`);
  if (unexplained > 0) process.exitCode = 1;
}

async function compareOne(
  loaded: Loaded,
  file: string,
  theirs: readonly SpectralResult[] | Error | undefined,
  tally: Tally,
  declared: Map<string, number>,
): Promise<void> {
  const contract = await read(file);
  if (contract === null) tally.refused += 1;
  if (theirs === undefined || theirs instanceof Error) tally.crashed += 1;
  if (contract === null || theirs === undefined || theirs instanceof Error) return;
  // Spectral is given a ruleset that extends the one compared, and what is extended has no say in the parser's options.
  const keys = oddKeyFacts(contract, () => PARSER_OPTIONS);
  const ours = [...keys, ...(await lint(contract, loaded.ruleset, loaded.functions))].map(itemOfFact);
  const expected = theirs.map(itemOfResult);
  const [mine, spectral] = [new Set(ours.map(keyOf)), new Set(expected.map(keyOf))];
  const missing = expected.filter((item) => !mine.has(keyOf(item)));
  const extra = unique(ours).filter((item) => !spectral.has(keyOf(item)));
  const again = repeated(ours);
  tally.pairs += 1;
  tally.findings += spectral.size;
  tally.same += spectral.size - missing.length;
  if (missing.length + extra.length + again.length === 0) tally.equal += 1;
  const { left, known } = explain({ contract, file, missing, extra, again, ours, theirs: expected });
  for (const { reason, side, item } of known) {
    declared.set(reason, (declared.get(reason) ?? 0) + 1);
    if (flags.declared) console.log(`  ${SIGNS[side]} ${keyOf(item)}  ${tally.name}  ${file}  ${reason}`);
  }
  tally.declared += known.length;
  tally.unexplained += left.length;
  if (left.length === 0) return;
  console.log(`${tally.name}  ${file}  ${spectral.size} findings, ${left.length} unexplained`);
  for (const { side, item } of left.slice(0, Number(flags.show))) console.log(`  ${SIGNS[side]} ${keyOf(item)}`);
}

const SIGNS = { missing: '-', extra: '+', again: '=' };

const contracts = new Map<string, ApiDocument | null>();

/** Whether a file or a host is missing: Spectral looks at what is left without it, and at other hosts it asks. */
function isIncomplete({ broken }: ApiDocument): boolean {
  return broken.some(({ reference }) => !reference.startsWith('#'));
}

async function read(file: string): Promise<ApiDocument | null> {
  const known = contracts.get(file);
  if (known !== undefined) return known;
  const tree = workingTree(fileSystem, dirname(join(shared, file)));
  const contract = await loadDocument(tree, basename(file), 'compat').catch((error: unknown) => {
    if (error instanceof CountersignError) return null;
    throw error;
  });
  const whole = contract === null || isIncomplete(contract) ? null : contract;
  contracts.set(file, whole);
  return whole;
}

function itemOfFact({ rule, proposed, at, message }: Fact): Item {
  return {
    code: rule,
    severity: SEVERITIES.indexOf(proposed),
    path: segmentsOf(at.pointer),
    message,
    range: `${at.line}:${at.column}-${at.endLine}:${at.endColumn}`,
  };
}

function itemOfResult({ code, severity, path, message, range: { start, end } }: SpectralResult): Item {
  return {
    code,
    severity,
    path: path.map(String),
    message,
    range: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
  };
}

function keyOf({ code, severity, path, message, range }: Item): string {
  return JSON.stringify([code, severity, path.join('/'), message, range]);
}

/** Each after the first of those that are alike. */
function repeated(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !(seen.size < seen.add(key).size);
  });
}

function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

await main();
