import { diffContracts } from '../../src/examine/diff/diff.ts';
import { DEPRECATION_POLICY, LIFECYCLE_DEFAULTS } from '../support/deprecation.ts';
import { consumersOf, impactOf } from '../../src/examine/impact/impact.ts';
import { examineLifecycle } from '../../src/examine/lifecycle/lifecycle.ts';
import { lint } from '../../src/examine/lint/lint.ts';
import { renderGateway } from '../../src/deliver/gateway/render.ts';
import { judged } from '../../src/commands/steps/verdict/judged.ts';
import type { Gathered } from '../../src/commands/steps/subjects.ts';
import { type Day, parseDay } from '../../src/model/day.ts';
import type { Contract } from '../../src/model/contract.ts';
import { CountersignError, EXIT } from '../../src/model/errors.ts';
import type { Ports } from '../../src/model/ports.ts';
import type { Ruleset } from '../../src/model/ruleset.ts';
import type { Consumer } from '../../src/model/workspace.ts';
import { portalPages } from '../../src/present/portal/portal.ts';
import { RENDERERS } from '../../src/present/report/renderers/index.ts';

const today = dayOf('2026-11-20');

const CONSUMERS: readonly Consumer[] = [
  {
    name: 'Ledger Sync',
    contact: 'api-team@ledger.example',
    uses: [{ api: 'test-api', operations: [{ method: 'GET', path: '/accounts/{id}' }], consent: [] }],
  },
];

const policy: Gathered['workspace']['policy'] = {
  failOn: 'error',
  maxWarnings: null,
  severities: new Map(),
  impacts: { breaking: 'error', risky: 'warn', 'contract-only': 'info', compatible: 'hint' },
  deprecation: DEPRECATION_POLICY,
  usage: { recentDays: 30 },
  approvals: { required: 1 },
  waivers: [],
  accepted: [],
  baselines: [],
  severityPlaces: new Map(),
  compatibility: [],
  stability: { draft: 'info', alpha: 'info' },
  versions: { mayBreak: 'never' },
  timezone: 'UTC',
};

/**
 * Takes a contract the whole road: lint, comparison, lifecycle, impact, verdict, both reports, gateway configuration, portal. Gives the codes of
 * the refusals on the way; throws what is no refusal, and a refusal that blames countersign itself.
 */
export async function wholeRoad(
  before: Contract | null,
  contract: Contract,
  ruleset: Ruleset | null,
): Promise<string[]> {
  const refusals: string[] = [];
  const tried = async <T>(step: () => T | Promise<T>, instead: T): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof CountersignError) || error.exitCode === EXIT.fault) throw error;
      refusals.push(error.code);
      return instead;
    }
  };
  const linted = ruleset === null ? [] : await tried(() => lint(contract, ruleset), []);
  const changes = before === null ? [] : await tried(() => diffContracts(before, contract, { today }), []);
  const { facts, deprecations } = await tried(
    () =>
      examineLifecycle({
        contract,
        history: null,
        before: before === null ? null : { contract: before, day: today },
        ...LIFECYCLE_DEFAULTS,
        zone: 'Europe/Berlin',
        today,
        consumersOf: consumersOf(CONSUMERS, contract.id),
      }),
    { facts: [], deprecations: [], past: [] },
  );
  const hit = await tried(
    () => impactOf({ api: contract.id, consumers: CONSUMERS, changes, deprecations, contract, before }),
    [],
  );
  const api = { id: contract.id, file: 'openapi.yaml', owner: null, audience: null, criticality: 'normal' as const };
  const gathered: Gathered = {
    workspace: {
      root: '/',
      file: null,
      apis: [api],
      profiles: [],
      policy,
      environments: [],
      gitops: null,
      consumers: [],
    },
    repository: null,
    today,
    subjects: [{ api, contract }],
    lintedOnly: [],
    everyApi: true,
  };
  const examination = {
    subject: { api, contract },
    base: null,
    before,
    facts: [...linted, ...facts, ...hit],
    changes,
    deprecations,
    notes: [],
  };
  const tool: Ports['tool'] = { name: 'countersign', version: '0.0.0' };
  const { report, lines } = judged('check', gathered, [examination], () => true, { tool } as Ports);
  for (const { render, reports } of RENDERERS)
    if (reports?.includes('check') ?? true)
      render(report, { color: false, width: 80, verbose: true, quiet: false, lines });
  await tried(() => renderGateway('kong', contract, null), null);
  portalPages([{ api, contract, deprecations }], { today });
  return refusals;
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}
