import { type Day, daysBetween } from '../../../model/day.ts';
import type { Fold, ToldEvent, ToldLife } from '../../../model/history.ts';
import { counted, listed } from './counts.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { type Row, table } from './table.ts';
import { hanging } from './wrap.ts';

/** One life: its events, one a line, then what was folded. */
export function lifeLines({ what, events, folds }: ToldLife, page: Page): string[] {
  const rows = events.map((event, index): Row => {
    const { day, commit, release } = event;
    return [
      { text: day },
      { text: sentenceOf(event, events.slice(0, index)) },
      { text: shortCommit(commit), paint: page.ink.faint },
      { text: release ?? '', paint: page.ink.faint },
    ];
  });
  return [
    page.ink.strong(what.name),
    ...table(rows, 2),
    ...folds.flatMap((fold) =>
      hanging({
        indent: 2,
        label: '~ ',
        text: `${foldWords(fold)}, folded`,
        columns: page.width,
        paint: page.ink.faint,
      }),
    ),
  ];
}

function sentenceOf({ event, deprecated, day, sunset, was }: ToldEvent, before: readonly ToldEvent[]): string {
  const last = before.at(-1);
  const until = sunset === null ? '' : `, until ${sunset}`;
  const as = was === null ? '' : `, as ${was}`;
  switch (event) {
    case 'first-seen':
      return `first seen${deprecated ? `, already deprecated: no later than this day${until}` : ''}${as}`;
    case 'appeared':
      return `${last?.event === 'removed' ? `back after ${counted(daysBetween(last.day, day), 'day')}` : 'appeared'}${deprecated ? `, deprecated${until}` : ''}${as}`;
    case 'deprecated':
      return `deprecated${until}${as}`;
    case 'undeprecated':
      return `no longer deprecated${as}`;
    case 'removed':
      return `removed${deprecated ? noticeOf(markOf(before), day) : ', without having been deprecated'}${as}`;
  }
}

function noticeOf(mark: ToldEvent | null, day: Day): string {
  if (mark === null) return ', deprecated';
  const known = mark.event === 'first-seen' ? 'at least ' : '';
  return `, ${known}${counted(daysBetween(mark.day, day), 'day')} after it was deprecated`;
}

/** The event that the mark which is in force came with: the first deprecated one since it was last without. */
function markOf(before: readonly ToldEvent[]): ToldEvent | null {
  let mark: ToldEvent | null = null;
  for (const event of before) {
    if (!event.deprecated) mark = null;
    else mark ??= event;
  }
  return mark;
}

/** `gone and back 3 times between 2024-09-18 and 2024-09-23`. */
export function foldWords({ kind, times, from, to, names }: Fold): string {
  const often = times === 1 ? 'once' : `${times} times`;
  const when = from.day === to.day ? `on ${from.day}` : `between ${from.day} and ${to.day}`;
  switch (kind) {
    case 'gone':
      return `gone and back ${often} ${when}`;
    case 'unmarked':
      return `its mark lifted and put back ${often} ${when}`;
    case 'renamed':
      return `called otherwise ${often} ${when}${names.length === 0 ? '' : ` (${listed(names)})`}, the same for callers`;
  }
}
