import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/model/change.ts';
import { CHECKS } from '../../../../src/examine/diff/checks/index.ts';
import { diffWithWitnesses } from '../../../../src/examine/diff/witness/witness.ts';
import { loadContract } from '../../../../src/gather/contract/load.ts';
import { CountersignError } from '../../../../src/model/errors.ts';
import { shared } from '../../../support/shared.ts';
import { type Case, casesIn } from '../support/conformance.ts';

const folder = shared('conformance/diff');
const OF_SCHEMAS = new Set(CHECKS.filter(({ on }) => on === 'schema').map(({ id }) => id));

/** What no payload shows: the values stay the same, and only how they are read or what is said of them changes. */
const NO_PAYLOAD = /discriminator|content-(encoding|media-type|schema)|x-extensible-enum|stability/;

/** Pairs that the cases call harmless and that a payload breaks all the same. */
const EXPLAINED = new Map([
  [
    'TestBreaking_ReqBodyNewRequiredPropertyNew',
    '`required` names a property that is not declared; it is required all the same',
  ],
  ['TestBreaking_RequiredPropertyWriteOnlyEnabled', 'a required property that became writeOnly no longer comes'],
  ['TestBreaking_DeletePatten', 'a response without its pattern may hold what was ruled out'],
]);

async function provenOf({ base, revision }: Case): Promise<readonly Change[]> {
  if (typeof base !== 'string' || typeof revision !== 'string') return [];
  const read = async (file: string): Promise<Uint8Array> => {
    const bytes = await readFile(join(folder ?? '', file)).catch(() => {
      throw new CountersignError('FILE_NOT_FOUND', `there is no file ${file}`);
    });
    return new Uint8Array(bytes);
  };
  const load = (file: string) => loadContract({ commit: null, read }, file, 'case');
  const [before, after] = [await load(base), await load(revision)];
  return diffWithWitnesses(before, after);
}

function keyOf({ base, revision }: Case, { check, message, operation, about }: Change): string {
  return JSON.stringify([base, revision, check, message, operation, about]);
}

describe.skipIf(folder === null)('witnesses for the breaking-change cases (needs ../shared/conformance/diff)', () => {
  const cases = folder === null ? [] : casesIn(folder).cases;
  const proven = Promise.all(cases.map(async (each) => ({ each, changes: await provenOf(each) })));

  it('are found for more than four in five of the breaks of schemas that a payload can show', async () => {
    const findings = new Map<string, Change>();
    for (const { each, changes } of await proven)
      for (const change of changes)
        if (change.impact === 'breaking' && OF_SCHEMAS.has(change.check) && !NO_PAYLOAD.test(change.check))
          findings.set(keyOf(each, change), change);
    const all = [...findings.values()];
    const without = all.filter(({ witness }) => witness === null).map(({ check, message }) => `${check}: ${message}`);
    expect(without.length / all.length, without.join('\n')).toBeLessThan(0.2);
  });

  it('are none where nothing breaks, but for those that are explained', async () => {
    const broken = (await proven).filter(
      ({ each, changes }) =>
        each.expectedNone && changes.some(({ check, witness }) => witness?.kind === 'payload' && OF_SCHEMAS.has(check)),
    );
    expect([...new Set(broken.map(({ each }) => each.id))].sort()).toEqual([...EXPLAINED.keys()].sort());
  });
});
