import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LifecycleInput } from '../../../src/examine/lifecycle/define.ts';
import { examineLifecycle } from '../../../src/examine/lifecycle/lifecycle.ts';
import { LIFECYCLE_RULES } from '../../../src/examine/lifecycle/rules/index.ts';
import { deprecationPolicyOf } from '../../../src/gather/workspace/deprecation-policy.ts';
import type { DeprecationEntry } from '../../../src/gather/workspace/settings-file.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import { type ContractHistory, elementOf, type HistoryEvent, operationKey } from '../../../src/model/history.ts';
import type { Location } from '../../../src/model/location.ts';
import { projectRoot } from '../../support/shared.ts';
import { LIFECYCLE_DEFAULTS, owed } from '../../support/deprecation.ts';
import { contractOf } from '../../support/contract.ts';

/*
 * cases/<rule>/<fires-… or silent-…>/
 *   after.yaml     the contract
 *   before.yaml    what it is compared with, if there is such a thing
 *   history.json   a ContractHistory, if there is git, its events by method and path
 *   policy.json    today, and what differs from: a notice of 90 days, the policy without settings, no relatives, UTC, the contract before seen on 2026-01-01
 *   expected.json  the whole result; `npx vitest run -u` rewrites it
 */
const CASES = join(projectRoot, 'test', 'examine', 'lifecycle', 'cases');

type Policy = {
  readonly today: string;
  readonly noticeDays?: number;
  /** As `policy.deprecation` of the settings. */
  readonly deprecation?: DeprecationEntry;
  readonly relatives?: LifecycleInput['relatives'];
  readonly zone?: string;
  readonly beforeDay?: string | null;
};

/** A place is written as file, pointer and, for the contract before, `@`; its lines are the loader's business. */
function places(_key: string, value: unknown): unknown {
  const location = value as Partial<Location> | null;
  if (typeof location !== 'object' || location?.line === undefined) return value;
  return `${location.file ?? ''}#${location.pointer ?? ''}${location.commit === null ? '' : ' @ before'}`;
}

function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}

async function inputOf(folder: string): Promise<LifecycleInput> {
  const text = (name: string): string | null => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const contract = async (name: string, commit?: string): Promise<Contract | null> => {
    const source = text(name);
    return source === null ? null : contractOf(source, { id: 'accounts', ...(commit === undefined ? {} : { commit }) });
  };
  const after = await contract('after.yaml');
  if (after === null) throw new Error(`${folder} has no after.yaml`);
  const before = await contract('before.yaml', 'b'.repeat(40));
  const policy = JSON.parse(text('policy.json') ?? '') as Policy;
  const history = text('history.json');
  const beforeDay = policy.beforeDay === undefined ? '2026-01-01' : policy.beforeDay;
  return {
    contract: after,
    before: before === null ? null : { contract: before, day: beforeDay === null ? null : day(beforeDay) },
    history: history === null ? null : historyIn(history),
    ...LIFECYCLE_DEFAULTS,
    policy: deprecationPolicyOf(policy.deprecation ?? {}),
    requiredNotice: () => owed(policy.noticeDays ?? 90),
    relatives: policy.relatives ?? [],
    zone: policy.zone ?? 'UTC',
    today: day(policy.today),
    consumersOf: (method, path) => (`${method} ${path}` === 'GET /accounts' ? ['mobile-app'] : []),
    consumers: ['mobile-app'],
  };
}

type WrittenEvent = Omit<HistoryEvent, 'what' | 'key'> & { readonly method: string; readonly path: string };

function historyIn(text: string): ContractHistory {
  const written = JSON.parse(text) as Omit<ContractHistory, 'events' | 'depth'> & {
    readonly events: readonly WrittenEvent[];
  };
  const events = written.events.map(({ method, path, ...event }) => {
    const key = operationKey({ method, path });
    return { ...event, key, what: { ...elementOf(key), pointer: '' } };
  });
  return { ...written, depth: 'operations', events };
}

describe.each(LIFECYCLE_RULES.map(({ id }) => id))('%s', (rule) => {
  const cases = readdirSync(join(CASES, rule));

  it('has a case that fires and one that is silent', () => {
    expect(cases.some((name) => name.startsWith('fires-'))).toBe(true);
    expect(cases.some((name) => name.startsWith('silent-'))).toBe(true);
    expect(cases.filter((name) => !/^(fires|silent)-/.test(name))).toEqual([]);
  });

  it.each(cases)('%s', async (name) => {
    const folder = join(CASES, rule, name);
    const result = examineLifecycle(await inputOf(folder));
    expect(result.facts.some((fact) => fact.rule === rule)).toBe(name.startsWith('fires-'));
    await expect(`${JSON.stringify(result, places, 2)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'));
  });
});

it('every folder of cases is a rule', () => {
  const ids = LIFECYCLE_RULES.map(({ id }) => id);
  expect(readdirSync(CASES).filter((name) => !ids.includes(name))).toEqual([]);
});
