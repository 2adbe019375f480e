import { hash } from 'node:crypto';
import { CountersignError, ERRORS, EXIT } from '../../model/errors.ts';
import type { Repository, Revision } from '../../model/ports.ts';
import { loadContract } from '../contract/load.ts';
import { revisionTree } from '../contract/tree.ts';
import { type Chain, chained, type Source, unknownIn } from './chain.ts';
import { type Contents, contentsReader } from './contents.ts';
import type { Memory } from './memory.ts';
import { filesBeside } from './referenced.ts';
import { summariser } from './summarise.ts';
import type { LifecycleFields } from '../../model/lifecycle-fields.ts';
import type { Depth } from '../../model/history.ts';

type Request = {
  readonly api: string;
  readonly commit: string;
  readonly depth: Depth;
  readonly zone: string;
  readonly fields: LifecycleFields;
};

/** A revision of a contract that is split over files: its root, and the blob of every file that ever belonged to it. */
type SplitSource = Source & { readonly root: Revision; readonly files: ReadonlyMap<string, string> };

/**
 * The chain of a contract that is split over several files. Their root alone does not tell: the contract is loaded whole at every commit that touched
 * any of them. `roots` are the revisions of the root file, oldest first.
 */
export async function chainOfSplit(
  repository: Repository,
  roots: readonly Revision[],
  request: Request,
  memory: Memory,
): Promise<Chain> {
  const sources = await sourcesOf(repository, roots, request.commit, memory);
  const byId = new Map(sources.map((source) => [source.id, source]));
  const unknown = unknownIn(sources, memory).flatMap((id) => byId.get(id) ?? []);
  const bytes = await contentsOfBlobs(repository, unknown);
  const readRoot = contentsReader(request.depth, request.zone, request.fields);
  const summarise = summariser(request.depth, request.zone, request.fields);
  const whole = async ({ root, files }: SplitSource): Promise<Contents> => {
    const tree = revisionTree(
      {
        read: (commit, path) => {
          const blob = files.get(path);
          return blob === undefined ? repository.read(commit, path) : Promise.resolve(bytes.get(blob) ?? null);
        },
      },
      root.commit,
    );
    return summarise((await loadContract(tree, root.path, request.api)).document);
  };
  const read = async (id: string): Promise<Contents> => {
    const source = byId.get(id);
    const root = source === undefined ? undefined : bytes.get(source.root.blob ?? '');
    if (source === undefined || root === undefined) return 'unreadable';
    const own = readRoot(root);
    if (own === 'unreadable' || own.elsewhere === 'nothing') return own;
    try {
      return await whole(source);
    } catch (error) {
      if (!(error instanceof CountersignError) || ERRORS[error.code].exit !== EXIT.input) throw error;
      // Where only parts are missing, the root still tells of the rest.
      return own.elsewhere === 'parts' ? own : 'unreadable';
    }
  };
  return (await chained(sources, memory, read)) ?? { steps: [], unreadable: sources.length, used: new Set() };
}

/** A source for every commit that touched one of the files while the root was there, oldest first. */
async function sourcesOf(
  repository: Repository,
  roots: readonly Revision[],
  commit: string,
  memory: Memory,
): Promise<readonly SplitSource[]> {
  const byCommit = new Map<string, Revision[]>();
  for (const revision of await filesBeside(repository, roots, commit, memory))
    byCommit.set(revision.commit, [...(byCommit.get(revision.commit) ?? []), revision]);
  const ownOf = new Map(roots.map((revision) => [revision.commit, revision]));
  const line = [...(await repository.line(commit))].reverse();
  const files = new Map<string, string>();
  let root: Revision | null = null;
  const sources: SplitSource[] = [];
  for (const one of line) {
    const others = byCommit.get(one) ?? [];
    const own = ownOf.get(one);
    for (const { path, blob } of others) {
      if (blob === null) files.delete(path);
      else files.set(path, blob);
    }
    root = own ?? root;
    const revision = own ?? others[0];
    if (revision === undefined || root === null) continue;
    if (root.blob === null) {
      // What is left of a contract without its root is nothing.
      if (own !== undefined) sources.push({ revision, id: null, root, files: new Map() });
      continue;
    }
    const there = new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
    const id = hash('sha256', JSON.stringify([root.path, root.blob, [...there]]), 'hex');
    sources.push({ revision, id, root: { ...root, commit: one }, files: there });
  }
  return sources;
}

/** Every blob of some sources, by one `git cat-file --batch`. */
async function contentsOfBlobs(
  repository: Repository,
  sources: readonly SplitSource[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blobs = [...new Set(sources.flatMap(({ root, files }) => [root.blob ?? '', ...files.values()]))];
  const read = new Map<string, Uint8Array>();
  for await (const bytes of repository.readBlobs(blobs)) read.set(blobs[read.size] ?? '', bytes);
  return read;
}
