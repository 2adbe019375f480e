import type { HistoryEvent } from '../../model/deprecation.ts';
import { grouped } from '../../model/grouped.ts';
import type { LifecycleInput, Notice } from './define.ts';
import { withoutParameterNames } from './operation-key.ts';

/** The events of each operation, oldest first, by `METHOD /path` without the names of parameters. */
export function eventsByKey(events: readonly HistoryEvent[]): ReadonlyMap<string, readonly HistoryEvent[]> {
  return grouped(events, keyOf);
}

/** The commit that shows a thing marked for the first time in the deprecation that its notice counts from; null where none does. */
export function firstMark({ history, before }: LifecycleInput, key: string, notice: Notice): string | null {
  if (notice === null || notice === 'today') return null;
  const shown = (history?.events ?? []).find(
    (event) =>
      event.deprecated &&
      event.event !== 'removed' &&
      event.day === notice.day &&
      keyOf(event) === key,
  );
  if (shown !== undefined) return shown.commit;
  // Without history, the contract that it is compared with shows it.
  return notice.from === 'no later than' && before?.day === notice.day ? before.contract.source.commit : null;
}

function keyOf({ method, path }: HistoryEvent): string {
  return withoutParameterNames(`${method} ${path}`);
}
