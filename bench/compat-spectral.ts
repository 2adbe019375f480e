/**
 * Compares our lint with Spectral's command, finding by finding: code, severity, path, message, line and column, over documents of `../shared` and
 * the rulesets of `bench/peers` (`npm run peers`). Fails on any difference that `bench/compat/declared.ts` does not explain.
 *
 *   npm run compat:spectral [-- --ruleset NAME] [--document PART] [--large] [--show N]
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
import { load, type Loaded, peers, type Subject, SUBJECTS } from './compat/rulesets.ts';
import { spectralResults, type SpectralResult } from './compat/spectral-cli.ts';

const { values: flags } = parseArgs({
  options: {
    ruleset: { type: 'string' },
    document: { type: 'string' },
    large: { type: 'boolean', default: false },
    show: { type: 'string', default: '5' },
  },
});

type Tally = { pairs: number; equal: number; findings: number; same: number; refused: number; crashed: number };

async function main(): Promise<void> {
  if (!existsSync(shared) || !existsSync(peers)) {
    console.log('skipped: needs ../shared, and bench/peers (npm run peers)');
    return;
  }
  const tally: Tally = { pairs: 0, equal: 0, findings: 0, same: 0, refused: 0, crashed: 0 };
  const declared = new Map<string, number>();
  let unexplained = 0;
  for (const subject of SUBJECTS.filter(({ name }) => name.includes(flags.ruleset ?? ''))) {
    const all = subject.own === undefined ? documents(flags.large && subject.large) : ownDocuments(subject.own);
    const files = all.filter((file) => file.includes(flags.document ?? ''));
    const theirs = spectralResults(subject, files);
    const loaded = await load(subject);
    for (const file of files) unexplained += await compareOne(subject, loaded, file, theirs.get(file), tally, declared);
  }
  console.log(
    `\n${tally.pairs} documents × rulesets compared: ${tally.equal} equal without exception, ${tally.same} of ${tally.findings} findings of Spectral identical`,
  );
  console.log(
    `not compared: ${tally.refused} that we refuse to read or that lack a file, ${tally.crashed} on which Spectral gives up`,
  );
  for (const [reason, count] of declared) console.log(`declared  ${count}  ${reason}`);
  console.log(`unexplained differences: ${unexplained}`);
  if (unexplained > 0) process.exitCode = 1;
}

async function compareOne(
  subject: Subject,
  loaded: Loaded,
  file: string,
  theirs: readonly SpectralResult[] | Error | undefined,
  tally: Tally,
  declared: Map<string, number>,
): Promise<number> {
  const contract = await read(file);
  if (contract === null) tally.refused += 1;
  if (theirs === undefined || theirs instanceof Error) tally.crashed += 1;
  if (contract === null || theirs === undefined || theirs instanceof Error) return 0;
  // Spectral is given a ruleset that extends the one compared, and what is extended has no say in the parser's options.
  const keys = oddKeyFacts(contract, () => PARSER_OPTIONS);
  const ours = [...keys, ...(await lint(contract, loaded.ruleset, loaded.functions))].map(itemOfFact);
  const expected = theirs.map(itemOfResult);
  const [mine, spectral] = [new Set(ours.map(keyOf)), new Set(expected.map(keyOf))];
  const missing = expected.filter((item) => !mine.has(keyOf(item)));
  const extra = unique(ours.filter((item) => !spectral.has(keyOf(item))));
  tally.pairs += 1;
  tally.findings += spectral.size;
  tally.same += spectral.size - missing.length;
  if (missing.length + extra.length === 0) tally.equal += 1;
  const left = explain({ contract, file, missing, extra, ours, theirs: expected }, declared);
  if (left.missing.length + left.extra.length === 0) return 0;
  console.log(
    `${subject.name}  ${file}  ${spectral.size} findings, ${left.missing.length} missing, ${left.extra.length} more`,
  );
  for (const item of left.missing.slice(0, Number(flags.show))) console.log(`  - ${keyOf(item)}`);
  for (const item of left.extra.slice(0, Number(flags.show))) console.log(`  + ${keyOf(item)}`);
  return left.missing.length + left.extra.length;
}

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

function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

await main();
