import type { ChangelogApi, ChangelogEntry, ChangelogRelease } from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { datesOf, identityOf, reachOf, SECTION_TITLES, sectionsOf, sentenceOf, tallyOf } from '../changelog/words.ts';
import { counted } from './counts.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** So many entries of a section are told, and so many operations of an entry are named; -v tells all. */
const TOLD = 15;
const NAMED = 3;

/** The releases of each API, newest first: the sum of each before its entries. `quiet` gives the sums alone. */
export function changelog(report: ChangelogReport, page: Page): string[] {
  return [
    ...report.apis.flatMap((api) => apiLines(api, report, page)),
    ...noteLines(report.notes, page),
    ...(report.apis.length === 0 && report.notes.length === 0 ? ['no API was found'] : []),
  ];
}

function apiLines(api: ChangelogApi, { from, to }: ChangelogReport, page: Page): string[] {
  const { ink } = page;
  const about = api.title === '' || api.title === api.id ? '' : `  ${api.title}`;
  const count = api.per === 'whole' ? '' : `, ${counted(api.releases.length, 'release')}${PERIODS[api.per]}`;
  const span = `${from}..${to}${count}`;
  return [
    `${ink.strong(api.id)}${about}  ${ink.faint(span)}`,
    ...(api.per === 'whole' && api.releases.length > 0 ? [] : ['']),
    ...(api.releases.length === 0 ? [`  nothing changed between ${from} and ${to}`, ''] : []),
    ...api.releases.flatMap((release) => releaseLines(release, api.per === 'whole', page)),
  ];
}

const PERIODS = { tag: '', version: ' by version', month: ' by month', day: ' by day', whole: '' } as const;

/** The one release of a whole range needs no name: the range stands above it. */
function releaseLines(release: ChangelogRelease, nameless: boolean, page: Page): string[] {
  const { ink } = page;
  const identity = identityOf(release).join('  ');
  const named = [`${ink.strong(release.name)}  ${ink.faint(identity)}`.trimEnd()];
  const head = nameless ? hanging({ indent: 2, text: identity, columns: page.width, paint: ink.faint }) : named;
  if (page.quiet) return [...head, ...hanging({ indent: 2, text: tallyOf(release), columns: page.width })];
  const told = new Set<string>();
  return [
    ...head,
    ...hanging({ indent: 2, text: tallyOf(release), columns: page.width }),
    ...sectionsOf(release).flatMap(([section, entries]) => {
      const paint = section === 'breaking' ? ink.fail : ink.strong;
      return ['', `  ${paint(SECTION_TITLES[section])}`, ...sectionLines(entries, told, page)];
    }),
    '',
  ];
}

/** Entries of one operation stand under its name. */
function sectionLines(entries: readonly ChangelogEntry[], told: Set<string>, page: Page): string[] {
  const shown = page.verbose || entries.length <= TOLD + 1 ? entries : entries.slice(0, TOLD);
  const rest = entries.length - shown.length;
  let above = '';
  const lines = shown.flatMap((entry) => {
    const reach = reachText(entry, page);
    const heading =
      reach === above ? [] : hanging({ indent: 4, text: reach, columns: page.width, paint: page.ink.place });
    above = reach;
    return [...heading, ...entryLines(entry, told, page)];
  });
  return rest === 0 ? lines : [...lines, `    ${page.ink.faint(`and ${rest} more (-v shows all)`)}`];
}

function reachText(entry: ChangelogEntry, { verbose }: Page): string {
  const { names, more } = reachOf(entry, verbose ? Infinity : NAMED);
  if (names.length === 0) return 'the whole API';
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more operations`;
}

function entryLines(entry: ChangelogEntry, told: Set<string>, page: Page): string[] {
  const { why, migration, check, impact } = entry;
  const say = (text: string, label = ''): string[] =>
    hanging({ indent: 8, label, text, columns: page.width, paint: page.ink.faint });
  const label = impact === 'risky' ? '? ' : '- ';
  // Why is said of the first of its kind, and what to do of each.
  const first = check !== null && !told.has(check);
  if (check !== null) told.add(check);
  return [
    ...hanging({ indent: 6, label, text: sentenceOf(entry), columns: page.width }),
    ...say(datesOf(entry).join(', ')),
    ...(first ? say(why) : []),
    ...say(migration, migration === '' ? '' : '> '),
  ];
}
