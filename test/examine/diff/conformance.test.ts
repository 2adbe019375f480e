import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/examine/diff/diff.ts';
import { shared } from '../../support/shared.ts';
import { type Case, type Deviations, LEVEL, casesIn, findingsOf, judge } from './support/conformance.ts';

const here = dirname(fileURLToPath(import.meta.url));
const folder = shared('conformance/diff');
const passingFile = join(here, 'conformance.passing.json');
const read = (file: string): unknown => JSON.parse(readFileSync(join(here, file), 'utf8'));
const deviations = read('conformance.deviations.json') as Deviations;
const passing = new Set(read('conformance.passing.json') as string[]);

async function wrongWith(expected: Case, levels: Parameters<typeof findingsOf>[3]): Promise<readonly string[]> {
  return judge(expected, await findingsOf(folder ?? '', expected, deviations, levels));
}

describe.skipIf(folder === null)('breaking-change cases (needs ../shared/conformance/diff)', () => {
  const { cases, levels } = folder === null ? { cases: [], levels: {} } : casesIn(folder);

  it.each(cases.map((each) => [each.id, each] as const))('%s', async (id, expected) => {
    const wrong = await wrongWith(expected, levels);
    if (process.env['RECORD_PASSING'] !== undefined) return;
    if (passing.has(id)) expect(wrong).toEqual([]);
    else
      expect(wrong, 'it passes now: record it with RECORD_PASSING=1 npx vitest run test/examine/diff').not.toEqual([]);
  });

  it('records the cases that pass', async () => {
    const found: string[] = [];
    for (const each of cases) if ((await wrongWith(each, levels)).length === 0) found.push(each.id);
    if (process.env['RECORD_PASSING'] !== undefined)
      writeFileSync(passingFile, `${JSON.stringify(found.sort(), null, 2)}\n`);
    else expect(found.sort()).toEqual([...passing]);
  });

  it('fails no case without a reason', () => {
    const failing = cases.filter(({ id }) => !passing.has(id)).map(({ id }) => id);
    expect(failing.sort()).toEqual(Object.keys(deviations.cases).sort());
  });

  it('reports every id of the catalogue', () => {
    const known = new Set(CHECKS.map(({ id }) => id));
    expect(Object.keys(levels).filter((id) => !known.has(id))).toEqual([]);
  });

  it('declares every check whose level differs, with the level that it has', () => {
    const differing = CHECKS.filter(({ id, impact }) => levels[id] !== undefined && levels[id] !== LEVEL[impact]);
    const declared = Object.entries(deviations.levels).filter(([id, { ours }]) => levels[id] !== LEVEL[ours]);
    expect(differing.map(({ id, impact }) => [id, impact]).sort()).toEqual(
      declared.map(([id, { ours }]) => [id, ours]).sort(),
    );
    expect(Object.entries(deviations.levels).map(([id, { theirs }]) => [id, theirs])).toEqual(
      Object.keys(deviations.levels).map((id) => [id, levels[id]]),
    );
  });
});
