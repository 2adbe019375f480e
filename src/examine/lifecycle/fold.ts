import { daysBetween } from '../../model/day.ts';
import type { Fold, HistoryEvent, Moment } from '../../model/history.ts';

/** What goes without saying, while it is gathered: `anchor` counts the events that were told before it. */
type Blip = { kind: 'gone' | 'unmarked'; times: number; from: Moment; to: Moment; readonly anchor: number };

/**
 * The events of one life without what lasted no longer than so many days: that it was gone, or that its mark was lifted. Pipelines drop and restore, and
 * merges do. What was there for a short time was there, and is told.
 */
export function foldedEvents(
  events: readonly HistoryEvent[],
  days: number,
): { readonly events: readonly HistoryEvent[]; readonly folds: readonly Fold[] } {
  if (days === 0) return { events, folds: [] };
  const told: HistoryEvent[] = [];
  const blips: Blip[] = [];
  const within = (from: HistoryEvent, to: HistoryEvent): boolean => daysBetween(from.day, to.day) <= days;
  const note = (kind: Blip['kind'], from: Moment, to: HistoryEvent): void => {
    const last = blips.findLast((blip) => blip.kind === kind);
    if (last?.anchor === told.length) {
      last.times += 1;
      last.to = momentOf(to);
    } else blips.push({ kind, times: 1, from: momentOf(from), to: momentOf(to), anchor: told.length });
  };
  const tell = (event: HistoryEvent): void => {
    const last = told.at(-1);
    if (event.event === 'appeared' && last?.event === 'removed' && within(last, event)) {
      told.pop();
      note('gone', last, event);
      if (last.deprecated !== event.deprecated)
        tell({ ...event, event: event.deprecated ? 'deprecated' : 'undeprecated' });
    } else if (event.event === 'deprecated' && last?.event === 'undeprecated' && within(last, event)) {
      told.pop();
      note('unmarked', last, event);
    } else told.push(event);
  };
  for (const event of events) tell(event);
  return { events: told, folds: blips.map(({ kind, times, from, to }) => ({ kind, times, from, to, names: [] })) };
}

function momentOf({ day, commit }: Moment): Moment {
  return { day, commit };
}
