import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineLifecycle } from '../../../src/examine/lifecycle/lifecycle.ts';
import type { LifecycleInput } from '../../../src/examine/lifecycle/define.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { revisionTree } from '../../../src/gather/contract/tree.ts';
import { readHistory } from '../../../src/gather/history/read.ts';
import type { Contract } from '../../../src/model/contract.ts';
import type { Day } from '../../../src/model/day.ts';
import type { ContractHistory } from '../../../src/model/history.ts';
import type { Repository } from '../../../src/model/ports.ts';
import { opened } from '../../gather/history/open.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { LIFECYCLE_DEFAULTS } from '../../support/deprecation.ts';
import { shared } from '../../support/shared.ts';

const bundle = shared('histories/lithic.bundle');
const FILE = 'lithic-openapi.yml';

/** Removes the operations, for good, on 2024-11-20. The commit ids of the bundle are part of its table of events. */
const REMOVAL = 'cf7464aa0924';

/** The lifecycle at a revision, compared with the one before it; `history` reaches to it. */
async function inputAt(repository: Repository, history: ContractHistory, revision: string): Promise<LifecycleInput> {
  const contractAt = async (name: string): Promise<{ contract: Contract; day: Day }> => {
    const commit = (await repository.resolve(name)) ?? '';
    const contract = await loadContract(revisionTree(repository, commit), FILE, 'lithic');
    return { contract, day: await repository.committedOn(commit) };
  };
  const { contract, day: today } = await contractAt(revision);
  const before = await contractAt(`${revision}~1`);
  const events = history.events.filter(({ day }) => day <= today);
  return {
    contract,
    history: { ...history, events },
    before,
    today,
    ...LIFECYCLE_DEFAULTS,
  };
}

async function historyTo(repository: Repository, revision: string): Promise<ContractHistory> {
  const commit = (await repository.resolve(revision)) ?? '';
  return readHistory(repository, { api: 'lithic', file: FILE, commit });
}

const RULES = [
  'DELETE /v1/auth_rules/remove',
  'GET /v1/auth_rules',
  'GET /v1/auth_rules/{auth_rule_token}',
  'POST /v1/auth_rules',
  'POST /v1/auth_rules/{auth_rule_token}/apply',
  'PUT /v1/auth_rules/{auth_rule_token}',
];

const UNMARKED = [
  'PATCH /v1/financial_accounts/{financial_account_token}/charge_off',
  'POST /v1/auth_rules/{auth_rule_token}/migrate',
];

describe.skipIf(bundle === null)('the auth rules of a real contract (needs ../shared/histories)', () => {
  it('are registered since the day of the mark, and found to be removed too early', { timeout: 180_000 }, async () => {
    const clone = join(scratchFolder(), 'lithic');
    execFileSync('git', ['clone', '--quiet', '--no-checkout', bundle ?? '', clone]);
    const repository = await opened(clone);
    const history = await historyTo(repository, REMOVAL);
    const head = (await repository.resolve(REMOVAL)) ?? '';
    const october = (await repository.revisions(head, FILE)).find(({ day }) => day <= '2024-10-30');

    const { deprecations } = examineLifecycle(await inputAt(repository, history, october?.commit ?? ''));
    const listed = deprecations.filter(({ what }) => what.path?.startsWith('/v1/auth_rules'));
    expect(
      listed
        .map(({ what, since, sunset, status }) => [`${what.method ?? ''} ${what.path ?? ''}`, since, sunset, status])
        .sort(),
    ).toEqual(RULES.map((name) => [name, { day: '2024-09-25', from: 'history' }, null, 'deprecated']));

    const { facts } = examineLifecycle(await inputAt(repository, history, REMOVAL));
    const removals = facts.filter(({ rule }) => rule.startsWith('removal-'));
    expect(removals.map(({ rule, message }) => `${rule}: ${message}`).sort()).toEqual([
      ...RULES.map(
        (name) =>
          `removal-min-notice: ${name} was removed 56 days after it was marked deprecated on 2024-09-25; the policy asks for 90 days.`,
      ),
      ...UNMARKED.map(
        (name) => `removal-requires-deprecation: ${name} was removed without having been marked deprecated.`,
      ),
    ]);
  });
});
