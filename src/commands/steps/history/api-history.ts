import { livesAsked, namesOf } from '../../../examine/lifecycle/asked.ts';
import { livesOf } from '../../../examine/lifecycle/lives.ts';
import { readHistory } from '../../../gather/history/read.ts';
import { releasesOf } from '../../../gather/history/releases.ts';
import type { Day } from '../../../model/day.ts';
import { CountersignError } from '../../../model/errors.ts';
import type {
  ContractHistory,
  ElementKind,
  HistoryApi,
  HistoryEvent,
  Life,
  ToldEvent,
  ToldLife,
} from '../../../model/history.ts';
import { didYouMean } from '../../../model/nearest.ts';
import type { Cache, Ports, Repository } from '../../../model/ports.ts';
import type { Note } from '../../../model/report.ts';
import type { Api, Workspace } from '../../../model/workspace.ts';

export type HistoryQuestion = {
  readonly workspace: Workspace;
  readonly repository: Repository;
  /** The commit at which the histories end. */
  readonly head: string;
  readonly fold: number;
  readonly about: string | null;
  readonly kinds: readonly ElementKind[];
  readonly since: Day | null;
  readonly cache: Cache | null;
};

/** What is asked of the history of one API, and what the reader must know of it. Throws ELEMENT_UNKNOWN. */
export async function apiHistory(
  api: Api,
  question: HistoryQuestion,
  ports: Pick<Ports, 'progress'>,
): Promise<{ readonly told: HistoryApi; readonly notes: readonly Note[] }> {
  const { workspace, repository, head, fold, about, kinds, since, cache } = question;
  const onlyOperations = about === null && kinds.every((kind) => kind === 'operation');
  const history = await readHistory(repository, {
    api: api.id,
    file: api.file,
    commit: head,
    depth: onlyOperations ? 'operations' : 'elements',
    zone: workspace.policy.timezone,
    cache,
    progress: ports.progress,
  });
  const others = workspace.apis.map(({ id }) => id).filter((id) => id !== api.id);
  const release = await releasesOf(repository, head, { api: api.id, others });
  const order = new Map(history.events.map(({ commit }, index) => [commit, index]));
  const lives = livesOf(history, fold);
  const asked = about === null ? lives.map((life) => ({ life, asked: true })) : livesAsked(lives, about);
  if (about !== null && asked.length === 0 && history.revisions > 0)
    throw new CountersignError(
      'ELEMENT_UNKNOWN',
      `nothing in the history of ${api.id} is called \`${about}\`${didYouMean(about, namesOf(lives))}`,
    );
  const { file, revisions, unreadable, shallow, span } = history;
  return {
    told: {
      id: api.id,
      file,
      revisions,
      unreadable,
      shallow,
      span,
      lives: asked
        .filter(({ life }) => kinds.includes(life.what.kind))
        .map((each) =>
          toldLife(each.life, each.asked, since, (commit) => ({
            release: release(commit),
            order: order.get(commit) ?? 0,
          })),
        )
        .filter(({ events, folds }) => events.length + folds.length > 0),
    },
    notes: notesOn(history),
  };
}

function toldLife(
  { what, events, folds }: Life,
  asked: boolean,
  since: Day | null,
  placed: (commit: string) => Pick<ToldEvent, 'release' | 'order'>,
): ToldLife {
  const told = ({ event, what: then, deprecated, sunset, day, commit }: HistoryEvent): ToldEvent => ({
    event,
    what: { ...what, pointer: then.pointer },
    was: then.name === what.name ? null : then.name,
    deprecated,
    sunset,
    day,
    commit,
    ...placed(commit),
  });
  return {
    what,
    asked,
    events: events.filter(({ day }) => since === null || day >= since).map(told),
    folds: folds.filter(({ to }) => since === null || to.day >= since),
  };
}

function notesOn({ api, file, revisions, unreadable, shallow, span }: ContractHistory): readonly Note[] {
  if (revisions === 0) return [{ api, message: `git has no commit with ${file}, so nothing is known of its life.` }];
  const cut = `This clone is shallow: what was there on ${span?.from.day ?? ''} may be older. --fetch brings the rest.`;
  const left = `${unreadable} of ${revisions} revisions are no readable contract; what happened in them shows in the next one that is.`;
  return [...(shallow ? [cut] : []), ...(unreadable > 0 ? [left] : [])].map((message) => ({ api, message }));
}
