import type { ContractHistory } from '../../model/deprecation.ts';
import type { Repository, Revision } from '../../model/ports.ts';
import { type Contents, contentsReader } from './contents.ts';
import { eventsOf, type Step } from './events.ts';
import { readSplit } from './split.ts';

export type HistoryRequest = {
  /** The API's id in the workspace. */
  readonly api: string;
  /** Root file of the contract in `commit`, relative to the top of the repository. */
  readonly file: string;
  /** Full id of the newest commit to look at. */
  readonly commit: string;
  /** IANA zone for sunsets that are written as date-times; UTC by default. */
  readonly zone?: string;
  /** Told now and then how far it is. */
  readonly progress?: (message: string) => void;
};

/** One revision, read. */
export type ReadRevision = { readonly revision: Revision; readonly contents: Contents };

const REPORT_EVERY = 100;

/**
 * The life of every operation of a contract along the first-parent line, oldest event first; renames of the file are followed.
 * Revisions that are no readable contract are left out and counted in `unreadable`: what happened in them shows in the next readable one.
 */
export async function readHistory(repository: Repository, request: HistoryRequest): Promise<ContractHistory> {
  const { api, file, commit, zone = 'UTC' } = request;
  const revisions = [...(await repository.revisions(commit, file))].reverse();
  const roots = await readRoots(repository, revisions, zone, (done) => {
    request.progress?.(`${file}: ${done} of ${revisions.length} revisions read`);
  });
  const read = roots.some(({ contents }) => contents === 'needs other files')
    ? await readSplit(repository, roots, { api, commit, zone })
    : roots;
  const steps = read.flatMap(({ revision, contents }): Step[] =>
    typeof contents === 'string' ? [] : [{ revision, operations: contents.operations }],
  );
  return {
    api,
    file,
    events: eventsOf(steps),
    revisions: read.length,
    unreadable: read.length - steps.length,
    shallow: await repository.isShallow(),
  };
}

/** Reads every distinct blob once, in the order of its first revision, so that each is compared with its like. */
async function readRoots(
  repository: Repository,
  revisions: readonly Revision[],
  zone: string,
  progress: (done: number) => void,
): Promise<ReadRevision[]> {
  const blobs = [...new Set(revisions.flatMap(({ blob }) => blob ?? []))];
  const contentsOf = contentsReader(zone);
  const read = new Map<string, Contents>();
  for await (const bytes of repository.readBlobs(blobs)) {
    read.set(blobs[read.size] ?? '', contentsOf(bytes));
    if (read.size % REPORT_EVERY === 0) progress(read.size);
  }
  // A revision without a blob removed the file, and every operation with it.
  return revisions.map((revision) => ({
    revision,
    contents: revision.blob === null ? { operations: new Map() } : (read.get(revision.blob) ?? 'unreadable'),
  }));
}
