import type { Fold, HistoryApi, ToldEvent, ToldLife } from '../../../model/history.ts';
import type { HistoryReport } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import { foldWords, lifeLines } from './life.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { hanging } from './wrap.ts';

/** So many things of one commit and event are named; -v names all. */
const NAMED = 12;

/** Of one thing its life, and what happened in it; of a whole contract what happened, commit by commit. */
export function history(report: HistoryReport, page: Page): string[] {
  const { apis, notes, about } = report;
  return [
    ...apis.flatMap((api) => [
      ...heading(api, page),
      ...(page.quiet || api.revisions === 0
        ? []
        : about === null
          ? overview(api, report, page)
          : lives(api, report, page)),
    ]),
    ...noteLines(notes, page),
    ...(apis.length === 0 && notes.length === 0 ? ['no API was found'] : []),
  ];
}

function heading({ id, file, revisions, span, lives: told }: HistoryApi, { ink, width, quiet }: Page): string[] {
  const days = span === null ? '' : `, ${span.from.day} to ${span.to.day}`;
  const events = told.reduce((sum, life) => sum + life.events.length, 0);
  const text = `${file}, ${counted(revisions, 'revision')}${days}, ${counted(events, 'event')}`;
  return [ink.strong(id), ...hanging({ indent: 2, text, columns: width, paint: ink.faint }), ...(quiet ? [] : [''])];
}

function lives({ lives: told }: HistoryApi, report: HistoryReport, page: Page): string[] {
  const asked = told.filter((life) => life.asked);
  const within = told.filter((life) => !life.asked);
  const own = page.verbose ? within : within.flatMap((life) => apart(life, asked));
  const silent = within.length - own.length;
  return [
    ...[...asked, ...own].flatMap((life) => [...lifeLines(life, page), '']),
    ...(asked.length + own.length === 0 ? [nothing(report), ''] : []),
    ...(silent === 0
      ? []
      : [page.ink.faint(`${counted(silent, 'thing')} in it came and went with it (-v shows each)`), '']),
  ];
}

/** What happened to a thing that did not happen to what it belongs to; nothing where that is all. */
function apart(life: ToldLife, owners: readonly ToldLife[]): readonly ToldLife[] {
  const commits = new Set(owners.flatMap(({ events }) => events.map(({ commit }) => commit)));
  const blips = new Set(owners.flatMap(({ folds }) => folds.map(({ from }) => from.commit)));
  const events = life.events.filter(({ commit }) => !commits.has(commit)).map((event) => ({ ...event, was: null }));
  const folds = life.folds.filter(({ kind, from }) => kind !== 'renamed' && !blips.has(from.commit));
  return events.length + folds.length === 0 ? [] : [{ ...life, events, folds }];
}

function nothing({ since }: HistoryReport): string {
  return since === null ? 'nothing of these kinds was ever there' : `nothing happened since ${since}`;
}

type Group = { readonly event: ToldEvent; readonly names: string[] };

function overview({ lives: told }: HistoryApi, report: HistoryReport, page: Page): string[] {
  const events = told.flatMap((life) => life.events).sort((left, right) => left.order - right.order);
  const commits = new Map<string, Map<string, Group>>();
  for (const event of events) {
    const groups = commits.get(event.commit) ?? new Map<string, Group>();
    commits.set(event.commit, groups);
    const word = wordOf(event);
    const group = groups.get(word) ?? { event, names: [] };
    groups.set(word, group);
    group.names.push(event.was === null || !page.verbose ? event.what.name : `${event.what.name} (then ${event.was})`);
  }
  return [
    ...(commits.size === 0 ? [nothing(report), ''] : []),
    ...[...commits.values()].flatMap((groups) => [...commitLines(groups, page), '']),
    ...foldLines(told, page),
  ];
}

function commitLines(groups: ReadonlyMap<string, Group>, page: Page): string[] {
  const [first] = groups.values();
  if (first === undefined) return [];
  const { day, commit, release } = first.event;
  const head = [day, shortCommit(commit), ...(release === null ? [] : [`in ${release}`])];
  return [
    page.ink.strong(head.join('  ')),
    ...[...groups].flatMap(([word, { event, names }]) => {
      const whole = page.verbose || names.length <= NAMED + 1;
      const shown = whole ? names : names.slice(0, event.event === 'first-seen' ? 0 : NAMED);
      const count = names.length === 1 ? '' : ` ${names.length}`;
      return [
        `  ${paintOf(event, page)(word)}${count}`,
        ...shown.map((name) => `    ${name}`),
        ...(whole
          ? []
          : [
              `    ${page.ink.faint(shown.length === 0 ? '-v names them' : `and ${names.length - shown.length} more (-v names all)`)}`,
            ]),
      ];
    }),
  ];
}

function wordOf({ event, deprecated }: ToldEvent): string {
  const also = deprecated && event !== 'deprecated' ? ', deprecated' : '';
  return `${event === 'undeprecated' ? 'no longer deprecated' : event.replace('-', ' ')}${also}`;
}

function paintOf({ event }: ToldEvent, { ink }: Page): (text: string) => string {
  if (event === 'removed') return ink.removed;
  return event === 'deprecated' ? ink.severity.warn : ink.added;
}

/** What was folded alike is told together. */
function foldLines(told: readonly ToldLife[], page: Page): string[] {
  const groups = new Map<string, { readonly fold: Fold; readonly names: string[] }>();
  for (const { what, folds } of told) {
    for (const fold of folds) {
      const words = foldWords(fold.kind === 'renamed' ? { ...fold, names: [] } : fold);
      const group = groups.get(words) ?? { fold, names: [] };
      groups.set(words, group);
      group.names.push(what.name);
    }
  }
  if (groups.size === 0) return [];
  const lines = [...groups].flatMap(([words, { names }]) => {
    const shown =
      page.verbose || names.length <= 3
        ? listed(names)
        : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
    return hanging({ indent: 2, label: '- ', text: `${shown}: ${words}`, columns: page.width });
  });
  return ['folded, since callers hardly saw it (--fold 0 tells each):', ...lines, ''];
}
