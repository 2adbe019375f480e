import type { ScoreReport } from '../../../model/report.ts';
import type { Counts, ScoredApi } from '../../../model/score.ts';
import { counted, listed } from './counts.ts';
import { headingOf } from './heading.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { aligned, columnWidths, type Row } from './table.ts';
import { verdictLine } from './verdict.ts';

/** Each API: its score and what it was, then the same for each tag, the worst first. */
export function score({ apis, notes, verdict }: ScoreReport, page: Page): string[] {
  const words = apis.map(({ api, now }) => `${api.id} ${now.score}`);
  const head = verdictLine(verdict, words.length === 0 ? 'no API was found' : listed(words), page);
  if (page.quiet) return head;
  return [...apis.flatMap((each) => apiLines(each, page)), ...noteLines(notes, page), ...head];
}

function apiLines({ api, now, before }: ScoredApi, page: Page): string[] {
  const earlier = new Map(before?.score.groups.map((group) => [group.tag, group.score]));
  const groups = [...now.groups].sort((left, right) => left.score - right.score || (left.tag < right.tag ? -1 : 1));
  const shown = page.verbose
    ? groups
    : groups.filter(
        (group) => group.score < 100 || (earlier.get(group.tag) !== undefined && earlier.get(group.tag) !== 100),
      );
  const row = (name: string, value: number, was: number | undefined, counts: Counts): Row => [
    { text: name, paint: page.ink.strong },
    { text: String(value), right: true },
    ...(before === null ? [] : [{ text: movement(value, was) }]),
    { text: words(counts), paint: page.ink.faint },
  ];
  const rows = [
    row('all', now.score, before?.score.score, now.counts),
    ...shown.map((group) => row(group.tag, group.score, earlier.get(group.tag), group.counts)),
  ];
  const widths = columnWidths(rows);
  const hidden = groups.length - shown.length;
  return [
    ...headingOf(api, page),
    '',
    ...rows.map((each) => aligned(each, widths, 2)),
    ...(hidden === 0 ? [] : [`  ${page.ink.faint(`${counted(hidden, 'other tag')} at 100 (-v shows each)`)}`]),
    '',
  ];
}

function movement(value: number, was: number | undefined): string {
  if (was === undefined) return 'new';
  if (value === was) return '=';
  return value > was ? `+${value - was}` : String(value - was);
}

function words({ errors, warnings, infos, hints }: Counts): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
    [hints, 'hint'],
  ] as const;
  return listed(parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun)));
}
