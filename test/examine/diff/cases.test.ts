import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { parseDay } from '../../../src/model/day.ts';
import { CHECKS } from '../../../src/examine/diff/checks/index.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { contractOf } from '../../support/contract.ts';

/** Each case is compared both ways round; `expected.json` holds what is found from `before` to `after`, and back. */
type Told = {
  readonly impact: string;
  readonly check: string;
  readonly message: string;
  readonly operation: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly about: readonly string[];
};
type Expected = { readonly changes: readonly Told[]; readonly reversed: readonly Told[] };

const root = join(dirname(fileURLToPath(import.meta.url)), 'cases');
const recording = process.env['RECORD_CASES'] !== undefined;
const cases = readdirSync(root).flatMap((check) => readdirSync(join(root, check)).map((name) => ({ check, name })));
const options = { today: parseDay('2029-12-01'), noticeDays: { stable: 90, beta: 30 } };

function told(change: Change): Told {
  const { operation, before, after } = change;
  return {
    impact: change.impact,
    check: change.check,
    message: change.message,
    operation: operation === null ? null : `${operation.method} ${operation.path}`,
    before: before === null ? null : `${before.file}:${before.line} ${before.pointer}`,
    after: after === null ? null : `${after.file}:${after.line} ${after.pointer}`,
    about: change.about,
  };
}

async function compared({ check, name }: { check: string; name: string }): Promise<Expected> {
  const load = (file: string): Promise<Contract> =>
    contractOf({ [file]: readFileSync(join(root, check, name, file), 'utf8') });
  const [before, after] = await Promise.all([load('before.yaml'), load('after.yaml')]);
  return {
    changes: diffContracts(before, after, options).map(told),
    reversed: diffContracts(after, before, options).map(told),
  };
}

function expectedOf({ check, name }: { check: string; name: string }): Expected {
  return JSON.parse(readFileSync(join(root, check, name, 'expected.json'), 'utf8')) as Expected;
}

describe('cases of the checks', () => {
  it.each(cases.map((each) => [`${each.check}, ${each.name}`, each] as const))('%s', async (_, each) => {
    const found = await compared(each);
    const file = join(root, each.check, each.name, 'expected.json');
    if (recording) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(expectedOf(each));
  });

  const documented = CHECKS.filter(({ on }) => on !== 'schema').map(({ id }) => id);
  it.each(documented)('%s has a case that fires and one that is silent', (id) => {
    const ways = cases
      .filter(({ check }) => check === id)
      .flatMap((each) => Object.values(expectedOf(each)) as Told[][]);
    const fires = ways.map((way) => way.some(({ check }) => check === id));
    expect({ fires: fires.includes(true), silent: fires.includes(false) }).toEqual({ fires: true, silent: true });
  });
});
