import type { MetCondition } from '../../../model/report.ts';
import type { RegisterReport } from './report.ts';

/** So many things that meet a condition are named. */
const NAMED = 3;

/** What `--fail-on` failed on: `overdue (GET /a and 2 more), due:30d (GET /b)`. Empty where nothing met it. */
export function metWords(failOn: readonly MetCondition[]): string {
  return failOn
    .filter(({ met }) => met.length > 0)
    .map(({ condition, met }) => {
      const named = met.slice(0, NAMED).map(({ what }) => what.replace(/\.$/, ''));
      const more = met.length - named.length;
      return `${condition} (${named.join(', ')}${more === 0 ? '' : ` and ${more} more`})`;
    })
    .join('; ');
}

export function conditionWords(failOn: readonly MetCondition[]): string {
  return failOn.map(({ condition }) => condition).join(', ');
}

/** The verdict in a sentence. */
export function verdictOf({ verdict, failOn }: Pick<RegisterReport, 'verdict' | 'failOn'>): string {
  if (failOn === undefined) return verdict === 'pass' ? 'The policy is kept.' : 'The policy is not kept.';
  return verdict === 'pass'
    ? `Nothing meets --fail-on ${conditionWords(failOn)}.`
    : `Failed by --fail-on: ${metWords(failOn)}.`;
}
