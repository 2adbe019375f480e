import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { parseDay } from '../../../src/model/day.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { CHECKS } from '../../../src/examine/diff/checks/index.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import type { DiffOptions } from '../../../src/examine/diff/options.ts';
import { contractOf } from '../../support/contract.ts';
import { PLACES } from './support/places.ts';
import { TURNS, type Turn } from './support/turns.ts';

const today = parseDay('2029-12-01');
/** Without a notice, and with one that is owed: what a new deprecation must say depends on it. */
const POLICIES: readonly DiffOptions[] = [{ today }, { today, noticeDays: { stable: 90 } }];

async function changes(before: JsonObject, after: JsonObject, options: DiffOptions): Promise<readonly Change[]> {
  const [old, new_] = await Promise.all([contractOf(JSON.stringify(before)), contractOf(JSON.stringify(after))]);
  return diffContracts(old, new_, options);
}

/** Words are read in two places of each kind; in the others they differ by the name of the place alone. */
const IN_WORDS = new Set([
  'value: request property',
  'value: response property',
  'object: request body',
  'object: response body',
]);

function line({ impact, check, message }: Change, inWords: boolean): string {
  return inWords ? `  ${impact}  ${check}: ${message}` : `  ${impact}  ${check}`;
}

/** Both directions of a turn in every place, under every policy that tells them apart. */
async function told(turn: Turn): Promise<{ text: string; fired: readonly string[]; reversed: readonly string[] }> {
  const lines: string[] = [];
  const [fired, reversed] = [new Set<string>(), new Set<string>()];
  for (const [place, around] of PLACES[turn.of]) {
    const [before, after] = [around(turn.before), around(turn.after)];
    for (const [way, from, to, ids] of [
      ['→', before, after, fired],
      ['←', after, before, reversed],
    ] as const) {
      const found = new Set<string>();
      for (const policy of POLICIES)
        for (const change of await changes(from, to, policy)) {
          found.add(line(change, IN_WORDS.has(`${turn.of}: ${place}`)));
          ids.add(change.check);
        }
      lines.push(`${turn.name}, ${place} ${way}`, ...found);
    }
  }
  return { text: lines.join('\n'), fired: [...fired], reversed: [...reversed] };
}

describe('what can happen to a schema, in every place', () => {
  it('is told in these words', async () => {
    const texts: string[] = [];
    for (const turn of TURNS) texts.push((await told(turn)).text);
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('golden/schema-turns.txt');
  });

  it('fires every row of the tables, and leaves each silent for some other turn', async () => {
    const results = await Promise.all(TURNS.map(told));
    const firings = results.map(({ fired, reversed }) => new Set([...fired, ...reversed]));
    const rows = CHECKS.filter(({ on }) => on === 'schema').map(({ id }) => id);
    expect(rows.filter((id) => !firings.some((ids) => ids.has(id)))).toEqual([]);
    expect(rows.filter((id) => firings.every((ids) => ids.has(id)))).toEqual([]);
  });

  it('is nothing when nothing happened', async () => {
    for (const { of, before, after } of TURNS)
      for (const around of PLACES[of].values())
        for (const schema of [before, after]) expect(await changes(around(schema), around(schema), {})).toEqual([]);
  });
});
