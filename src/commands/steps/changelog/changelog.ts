import { loadContract } from '../../../gather/contract/load.ts';
import { revisionTree } from '../../../gather/contract/tree.ts';
import { baseFile } from '../../../gather/history/base-file.ts';
import { readHistory } from '../../../gather/history/read.ts';
import { fileIn, routeOf, type Stop } from '../../../gather/history/route.ts';
import type { Point } from '../../../gather/history/range.ts';
import { pastAccepted } from '../../../gather/workspace/accepted.ts';
import type { ChangelogApi, ChangelogPeriod, ChangelogRelease } from '../../../model/changelog.ts';
import type { Contract } from '../../../model/contract.ts';
import { type Day, parseDay } from '../../../model/day.ts';
import type { ContractHistory } from '../../../model/history.ts';
import { CountersignError, ERRORS, EXIT } from '../../../model/errors.ts';
import { operationsIn } from '../../../model/operations.ts';
import type { Ports, Repository } from '../../../model/ports.ts';
import type { Note } from '../../../model/report.ts';
import type { Api, Workspace } from '../../../model/workspace.ts';
import { pastOf } from '../comparison/gone.ts';
import { releaseNotes } from './release-notes.ts';

export type ChangelogRequest = {
  readonly workspace: Workspace;
  readonly repository: Repository;
  readonly from: Point;
  readonly to: Point;
  readonly per: ChangelogPeriod | null;
  readonly internal: boolean;
};

/** The releases of one API in a range; null with a note where the API is not there at the range's end. */
export type ApiChangelog = { readonly changelog: ChangelogApi | null; readonly notes: readonly Note[] };

/** Reads a contract at each release of a range, and compares each with the one before. Throws what is wrong with the contracts at the ends. */
export async function apiChangelog(
  api: Api,
  request: ChangelogRequest,
  ports: Pick<Ports, 'progress'>,
): Promise<ApiChangelog> {
  const { repository, from, to, workspace } = request;
  const known = async (commit: string): Promise<string | null> =>
    (await pastOf(workspace.file, repository, commit)).apis.find(({ id }) => id === api.id)?.file ?? null;
  const file = await fileAtEnd(api, repository, to, known);
  if (file === null)
    return {
      changelog: null,
      notes: [{ api: api.id, message: `${api.file} is not in ${to.name}, so there is nothing to tell.` }],
    };
  const after = await contractAt(repository, to.commit, file, api.id);
  const early = await fileIn(repository, from.commit, to.commit, after, known);
  const before = early === null ? null : await contractAt(repository, from.commit, early, api.id);
  const others = workspace.apis.map(({ id }) => id).filter((id) => id !== api.id);
  const route = { api: api.id, others, from, to, before, after, known, per: request.per };
  const { per, stops } = await routeOf(repository, route);
  const history = once(() =>
    readHistory(repository, {
      api: api.id,
      file,
      commit: to.commit,
      zone: workspace.policy.timezone,
      fields: workspace.policy.deprecation.fields,
      progress: ports.progress,
    }),
  );
  const releases: ChangelogRelease[] = [];
  const notes: Note[] = [];
  let previous: { readonly stop: Stop; readonly contract: Contract | null } | null = null;
  for (const [index, stop] of stops.entries()) {
    if (stops.length > 10) ports.progress(`${api.id}: ${index} of ${stops.length - 1} releases compared`);
    const contract = stop.commit === to.commit ? after : await readable(repository, stop, api.id, notes);
    // A release in which nobody can read the contract is told with the next one.
    if (contract === undefined) continue;
    // What did not change is still the release before, so that the next one is compared with a name that was told.
    if (previous !== null && contract?.source.sha256 === previous.contract?.source.sha256) continue;
    if (previous !== null && contract !== null)
      releases.push(await releaseOf(contract, stop, previous, { request, history }));
    previous = { stop, contract };
  }
  return { changelog: { id: api.id, title: after.title, file, per, releases: releases.reverse() }, notes };
}

type Circumstances = { readonly request: ChangelogRequest; readonly history: () => Promise<ContractHistory> };

async function releaseOf(
  contract: Contract,
  stop: Stop,
  previous: { readonly stop: Stop; readonly contract: Contract | null },
  { request: { repository, workspace, internal }, history }: Circumstances,
): Promise<ChangelogRelease> {
  const time = await repository.committedAt(stop.commit);
  const day = dayOf(time);
  const before = previous.contract;
  // An entry is removed when its change is published everywhere; the release that needed it still has it.
  const accepted = [...workspace.policy.accepted, ...(await pastAccepted(repository, stop.commit))];
  return {
    name: stop.name,
    commit: stop.commit,
    version: contract.version,
    day,
    time,
    from: before === null ? null : { name: previous.stop.name, commit: previous.stop.commit, version: before.version },
    operations: operationsIn(contract.document).length,
    entries:
      before === null
        ? []
        : await releaseNotes({
            before,
            after: contract,
            policy: { ...workspace.policy, accepted },
            day,
            history,
            internal,
          }),
  };
}

/**
 * Where the contract stands at the end of the range: as its API had it in the settings then, or named by its place in the working tree, or where it was
 * before it was renamed to that.
 */
async function fileAtEnd(
  { file }: Api,
  repository: Repository,
  to: Point,
  known: (commit: string) => Promise<string | null>,
): Promise<string | null> {
  const head = (await repository.resolve('HEAD')) ?? to.commit;
  return baseFile(repository, to.commit, head, {
    file,
    title: null,
    known: await known(to.commit),
    present: () => Promise.resolve(false),
  });
}

async function contractAt(repository: Repository, commit: string, file: string, api: string): Promise<Contract> {
  return loadContract(revisionTree(repository, commit), file, api);
}

/** Null where there is no contract; undefined, with a note, where there is none that can be read. */
async function readable(
  repository: Repository,
  { commit, file, name }: Stop,
  api: string,
  notes: Note[],
): Promise<Contract | null | undefined> {
  if (file === null) return null;
  try {
    return await contractAt(repository, commit, file, api);
  } catch (error) {
    if (!(error instanceof CountersignError) || ERRORS[error.code].exit !== EXIT.input) throw error;
    notes.push({
      api,
      message: `${name} cannot be read (${error.message}), so what changed in it is told with what follows.`,
    });
    return undefined;
  }
}

/** The day of an RFC 3339 time in UTC. */
function dayOf(time: string): Day {
  const day = parseDay(time.slice(0, 10));
  if (day === null) throw new Error(`no day in ${time}`);
  return day;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
