import type { ContractHistory, Fold, HistoryEvent, Life, ServedFrom } from '../../model/history.ts';
import { foldedEvents } from './fold.ts';
import { movesIn } from './moves.ts';

/** A life while it is put together. */
type Draft = {
  key: string;
  readonly events: HistoryEvent[];
  readonly renames: HistoryEvent[];
  readonly names: Set<string>;
};

/**
 * The life of everything that a history knows, in the order in which things first came. With `days`, what was called otherwise is one life, and what went
 * or lost its mark for no longer than so many days did not; zero days leave every event as it is.
 */
export function livesOf(history: ContractHistory, days: number): readonly Life[] {
  const drafts = days === 0 ? plainDrafts(history.events) : draftsOf(history);
  return drafts.map((draft) => {
    const latest = draft.events.at(-1);
    const { events, folds } = foldedEvents(draft.events, days);
    const what = draft.renames.at(-1)?.what ?? latest?.what;
    if (what === undefined) throw new Error(`a life without an event: ${draft.key}`);
    return { what, key: draft.key, events, folds: [...renamesOf(draft, what.name), ...folds] };
  });
}

function plainDrafts(events: readonly HistoryEvent[]): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  for (const event of events) draftAt(drafts, event.key).events.push(event);
  return [...drafts.values()];
}

function draftsOf({ events, served }: ContractHistory): readonly Draft[] {
  const open = new Map<string, Draft>();
  const drafts = new Set<Draft>();
  const alive = new Set<string>();
  const servedAt = new Map(served.map((each) => [each.commit, each.paths]));
  let before: ServedFrom['paths'] = [];
  for (const together of byCommit(events)) {
    const after = servedAt.get(together[0]?.commit ?? '') ?? before;
    const moves = movesIn(together, { before, after, alive });
    before = after;
    const targets = new Map([...moves].map(([from, to]) => [to, from]));
    // First those that go, so that what takes another's name finds it free.
    const leaving = together.filter(({ event }) => event === 'removed');
    for (const event of leaving) {
      alive.delete(event.key);
      if (!moves.has(event.key)) draftAt(open, event.key).events.push(event);
    }
    const moved = new Map([...moves.keys()].map((from) => [from, draftAt(open, from)]));
    for (const from of moves.keys()) open.delete(from);
    for (const event of together) {
      if (event.event === 'removed') continue;
      alive.add(event.key);
      const from = targets.get(event.key);
      const draft = from === undefined ? draftAt(open, event.key) : moved.get(from);
      if (draft === undefined) continue;
      drafts.add(draft);
      if (from === undefined) draft.events.push(event);
      else rename(draft, event, open);
    }
  }
  return [...drafts];
}

/** The same thing under another key. Its mark may have come or gone on the way. */
function rename(draft: Draft, event: HistoryEvent, open: Map<string, Draft>): void {
  const last = draft.renames.at(-1) ?? draft.events.at(-1);
  if (last !== undefined && last.what.name !== event.what.name) {
    draft.names.add(last.what.name);
    draft.renames.push(event);
  }
  const was = draft.events.at(-1)?.deprecated ?? false;
  if (was !== event.deprecated)
    draft.events.push({ ...event, event: event.deprecated ? 'deprecated' : 'undeprecated' });
  draft.key = event.key;
  open.set(event.key, draft);
}

function draftAt(drafts: Map<string, Draft>, key: string): Draft {
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const draft: Draft = { key, events: [], renames: [], names: new Set() };
  drafts.set(key, draft);
  return draft;
}

function renamesOf({ renames, names }: Draft, now: string): readonly Fold[] {
  const [from, to] = [renames[0], renames.at(-1)];
  const before = [...names].filter((name) => name !== now);
  if (from === undefined || to === undefined || before.length === 0) return [];
  return [{ kind: 'renamed', times: renames.length, from: momentOf(from), to: momentOf(to), names: before }];
}

function momentOf({ day, commit }: HistoryEvent): Fold['from'] {
  return { day, commit };
}

/** Events of one commit stand together. */
function byCommit(events: readonly HistoryEvent[]): readonly (readonly HistoryEvent[])[] {
  const groups: HistoryEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.commit === event.commit) last.push(event);
    else groups.push([event]);
  }
  return groups;
}
