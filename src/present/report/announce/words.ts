import type { AnnouncementKind } from '../../../model/announcement.ts';
import { daysBetween } from '../../../model/day.ts';
import { milestoneName } from '../../../model/deprecation.ts';
import { counted } from '../text/counts.ts';
import type { AnnouncementGroup } from './groups.ts';

/** What is said of a group, in a sentence without its full stop. Names stand between backticks. */
export function sentenceOf({ kind, sunset, from, on, all }: AnnouncementGroup): string {
  const [first, ...others] = all;
  const one = others.length === 0;
  const who = !one ? counted(all.length, 'thing') : first.what === '' ? 'something' : `\`${first.what}\``;
  const [has, had, is, its] = one ? ['has', 'had', 'is', 'its'] : ['have', 'had', 'are', 'their'];
  const left = daysBetween(on, sunset);
  switch (kind) {
    case 'scheduled':
    case 'milestone':
      return left < 0
        ? `${who} ${had} ${its} sunset on ${sunset}, ${counted(-left, 'day')} ago, and ${is} still there`
        : `${who} ${has} ${its} sunset on ${sunset}, ${nearness(left)}`;
    case 'moved':
      return `${who} ${has} ${its} sunset on ${sunset} instead of ${from ?? ''}, ${nearness(left)}`;
    case 'unscheduled':
      return `${who} ${has} no sunset any more; it was ${sunset}`;
    case 'withdrawn':
      return `${who} ${is} no longer deprecated; the sunset was ${sunset}`;
    case 'retired':
      return `${who} ${is} gone; the sunset was ${sunset}`;
    case 'ended':
      return `${who} ${is} no longer deprecated, or no longer there; the sunset was ${sunset}`;
  }
}

function nearness(days: number): string {
  if (days < 0) return `${counted(-days, 'day')} ago`;
  return days === 0 ? 'that very day' : `in ${counted(days, 'day')}`;
}

/** A word for the margin: the milestone, or the kind. */
export function labelOf({ kind, offset }: Pick<AnnouncementGroup, 'kind' | 'offset'>): string {
  return kind === 'milestone' && offset !== null ? milestoneName(offset) : LABELS[kind];
}

const LABELS: { readonly [kind in AnnouncementKind]: string } = {
  scheduled: 'new',
  milestone: 'milestone',
  moved: 'moved',
  unscheduled: 'no sunset',
  withdrawn: 'taken back',
  retired: 'gone',
  ended: 'ended',
};

/** The sentence where backticks would be seen. */
export function withoutBackticks(text: string): string {
  return text.replaceAll('`', '');
}
