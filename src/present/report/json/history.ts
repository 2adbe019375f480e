import type { Fold, HistoryApi, HistoryElement, Moment, ToldEvent } from '../../../model/history.ts';
import type { HistoryReport } from '../../../model/report.ts';
import { jsonNote } from './api.ts';

/** The events of all APIs, each API's oldest first, and beside them what was folded. */
export function historyBody({ fold, about, kinds, since, apis, notes }: HistoryReport): object {
  return {
    fold,
    about,
    kinds: [...kinds],
    since,
    apis: apis.map(jsonApi),
    events: apis.flatMap(({ id, lives }) =>
      lives
        .flatMap(({ events }) => events)
        .sort((left, right) => left.order - right.order)
        .map((event) => jsonEvent(id, event)),
    ),
    folds: apis.flatMap(({ id, lives }) =>
      lives.flatMap(({ what, folds }) => folds.map((each) => jsonFold(id, what, each))),
    ),
    notes: notes.map(jsonNote),
  };
}

function jsonApi({ id, file, revisions, unreadable, shallow, span }: HistoryApi): object {
  const ends = span === null ? null : { from: jsonMoment(span.from), to: jsonMoment(span.to) };
  return { id, file, revisions, unreadable, shallow, span: ends };
}

function jsonEvent(api: string, { event, what, was, deprecated, sunset, day, commit, release }: ToldEvent): object {
  return { api, event, what: jsonElement(what), was, deprecated, sunset, day, commit, release };
}

function jsonFold(api: string, what: HistoryElement, { kind, times, from, to, names }: Fold): object {
  return { api, what: jsonElement(what), kind, times, from: jsonMoment(from), to: jsonMoment(to), names: [...names] };
}

function jsonElement({ kind, method, path, pointer, name }: HistoryElement): HistoryElement {
  return { kind, method, path, pointer, name };
}

function jsonMoment({ day, commit }: Moment): Moment {
  return { day, commit };
}
