import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change, Impact } from '../../../../src/model/change.ts';
import { parseDay } from '../../../../src/model/day.ts';
import { CountersignError } from '../../../../src/model/errors.ts';
import { loadContract } from '../../../../src/gather/contract/load.ts';
import { diffContracts } from '../../../../src/examine/diff/diff.ts';
import { STABILITIES, type DiffOptions } from '../../../../src/examine/diff/options.ts';

export type Level = 'ERR' | 'WARN' | 'INFO';

type Expected = {
  readonly checkId: string;
  readonly level: Level;
  readonly method?: string;
  readonly path?: string;
};

export type Case = {
  readonly id: string;
  readonly base: string | readonly string[];
  readonly revision: string | readonly string[];
  readonly options: {
    readonly deprecationDaysBeta?: number;
    readonly deprecationDaysStable?: number;
    readonly stabilityThreshold?: string;
  };
  readonly level: Level;
  readonly scopeIds?: readonly string[];
  readonly expected: readonly Expected[];
  readonly expectedCount: number | null;
  readonly complete: boolean;
  readonly expectedAbsent: readonly string[];
  readonly expectedNone: boolean;
  readonly relativeDates?: { readonly [written: string]: number };
};

/** Where we differ on purpose: checks with another level, and cases whose expectation we do not share. */
export type Deviations = {
  readonly levels: {
    readonly [check: string]: { readonly ours: Impact; readonly theirs: Level; readonly reason: string };
  };
  readonly cases: { readonly [id: string]: { readonly reason: string } };
};

const RANK: { readonly [level in Level]: number } = { ERR: 2, WARN: 1, INFO: 0 };
export const LEVEL: { readonly [impact in Impact]: Level } = {
  breaking: 'ERR',
  risky: 'WARN',
  'contract-only': 'INFO',
  compatible: 'INFO',
};

/** The day that the cases count from: any will do, the dates in the documents are moved to it. */
const TODAY = '2026-11-20';

export function casesIn(folder: string): {
  readonly cases: readonly Case[];
  readonly levels: { readonly [check: string]: Level };
} {
  const { cases, meta } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as {
    cases: Case[];
    meta: { ruleLevels: { [check: string]: Level } };
  };
  return { cases, levels: meta.ruleLevels };
}

/** The changes of a case, each with the level it is judged by. */
export async function findingsOf(
  folder: string,
  { base, revision, options, relativeDates }: Case,
  deviations: Deviations,
  levels: { readonly [check: string]: Level },
): Promise<readonly { readonly change: Change; readonly level: Level }[]> {
  if (typeof base !== 'string' || typeof revision !== 'string') return [];
  const load = (file: string) => loadContract(treeOf(folder, relativeDates ?? {}), file, 'case');
  const changes = diffContracts(await load(base), await load(revision), optionsOf(options));
  return changes.map((change) => ({
    change,
    level: (deviations.levels[change.check] === undefined ? undefined : levels[change.check]) ?? LEVEL[change.impact],
  }));
}

function optionsOf(options: Case['options']): DiffOptions {
  const threshold = STABILITIES.find((each) => options.stabilityThreshold === `level${each}`);
  return {
    today: parseDay(TODAY),
    noticeDays: { beta: options.deprecationDaysBeta ?? 0, stable: options.deprecationDaysStable ?? 0 },
    ...(threshold === undefined ? {} : { stabilityThreshold: threshold }),
  };
}

function treeOf(folder: string, dates: { readonly [written: string]: number }) {
  return {
    commit: null,
    async read(file: string): Promise<Uint8Array> {
      const text = await readFile(join(folder, file), 'utf8').catch(() => {
        throw new CountersignError('FILE_NOT_FOUND', `there is no file ${file}`);
      });
      let moved = text;
      for (const [written, days] of Object.entries(dates)) moved = moved.replaceAll(written, dayAfter(days));
      return new TextEncoder().encode(moved);
    },
  };
}

function dayAfter(days: number): string {
  return new Date(Date.parse(`${TODAY}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Judges a case by the rules of its README; empty when it passes, otherwise what is wrong. */
export function judge(
  expected: Case,
  findings: readonly { readonly change: Change; readonly level: Level }[],
): readonly string[] {
  const inScope = findings.filter(
    ({ change, level }) => RANK[level] >= RANK[expected.level] && isInScope(expected, change.check),
  );
  const wrong: string[] = [];
  const left = [...inScope];
  for (const wanted of expected.expected) {
    const index = left.findIndex(({ change, level }) => fits(wanted, change, level));
    if (index < 0) wrong.push(`missing ${wanted.checkId} ${wanted.level} ${wanted.method ?? ''} ${wanted.path ?? ''}`);
    else left.splice(index, 1);
  }
  for (const id of expected.expectedAbsent)
    if (findings.some(({ change, level }) => change.check === id && RANK[level] >= RANK[expected.level]))
      wrong.push(`reported ${id}`);
  if (expected.expectedNone && inScope.length > 0) wrong.push(`expected nothing`);
  // Where the test does not say what it counted, the number is not ours to hold.
  if (expected.complete && expected.expectedCount !== null && inScope.length !== expected.expectedCount)
    wrong.push(`expected ${expected.expectedCount} findings`);
  if (wrong.length > 0)
    wrong.push(
      `found ${inScope.map(({ change, level }) => `${level} ${change.check}: ${change.message}`).join(' | ')}`,
    );
  return wrong;
}

/**
 * A few cases expect an id that their scope does not list; only with it can they be met. Version checks count where a case names
 * one, as its `versioningPolicy` says.
 */
function isInScope({ scopeIds, expected, expectedAbsent }: Case, id: string): boolean {
  const named = [...expected.map(({ checkId }) => checkId), ...expectedAbsent];
  if (named.includes(id)) return true;
  if (/^api-(major-)?version-/.test(id)) return false;
  return scopeIds === undefined || scopeIds.includes(id);
}

function fits(wanted: Expected, change: Change, level: Level): boolean {
  return (
    change.check === wanted.checkId &&
    level === wanted.level &&
    (wanted.method === undefined || change.operation?.method === wanted.method) &&
    (wanted.path === undefined || change.operation?.path === wanted.path)
  );
}
