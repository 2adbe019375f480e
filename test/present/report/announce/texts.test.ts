import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementsOf, entriesByThing } from '../../../../src/judge/announcing/due.ts';
import { ticketsOf } from '../../../../src/judge/announcing/tickets.ts';
import type { Announcement, Ticket } from '../../../../src/model/announcement.ts';
import type { Day } from '../../../../src/model/day.ts';
import type { Deprecation } from '../../../../src/model/deprecation.ts';
import { digestMarkdown } from '../../../../src/present/report/announce/digest.ts';
import { announcementFeed } from '../../../../src/present/report/announce/feed.ts';
import { issueComment, issueText, issueTitle } from '../../../../src/present/report/announce/issue.ts';
import { day, leaving, past } from '../../../support/register.ts';
import { tagsOf } from '../../portal/tags.ts';
import { hostileText } from '../hostile.ts';
import { parseXml, type XmlElement } from '../xml.ts';

const TOOL = { name: 'countersign', version: '1.0.0' } as const;
const V1 = ['GET /v1/payments', 'POST /v1/payments', 'GET /v1/payments/{id}', 'DELETE /v1/payments/{id}'];
const SUNSET = day('2027-01-31');
const LATER = day('2027-03-31');

/** A register over time: an old version with one sunset, one operation that moves, one that goes, one that is taken back, one overdue. */
function register(today: Day): readonly Deprecation[] {
  const moved = today >= '2026-11-10' ? LATER : SUNSET;
  return [
    ...V1.map((operation) =>
      leaving(operation, SUNSET, today, {
        successor: operation.replace('v1', 'v2'),
        consumers: ['mobile-app', 'treasury'],
      }),
    ),
    leaving('GET /v1/mandates', moved, today),
    today < '2026-11-10'
      ? leaving('GET /v0/status', day('2026-11-08'), today)
      : past('GET /v0/status', 'retired', today),
    today < '2026-11-10' ? leaving('GET /v1/limits', SUNSET, today) : past('GET /v1/limits', 'active', today),
    leaving('PUT /v0/batch|es', day('2026-10-31'), today),
    leaving('GET /undated', null, today),
  ];
}

function log(days: readonly string[]): readonly Announcement[] {
  return days.reduce<readonly Announcement[]>(
    (told, on) => [...told, ...announcementsOf({ deprecations: register(day(on)), covers: () => true }, told, day(on))],
    [],
  );
}

const DAYS = ['2026-11-05', '2026-11-10', '2027-01-01'];
const consumersOf = (today: Day) => (thing: string) => entriesByThing(register(today)).get(thing)?.consumers ?? [];

function ticketOn(today: Day, sunset: Day): Ticket {
  const due = log([...DAYS.filter((on) => on < today), today]).filter(({ on }) => on === today);
  const found = ticketsOf(register(today), due).find((ticket) => ticket.sunset === sunset);
  if (found === undefined) throw new Error('no ticket');
  return found;
}

describe('as people read them', () => {
  it('digest', async () => {
    const today = day('2026-11-10');
    const announcements = log(DAYS.slice(0, 2)).filter(({ on }) => on === today);
    const text = digestMarkdown({
      owner: 'Team Payments',
      today,
      announcements,
      deprecations: register(today),
      consumersOf: consumersOf(today),
    });
    await expect(text).toMatchFileSnapshot('golden/digest.md');
  });

  it('digest of nobody, of whom nothing is left', () => {
    expect(
      digestMarkdown({ owner: null, today: SUNSET, announcements: [], deprecations: [], consumersOf: () => [] }),
    ).toBe('# Deprecations of APIs without an owner, 2027-01-31\n\nNothing else has a sunset.\n');
  });

  it('feed', async () => {
    await expect(announcementFeed(log(DAYS), SUNSET, TOOL)).toMatchFileSnapshot('golden/feed.xml');
  });

  it('issue and comment', async () => {
    const ticket = ticketOn(day('2026-11-10'), SUNSET);
    const comment = issueComment(ticket.news, consumersOf(day('2026-11-10')), 10_000);
    const text = [issueTitle(ticket), issueText(ticket, 10_000), comment].join('\n\n----\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('golden/issue.md');
  });
});

describe('feed', () => {
  const children = (element: XmlElement, name: string): readonly XmlElement[] =>
    element.children.filter((child) => child.name === name);
  const textOf = (element: XmlElement, name: string): string => children(element, name)[0]?.text ?? '';
  const entries = (text: string): readonly string[] =>
    children(parseXml(text), 'entry').map(
      (one) => `${textOf(one, 'id')} ${textOf(one, 'updated')} ${textOf(one, 'title')}`,
    );

  it('has what RFC 4287 asks for, ids that differ, the newest first', () => {
    const feed = parseXml(announcementFeed(log(DAYS), SUNSET, TOOL));
    expect(feed.attributes).toEqual({ xmlns: 'http://www.w3.org/2005/Atom' });
    for (const element of [feed, ...children(feed, 'entry')])
      for (const name of ['id', 'title', 'updated']) expect(children(element, name)).toHaveLength(1);
    const ids = [feed, ...children(feed, 'entry')].map((element) => textOf(element, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
    const times = children(feed, 'entry').map((entry) => textOf(entry, 'updated'));
    expect(times).toEqual([...times].sort().reverse());
  });

  it('keeps the entries that it had, to the letter, and the same announcements are the same bytes', () => {
    const before = entries(announcementFeed(log(DAYS.slice(0, 2)), SUNSET, TOOL));
    const after = entries(announcementFeed(log(DAYS), SUNSET, TOOL));
    expect(after.slice(-before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(announcementFeed(log(DAYS), SUNSET, TOOL)).toBe(announcementFeed([...log(DAYS)].reverse(), LATER, TOOL));
  });

  it('names no consumer', () => {
    expect(announcementFeed(log(DAYS), SUNSET, TOOL)).not.toMatch(/mobile-app|treasury/);
  });

  it('is well-formed and brings no element, whatever a contract says', () => {
    const shape = (text: string): unknown =>
      children(parseXml(text), 'entry').map((one) =>
        tagsOf(textOf(one, 'content')).filter((tag) => tag !== '<p>' && tag !== '</p>'),
      );
    const calm = log(DAYS);
    fc.assert(
      fc.property(hostileText, hostileText, (what, successor) => {
        const hostile = calm.map((one) => ({
          ...one,
          what: `${one.what}${what}`,
          successor: one.successor === null ? null : successor,
        }));
        expect(shape(announcementFeed(hostile, SUNSET, TOOL))).toEqual(shape(announcementFeed(calm, SUNSET, TOOL)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('Markdown', () => {
  const rows = (text: string): readonly number[] =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      // Bars that end a cell: those before which no backslash stands that is none of a pair.
      .map((line) => [...line.matchAll(/(\\*)\|/g)].filter(([, before = '']) => before.length % 2 === 0).length);

  it('keeps its lines, its cells and its marks, whatever a contract says', () => {
    const today = day('2026-11-10');
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (name, successor, owner) => {
        const entry = leaving('GET /a', SUNSET, today, { owner, successor, consumers: [name, `${successor}|`] });
        const what = { ...entry.what, path: `/a|${name}\n| b |\n<script>alert(1)</script>@team #12 \\| \\\\|` };
        const deprecations = [{ ...entry, what }];
        const announcements = announcementsOf({ deprecations, covers: () => true }, [], today);
        const text = digestMarkdown({ owner, today, announcements, deprecations, consumersOf: () => [name] });
        expect(rows(text)).toEqual([7, 7, 7]);
        expect(text.replaceAll(/(`+)[^`][^]*?\1/g, '')).not.toMatch(/<script|@team|#12/);
      }),
      { numRuns: 100 },
    );
  });

  it('an issue with too much to list says how much more there is, and stays within its room', () => {
    const today = day('2026-11-05');
    const many = Array.from({ length: 900 }, (_, index) =>
      leaving(`GET /v1/things/${'x'.repeat(60)}/${index}`, SUNSET, today),
    );
    const due = announcementsOf({ deprecations: many, covers: () => true }, [], today);
    const [ticket] = ticketsOf(many, due);
    if (ticket === undefined) throw new Error('no ticket');
    const text = issueText(ticket, 20_000);
    expect(text.length).toBeLessThanOrEqual(20_000);
    const listed = rows(text).length - 2;
    expect(text).toContain(`and ${900 - listed} more; \`countersign deprecations\` lists them`);
    expect(issueComment(ticket.news, () => [], 20_000)).toBe(
      '- **T-60** 900 things have their sunset on 2027-01-31, in 87 days.'.replace('T-60', 'T-90'),
    );
  });

  it('a title is at most as long as GitLab takes it', () => {
    const today = day('2026-11-05');
    const [ticket] = ticketsOf([leaving(`GET /${'x'.repeat(400)}`, SUNSET, today)], []);
    if (ticket === undefined) throw new Error('no ticket');
    expect(issueTitle(ticket)).toBe('payments: 1 thing has its sunset on 2027-01-31');
  });
});
