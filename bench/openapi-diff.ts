/**
 * Compares what countersign and openapi-diff call breaking, over the breaking-change cases beside the project (`../shared/conformance/diff`):
 * of the cases that expect an error, how many does each report as breaking; of those that expect nothing, how many does each report.
 * Prints Markdown for RESULTS.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiDiff from 'openapi-diff';
import { diffContracts } from '../src/examine/diff/diff.ts';
import { loadContract } from '../src/gather/contract/load.ts';

type Case = {
  readonly base: string | readonly string[];
  readonly revision: string | readonly string[];
  readonly openapi: string;
  readonly expected: readonly { readonly level: string }[];
  readonly expectedNone: boolean;
};
type Verdict = 'breaking' | 'not breaking' | 'failed';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'conformance', 'diff');

async function main(): Promise<void> {
  if (!existsSync(folder)) {
    console.log('skipped: ../shared/conformance/diff is not there');
    return;
  }
  const { cases } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as { cases: Case[] };
  const pairs = cases.filter((one): one is Case & { base: string; revision: string } => typeof one.base === 'string');
  const breaking = pairs.filter(({ expected }) => expected.some(({ level }) => level === 'ERR'));
  const harmless = pairs.filter(({ expectedNone }) => expectedNone);
  console.log('| tool | of cases that break, reported | of cases that expect nothing, reported | failed |');
  console.log('| --- | --- | --- | --- |');
  for (const [name, judge] of [
    ['countersign', ours],
    ['openapi-diff 0.24.1', theirs],
  ] as const) {
    const found = await verdicts(breaking, judge);
    const wrong = await verdicts(harmless, judge);
    const failed = [...found, ...wrong].filter((one) => one === 'failed').length;
    console.log(`| ${name} | ${share(found)} | ${share(wrong)} | ${failed} |`);
  }
}

function share(verdicts: readonly Verdict[]): string {
  const count = verdicts.filter((one) => one === 'breaking').length;
  return `${count} of ${verdicts.length} (${Math.round((100 * count) / verdicts.length)} %)`;
}

async function verdicts(
  cases: readonly { readonly base: string; readonly revision: string }[],
  judge: (base: string, revision: string) => Promise<boolean>,
): Promise<Verdict[]> {
  const found: Verdict[] = [];
  for (const { base, revision } of cases) {
    const verdict = await judge(base, revision).catch(() => null);
    found.push(verdict === null ? 'failed' : verdict ? 'breaking' : 'not breaking');
  }
  return found;
}

async function ours(base: string, revision: string): Promise<boolean> {
  const tree = { commit: null, read: (path: string) => readFile(join(folder, path)) };
  const changes = diffContracts(await loadContract(tree, base, 'case'), await loadContract(tree, revision, 'case'));
  return changes.some(({ impact }) => impact === 'breaking');
}

async function theirs(base: string, revision: string): Promise<boolean> {
  const spec = async (location: string): Promise<{ content: string; location: string; format: 'openapi3' }> => ({
    content: await readFile(join(folder, location), 'utf8'),
    location,
    format: 'openapi3',
  });
  const { breakingDifferencesFound } = await openapiDiff.diffSpecs({
    sourceSpec: await spec(base),
    destinationSpec: await spec(revision),
  });
  return breakingDifferencesFound;
}

await main();
