import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/model/change.ts';
import type { Contract } from '../../../../src/model/contract.ts';
import { CHECKS } from '../../../../src/examine/diff/checks/index.ts';
import { diffWithWitnesses } from '../../../../src/examine/diff/witness/witness.ts';
import { loadContract } from '../../../../src/gather/contract/load.ts';
import { CountersignError } from '../../../../src/model/errors.ts';
import { shared } from '../../../support/shared.ts';
import { type Case, casesIn } from '../support/conformance.ts';
import { acceptedBy } from './independent.ts';

const folder = shared('conformance/diff');
const OF_SCHEMAS = new Set(CHECKS.filter(({ on }) => on === 'schema').map(({ id }) => id));

type Declared = {
  /** Breaks of schemas without a witness, and why there is none: the finding, then the reason. */
  readonly missing: { readonly [finding: string]: string };
  /** Payloads whose root the independent judge does not find in the documents, and why. */
  readonly unlocated: { readonly [finding: string]: string };
  /** Cases that expect nothing and that a payload breaks all the same. */
  readonly explained: { readonly [id: string]: string };
};
const declared = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'conformance.declared.json'), 'utf8'),
) as Declared;

type Proven = {
  readonly each: Case;
  readonly changes: readonly Change[];
  readonly before: Contract;
  readonly after: Contract;
};

async function provenOf(each: Case): Promise<readonly Proven[]> {
  const { base, revision } = each;
  if (typeof base !== 'string' || typeof revision !== 'string') return [];
  const read = async (file: string): Promise<Uint8Array> => {
    const bytes = await readFile(join(folder ?? '', file)).catch(() => {
      throw new CountersignError('FILE_NOT_FOUND', `there is no file ${file}`);
    });
    return new Uint8Array(bytes);
  };
  const load = (file: string) => loadContract({ commit: null, read }, file, 'case');
  const [before, after] = [await load(base), await load(revision)];
  return [{ each, before, after, changes: await diffWithWitnesses(before, after) }];
}

describe.skipIf(folder === null)('witnesses for the breaking-change cases (needs ../shared/conformance/diff)', () => {
  const cases = folder === null ? [] : casesIn(folder).cases;
  const proven = Promise.all(cases.map(provenOf)).then((all) => all.flat());

  it('are found for nine in ten of the breaks of schemas; those without are declared, with the reason', async () => {
    const findings = new Map<string, Change>();
    for (const { each, changes } of await proven)
      for (const change of changes)
        if (change.impact === 'breaking' && OF_SCHEMAS.has(change.check))
          findings.set(JSON.stringify([each.base, each.revision, change.check, change.message, change.about]), change);
    const all = [...findings.values()];
    const without = all.filter(({ witness }) => witness === null);
    expect(all.length).toBeGreaterThan(150);
    expect(without.length).toBeLessThan(all.length / 10);
    const told = without.map(({ check, message, proof }) => `${check}: ${message} (${proof})`);
    expect([...new Set(told)].sort()).toEqual(Object.keys(declared.missing).sort());
  });

  it('are what plain ajv says as well: each payload taken by one side and refused by the other', async () => {
    let verified = 0;
    const unlocated = new Set<string>();
    for (const { each, before, after, changes } of await proven)
      for (const change of changes) {
        const { witness } = change;
        if (witness?.kind !== 'payload') continue;
        const sides = { before, after };
        const [taken, refused] = [witness.acceptedBy, witness.rejectedBy].map((side) =>
          acceptedBy(sides[side], change),
        );
        // The root of the payload is found in the documents without countersign's help.
        if (taken === undefined || refused === undefined || taken.length === 0 || refused.length === 0) {
          unlocated.add(`${each.id}: ${change.check}: ${change.message}`);
          continue;
        }
        verified += 1;
        const proves = taken.some((takes, index) => takes && refused[index] === false);
        expect(proves, `${change.message} ${JSON.stringify(witness)}`).toBe(true);
      }
    expect(verified).toBeGreaterThan(150);
    expect([...unlocated].sort()).toEqual(Object.keys(declared.unlocated).sort());
  });

  it('are none where nothing breaks, but for those that are explained', async () => {
    const broken = (await proven).filter(
      ({ each, changes }) =>
        each.expectedNone && changes.some(({ check, witness }) => witness?.kind === 'payload' && OF_SCHEMAS.has(check)),
    );
    expect([...new Set(broken.map(({ each }) => each.id))].sort()).toEqual(Object.keys(declared.explained).sort());
  });
});
