import type { Change, CheckInfo, Impact, JudgedChange } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/workspace.ts';
import { changeFingerprint, type ExaminedApi } from './fingerprint.ts';
import { severityOfChange } from './severity.ts';

/** Gives a change its severity and fingerprint; null when policy turned its check off. */
export function judgeChange(change: Change, api: ExaminedApi, policy: Policy): JudgedChange | null {
  const severity = severityOfChange(change, policy);
  return severity === null ? null : { ...change, api: api.id, severity, fingerprint: changeFingerprint(change, api) };
}

/** The finding that a change of severity error or warn becomes; it carries the change's fingerprint. Milder changes are only listed. */
export function findingOfChange(change: JudgedChange, api: ExaminedApi, check: CheckInfo | undefined): Finding | null {
  if (change.severity !== 'error' && change.severity !== 'warn') return null;
  const { before, after } = change;
  return {
    rule: change.check,
    from: 'diff',
    api: api.id,
    severity: change.severity,
    message: change.message,
    hint: hintOf(change, check),
    docs: `countersign explain ${change.check}`,
    at: after ?? before ?? start(api.file),
    also: after !== null && before !== null ? [before] : [],
    fingerprint: change.fingerprint,
    waiver: null,
    ...(change.accepted === undefined ? {} : { accepted: change.accepted }),
  };
}

/** A check that is harmless as a rule advises nothing for the case in which it is not. */
function hintOf({ impact }: JudgedChange, check: CheckInfo | undefined): string {
  if (check === undefined) return '';
  return breaks(impact) && !breaks(check.impact) ? '' : check.fix;
}

function breaks(impact: Impact): boolean {
  return impact === 'breaking' || impact === 'risky';
}

function start(file: string): Location {
  return { file, commit: null, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
}
