import { SEVERITIES, type Severity, type Waiver } from '../../../model/finding.ts';
import { counted } from './counts.ts';

/** How many findings of each severity no waiver covers, and how many are covered. */
export type Tally = { readonly open: ReadonlyMap<Severity, number>; readonly waived: number };

export function tallyOf(findings: readonly { readonly severity: Severity; readonly waiver: Waiver | null }[]): Tally {
  const open = findings.filter(({ waiver }) => waiver === null);
  return {
    open: new Map(SEVERITIES.map((severity) => [severity, open.filter((each) => each.severity === severity).length])),
    waived: findings.length - open.length,
  };
}

/** The gravest severity that is not waived, or null. */
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
export function talliedWords({ open, waived }: Tally): string[] {
  const words = SEVERITIES.map((severity) => ({ severity, count: open.get(severity) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, SEVERITY_NOUNS[severity]));
  return waived === 0 ? words : [...words, `${waived} waived`];
}
