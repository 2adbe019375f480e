import type { Announcement, Ticket, Told } from '../../model/announcement.ts';
import type { Forge, Issue } from './forge.ts';
import { type Mark, markedComment, markedText, readMark, withOurPart } from './marker.ts';

/** An issue of ours and what it remembers. */
export type KnownIssue = { readonly issue: Issue; readonly mark: Mark };

/** What is to be done to one issue. */
export type IssueStep =
  | { readonly action: 'open'; readonly title: string; readonly body: string }
  | {
      readonly action: 'update' | 'reopen' | 'close';
      readonly issue: Issue;
      readonly title: string;
      readonly body: string;
      /** What is said first, unless a comment says it already. */
      readonly comment: { readonly fingerprints: readonly string[]; readonly text: string } | null;
    };

/** The words of an issue, made by whoever knows how people are spoken to. `room` is in characters. */
export type IssueWords = {
  readonly title: (ticket: Ticket) => string;
  readonly text: (ticket: Ticket, room: number) => string;
  readonly comment: (announcements: readonly Announcement[], room: number) => string;
};

/** Of several issues about the same API and day the oldest counts. Issues that do not remember anything are somebody else's. */
export function knownIssues(issues: readonly Issue[]): readonly KnownIssue[] {
  const known = new Map<string, KnownIssue>();
  for (const issue of [...issues].sort((left, right) => left.number - right.number)) {
    const mark = readMark(issue.body);
    if (mark !== null && !known.has(keyOf(mark))) known.set(keyOf(mark), { issue, mark });
  }
  return [...known.values()];
}

/**
 * What is to be done so that the issues say what the tickets say: one issue an API and day, opened with the first news, commented on with all that follow,
 * closed when nothing is left, reopened when there is news again. Whoever closes one by hand has peace until then.
 */
export function planIssues(
  tickets: readonly Ticket[],
  issues: readonly KnownIssue[],
  words: IssueWords,
  { room }: Pick<Forge, 'room'>,
): readonly IssueStep[] {
  const byKey = new Map(issues.map((known) => [keyOf(known.mark), known]));
  return tickets.flatMap((ticket): readonly IssueStep[] => {
    const known = byKey.get(keyOf(ticket)) ?? null;
    const told = afterNews(known?.mark.told ?? [], ticket);
    const mark = { ...ticket, told: fitting(told, room) };
    const body = markedText(mark, words.text(ticket, room - markedText(mark, '').length));
    if (known === null) return ticket.things.length === 0 ? [] : [{ action: 'open', title: words.title(ticket), body }];
    return stepFor(ticket, known.issue, body, words, room);
  });
}

function stepFor(ticket: Ticket, issue: Issue, ours: string, words: IssueWords, room: number): readonly IssueStep[] {
  const { things, news } = ticket;
  const body = withOurPart(issue.body, ours);
  const title = things.length === 0 ? issue.title : words.title(ticket);
  if (news.length > 0) {
    const action = things.length === 0 ? 'close' : issue.open ? 'update' : 'reopen';
    const fingerprints = news.map(({ fingerprint }) => fingerprint);
    const text = words.comment(news, room - markedComment(fingerprints, '').length);
    return [{ action, issue, title, body, comment: { fingerprints, text: markedComment(fingerprints, text) } }];
  }
  if (!issue.open) return [];
  if (things.length === 0) return [{ action: 'close', issue, title, body, comment: null }];
  const same = title === issue.title && sameText(body, issue.body);
  return same ? [] : [{ action: 'update', issue, title, body, comment: null }];
}

/** Of each thing the last that was said of it with this sunset. */
function afterNews(told: readonly Told[], { sunset, news }: Ticket): readonly Told[] {
  const last = new Map<string, Told>(told.map((one) => [one.thing, one]));
  for (const one of news) if (one.sunset === sunset) last.set(one.thing, one);
  return [...last.values()].sort((left, right) => (left.thing < right.thing ? -1 : 1));
}

/** Names are left out where there are too many for one issue; they are asked for only where the register no longer has a thing. */
function fitting(told: readonly Told[], room: number): readonly Told[] {
  const names = told.reduce((sum, { what }) => sum + what.length, 0);
  return names <= room / 3 ? told : told.map((one) => ({ ...one, what: '' }));
}

/** Editors in a browser end lines with CRLF. */
function sameText(left: string, right: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return plain(left) === plain(right);
}

function keyOf({ api, sunset }: Pick<Ticket, 'api' | 'sunset'>): string {
  return JSON.stringify([api, sunset]);
}
