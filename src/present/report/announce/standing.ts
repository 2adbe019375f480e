import { isScheduled } from '../../../model/announcement.ts';
import { daysBetween, type Day } from '../../../model/day.ts';
import { type Deprecation, nameOfDeprecable } from '../../../model/deprecation.ts';
import { counted } from '../text/counts.ts';
import { code, prose } from '../markdown-text.ts';

/** So many consumers of one thing are named. */
const NAMED = 5;

/** `still used by mobile-app and treasury`; nothing where nobody declares to use it. */
export function usedBy(consumers: readonly string[]): string {
  if (consumers.length === 0) return '';
  const named = consumers.slice(0, consumers.length > NAMED ? NAMED - 1 : NAMED);
  const more = consumers.length - named.length;
  return `${named.map(prose).join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

/** A row for each thing that has a sunset, the nearest first: sunset, what, successor, consumers. With `today`, the days that are left as well. */
export function standingTable(
  deprecations: readonly Deprecation[],
  { today, apis }: { readonly today: Day | null; readonly apis: boolean },
): readonly string[] {
  const columns = [
    ...(today === null ? [] : ['sunset', 'days left']),
    ...(apis ? ['API'] : []),
    'what',
    'instead',
    'still used by',
  ];
  const rows = deprecations
    .filter(isScheduled)
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
    .map((entry) => [
      ...(today === null ? [] : [entry.sunset, daysLeft(today, entry.sunset)]),
      ...(apis ? [prose(entry.api)] : []),
      code(nameOfDeprecable(entry.what)),
      entry.successor === null ? '' : code(entry.successor),
      usedBy(entry.consumers),
    ]);
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`);
}

function daysLeft(today: Day, sunset: Day): string {
  const days = daysBetween(today, sunset);
  return days < 0 ? `**overdue** by ${counted(-days, 'day')}` : String(days);
}

/** A bar would end the cell, in a code span as well, unless a backslash stands before it that none escapes. */
function inCell(text: string): string {
  return text.replaceAll(/(\\*)\|/g, (bar, before: string) => (before.length % 2 === 1 ? bar : `${before}\\|`));
}

function keyOf({ sunset, api, what }: Deprecation): string {
  return JSON.stringify([sunset, api, what.path, what.method, what.kind, what.name, what.pointer]);
}
