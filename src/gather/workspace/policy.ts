import type { Acceptance, Baseline, Waiver } from '../../model/finding.ts';
import type { Policy } from '../../model/workspace.ts';
import { deprecationPolicyOf } from './deprecation-policy.ts';
import type { PolicyEntry } from './settings-file.ts';
import type { ListedSeverity } from './severity-file.ts';

/** What of the policy stands in files of its own. */
export type PolicyFiles = {
  readonly waivers: readonly Waiver[];
  readonly accepted: readonly Acceptance[];
  readonly baselines: readonly Baseline[];
  readonly listed: readonly ListedSeverity[];
};

/** What breaks an operation that was promised to nobody is told, and does no more. Beta is promised: it costs what it costs. */
const STABILITY: Policy['stability'] = { draft: 'info', alpha: 'info' };

/** The policy, with its defaults where the settings say nothing. */
export function policyOf(entry: PolicyEntry, { waivers, accepted, baselines, listed }: PolicyFiles): Policy {
  const own = Object.entries(entry.severities ?? {});
  const fromFile = listed.filter(({ id }) => entry.severities === undefined || !Object.hasOwn(entry.severities, id));
  return {
    failOn: entry.failOn ?? 'error',
    maxWarnings: entry.maxWarnings ?? null,
    severities: new Map([...fromFile.map(({ id, severity }) => [id, severity] as const), ...own]),
    severityPlaces: new Map(fromFile.map(({ id, at }) => [id, at])),
    impacts: { breaking: 'error', risky: 'warn', 'contract-only': 'info', compatible: 'hint', ...entry.impacts },
    compatibility: entry.compatibility ?? [],
    stability: { ...STABILITY, ...entry.stability },
    versions: { mayBreak: entry.versions?.mayBreak ?? 'never' },
    deprecation: deprecationPolicyOf(entry.deprecation ?? {}),
    approvals: { required: entry.approvals?.required ?? 1 },
    usage: { recentDays: entry.usage?.recentDays ?? 30 },
    waivers,
    accepted,
    baselines,
    timezone: entry.timezone ?? 'UTC',
  };
}
