import type { Report } from '../../../../src/model/report.ts';
import { ACTING } from './acting.ts';
import { ANNOUNCEMENTS } from './announcements.ts';
import { CHANGELOGS } from './changelog.ts';
import { COMPARISONS } from './comparisons.ts';
import { DELIVERIES } from './deliveries.ts';
import { GATES } from './gates.ts';
import { HISTORIES } from './history.ts';
import { KNOWLEDGE } from './knowledge.ts';

/** Every sample report by its name in kebab-case: `lintFailing` is `lint-failing`. Every renderer renders all of them. */
export const SAMPLES: ReadonlyMap<string, Report> = new Map<string, Report>(
  Object.entries<Report>({
    ...GATES,
    ...COMPARISONS,
    ...DELIVERIES,
    ...KNOWLEDGE,
    ...CHANGELOGS,
    ...HISTORIES,
    ...ANNOUNCEMENTS,
    ...ACTING,
  }).map(([name, report]) => [name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), report]),
);

export function sampleOf(name: string): Report {
  const found = SAMPLES.get(name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}
