import type { ContractHistory, Depth } from '../../model/history.ts';
import { LIFECYCLE_FIELDS, type LifecycleFields } from '../../model/lifecycle-fields.ts';
import type { Cache, Repository, Revision } from '../../model/ports.ts';
import { type Chain, chained, type Source, unknownIn } from './chain.ts';
import { type Contents, contentsReader } from './contents.ts';
import { eventsOf } from './events.ts';
import { emptyMemory, keep, memoryKey, type Memory, recall } from './memory.ts';
import { chainOfSplit } from './split.ts';

export type HistoryRequest = {
  /** The API's id in the workspace. */
  readonly api: string;
  /** Root file of the contract in `commit`, relative to the top of the repository. */
  readonly file: string;
  /** Full id of the newest commit to look at. */
  readonly commit: string;
  /** Operations alone where it is left out. */
  readonly depth?: Depth;
  /** IANA zone for sunsets that are written as date-times; UTC by default. */
  readonly zone?: string;
  /** Names of the fields by which the contract tells of its end; the built-in ones where it is left out. */
  readonly fields?: LifecycleFields;
  /** What earlier runs read is not read again; nothing is kept where it is left out. */
  readonly cache?: Cache | null;
  /** Told now and then how far it is. */
  readonly progress?: (message: string) => void;
};

const REPORT_EVERY = 100;

/**
 * The life of what is in a contract along the first-parent line, oldest event first; renames of the file are followed.
 * Revisions that are no readable contract are left out and counted in `unreadable`: what happened in them shows in the next readable one.
 */
export async function readHistory(repository: Repository, request: HistoryRequest): Promise<ContractHistory> {
  const { api, file, commit, depth = 'operations', zone = 'UTC', cache = null } = request;
  const { fields = LIFECYCLE_FIELDS } = request;
  const revisions = [...(await repository.revisions(commit, file))].reverse();
  const first = revisions.find(({ blob }) => blob !== null)?.blob ?? '';
  const key = cache === null ? '' : memoryKey(cache, first, depth, JSON.stringify([zone, fields]));
  const memory = cache === null ? emptyMemory() : await recall(cache, key);
  const known = memory.links.size + memory.unreadable.size + memory.references.size;
  const chain =
    (memory.split ? null : await chainOfRoots(repository, revisions, { ...request, depth, zone, fields }, memory)) ??
    (await chainOfSplit(repository, revisions, { ...request, depth, zone, fields }, memory));
  if (cache !== null && memory.links.size + memory.unreadable.size + memory.references.size > known)
    await keep(cache, key, memory, chain.used);
  const [from, to] = [chain.steps[0]?.moment, chain.steps.at(-1)?.moment];
  return {
    api,
    file,
    depth,
    ...eventsOf(chain.steps),
    span: from === undefined || to === undefined ? null : { from, to },
    revisions: chain.steps.length + chain.unreadable,
    unreadable: chain.unreadable,
    shallow: await repository.isShallow(),
  };
}

/** Reads every distinct blob once, in the order of its first revision, so that each is compared with its like. Null where other files are needed. */
async function chainOfRoots(
  repository: Repository,
  revisions: readonly Revision[],
  request: HistoryRequest & { readonly depth: Depth; readonly zone: string; readonly fields: LifecycleFields },
  memory: Memory,
): Promise<Chain | null> {
  const sources: readonly Source[] = revisions.map((revision) => ({ revision, id: revision.blob }));
  const blobs = unknownIn(sources, memory);
  const contentsOf = contentsReader(request.depth, request.zone, request.fields);
  const bytes = repository.readBlobs(blobs)[Symbol.asyncIterator]();
  const read = new Map<string, Contents>();
  let done = 0;
  const next = async (id: string): Promise<Contents | null> => {
    while (!read.has(id)) {
      const chunk = await bytes.next();
      if (chunk.done === true) break;
      const contents = contentsOf(chunk.value);
      if (contents !== 'unreadable' && contents.elsewhere !== 'nothing') return null;
      read.set(blobs[done] ?? '', contents);
      done += 1;
      if (done % REPORT_EVERY === 0) request.progress?.(`${request.file}: ${done} of ${blobs.length} revisions read`);
    }
    const contents = read.get(id) ?? 'unreadable';
    read.delete(id);
    return contents;
  };
  const chain = await chained(sources, memory, next);
  // To its end, so that a failure of git's is not lost.
  while ((await bytes.next()).done !== true);
  memory.split = chain === null;
  return chain;
}
