import { SEVERITIES, type Severity } from '../../../model/finding.ts';
import { counted } from './counts.ts';
import type { Entry } from './entries.ts';

/** How many findings of each severity count, and how many are waived, accepted or in the baseline. */
export type Tally = {
  readonly open: ReadonlyMap<Severity, number>;
  readonly waived: number;
  readonly accepted: number;
  readonly known: number;
};

export function tallyOf(findings: readonly Pick<Entry, 'severity' | 'waiver'>[]): Tally {
  const open = findings.filter(({ waiver }) => waiver === null);
  return {
    open: new Map(SEVERITIES.map((severity) => [severity, open.filter((each) => each.severity === severity).length])),
    waived: findings.filter(({ waiver }) => waiver?.word === 'waived').length,
    accepted: findings.filter(({ waiver }) => waiver?.word === 'accepted').length,
    known: findings.filter(({ waiver }) => waiver?.word === 'known').length,
  };
}

/** The gravest severity that counts, or null. */
export function gravest({ open }: Tally): Severity | null {
  return SEVERITIES.find((severity) => (open.get(severity) ?? 0) > 0) ?? null;
}

/** `warn` is a setting; people say warning. */
export const SEVERITY_NOUNS: { readonly [severity in Severity]: string } = {
  error: 'error',
  warn: 'warning',
  info: 'info',
  hint: 'hint',
};

/** `2 errors`, `1 warning`, `1 waived`: only what there is, the gravest first. */
export function talliedWords({ open, waived, accepted, known }: Tally): string[] {
  const words = SEVERITIES.map((severity) => ({ severity, count: open.get(severity) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, SEVERITY_NOUNS[severity]));
  const settled = [
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(known === 0 ? [] : [`${known} in the baseline`]),
  ];
  return [...words, ...settled];
}
