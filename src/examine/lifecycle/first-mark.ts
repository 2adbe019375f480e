import type { LifecycleInput, Notice } from './define.ts';
import { lifeOf } from '../../model/history.ts';

/** The commit that shows a thing marked for the first time in the deprecation that its notice counts from; null where none does. */
export function firstMark(
  { history, before }: LifecycleInput,
  lives: readonly string[],
  notice: Notice,
): string | null {
  if (notice === null || notice === 'today') return null;
  const shown = (history?.events ?? []).find(
    ({ event, key, day, deprecated }) =>
      deprecated && event !== 'removed' && day === notice.day && lives.includes(lifeOf(key)),
  );
  if (shown !== undefined) return shown.commit;
  // Without history, the contract that it is compared with shows it.
  return notice.from === 'no later than' && before?.day === notice.day ? before.contract.source.commit : null;
}
