import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/examine/lint/lint.ts';
import { isObject } from '../../../src/model/json.ts';
import type { Location } from '../../../src/model/location.ts';
import { contractOf } from '../../support/contract.ts';
import { projectRoot } from '../../support/shared.ts';
import { allProfiles } from './support.ts';

const folder = join(projectRoot, 'test/examine/lint/cases');
const ruleset = await allProfiles();

/** The whole result of one rule on one contract, as a case's `bad.expected.json` has it. */
async function resultOf(id: string, text: string): Promise<unknown[]> {
  const rules = ruleset.rules.filter((rule) => rule.id === id);
  const contract = await contractOf(text);
  // Where a pointer stands in the file is tested with the contract's own room.
  const locate = (pointer: string): Location => ({ ...contract.locate(pointer), pointer });
  const facts = await lint({ ...contract, locate }, { ...ruleset, rules });
  return facts.map(({ at, message, proposed, about }) => ({
    pointer: at.pointer,
    message,
    severity: proposed,
    ...(about.length > 0 ? { about } : {}),
  }));
}

/** A piece of a contract, as rules show it, in the whole that it would stand in. */
function wholeOf(piece: string): string {
  const written = load(piece);
  if (!isObject(written)) throw new Error('an example of a rule is no object');
  const frame = { info: { title: 'Retail Accounts', version: '1.4.2' }, paths: {} };
  const version = ['openapi', 'swagger'].some((key) => key in written) ? {} : { openapi: '3.1.0' };
  return JSON.stringify({ ...version, ...frame, ...written });
}

describe.each(ruleset.rules)('$id', ({ id, bad, good, why, fix, source, verified, description, tags }) => {
  const cases = join(folder, id);
  const files = existsSync(cases) ? readdirSync(cases).filter((file) => file.endsWith('.yaml')) : [];

  it('has a firing and a silent case, and says why, how to mend it, and where it comes from', () => {
    expect(files).toEqual(expect.arrayContaining(['bad.yaml', 'good.yaml']));
    for (const text of [bad, good]) expect(isObject(load(text ?? '')), 'x-bad and x-good are YAML').toBe(true);
    for (const text of [why, fix, source, description]) expect(text ?? '').not.toBe('');
    expect(tags).not.toEqual([]);
    // Nobody is to quote a clause that nobody has read.
    if (!verified)
      expect(source).not.toMatch(/\b(?:articles?|sections?|requirements?|rules?|chapter|clause) \d|\bA\.\d/);
  });

  it('fires on the bad example that it shows, and is silent on the good one', async () => {
    expect(await resultOf(id, wholeOf(bad ?? ''))).not.toEqual([]);
    expect(await resultOf(id, wholeOf(good ?? ''))).toEqual([]);
  });

  it.each(files.filter((file) => file.startsWith('good')))('is silent on %s', async (file) => {
    expect(await resultOf(id, readFileSync(join(cases, file), 'utf8'))).toEqual([]);
  });

  it.each(files.filter((file) => file.startsWith('bad')))('fires on %s', async (file) => {
    const result = await resultOf(id, readFileSync(join(cases, file), 'utf8'));
    expect(result).not.toEqual([]);
    const expected = join(cases, file.replace('.yaml', '.expected.json'));
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(expected);
  });
});

it('has no case without a rule', () => {
  const ids = ruleset.rules.map(({ id }) => id);
  expect(readdirSync(folder).filter((id) => !ids.includes(id))).toEqual([]);
});
