import type { Waiver } from '../../model/finding.ts';
import type { Policy } from '../../model/workspace.ts';
import type { PolicyEntry } from './settings-file.ts';

/** The policy, with its defaults where the settings say nothing. */
export function policyOf(entry: PolicyEntry, waivers: readonly Waiver[]): Policy {
  return {
    failOn: entry.failOn ?? 'error',
    severities: new Map(Object.entries(entry.severities ?? {})),
    impacts: { breaking: 'error', risky: 'warn', 'contract-only': 'info', compatible: 'hint', ...entry.impacts },
    deprecation: {
      noticeDays: entry.deprecation?.noticeDays ?? null,
      dueSoonDays: entry.deprecation?.dueSoonDays ?? 30,
    },
    approvals: { required: entry.approvals?.required ?? 1 },
    waivers,
    timezone: entry.timezone ?? 'UTC',
  };
}
