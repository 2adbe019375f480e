import { CountersignError } from '../../model/errors.ts';
import type { Origin, Repository } from '../../model/ports.ts';
import { type BaseRevision, baseRevision, revisionOf } from './base-revision.ts';
import { namedRevision } from './named-revision.ts';
import { type Basis, basisOf, type Environment } from './basis.ts';
import { type Range, resolveRange } from './range.ts';

/** So many commits more are fetched at a time, until the common ancestor is among them. */
const STEPS = [50, 200, 1000, 'all'] as const;

const ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * As `baseRevision`; and where something is missing and the repository may ask its origin, fetches the branch or tag, and deepens a shallow clone step by
 * step, until it is there. What is here already is not fetched again. Throws as `baseRevision` does when all of it did not help, and FETCH_FAILED.
 */
export async function reachBase(
  repository: Repository,
  head: string,
  against: string | null,
  environment: Environment,
  progress: (message: string) => void,
): Promise<BaseRevision> {
  const attempt = (): Promise<BaseRevision> => baseRevision(repository, head, against, environment);
  const { origin } = repository;
  if (origin === null) return attempt();
  let found = await failureOf(attempt);
  if (!(found instanceof CountersignError)) return found;

  const first = await basisOf(repository, head, against, environment);
  const asksOrigin = first.kind === 'unknown';
  const basis = asksOrigin ? await defaultOf(origin) : first;
  const wanted = await wantedOf(origin, basis);
  if (wanted === null) throw nowhere(basis);
  for (const deepen of (await repository.isShallow()) ? STEPS : [null]) {
    if (deepen === null && wanted.length === 0) break;
    progress(deepen === null ? `fetching ${wanted.join(' ')}` : `fetching ${deepen} more commits of the history`);
    await origin.fetch(deepen === null ? wanted : [...wanted, head], deepen);
    // After a deeper fetch, the parents of a merge that CI made may be here.
    found = await failureOf(() => (asksOrigin ? revisionOf(repository, head, basis) : attempt()));
    if (!(found instanceof CountersignError)) return found;
    if (deepen !== null && !(await repository.isShallow())) break;
  }
  throw found.code === 'NO_MERGE_BASE' ? found : nowhere(basis);
}

function nowhere(basis: Basis): CountersignError {
  const what = basis.kind === 'unknown' ? 'default branch' : `revision ${basis.name}`;
  return new CountersignError('BASE_REF_NOT_FOUND', `there is no ${what}, neither here nor at origin`, {
    hint: 'git ls-remote origin   # shows what there is',
  });
}

/** Fetches what a name stands for where it is not here and the repository may ask its origin; whether it is here then, the caller will see. Throws FETCH_FAILED. */
export async function reachRevision(repository: Repository, head: string, name: string): Promise<void> {
  const { origin } = repository;
  const isHere = async (): Promise<boolean> => (await namedRevision(repository, name)) !== null;
  if (origin === null || (await isHere())) return;
  const wanted = await wantedOf(origin, { kind: 'asked', name });
  if (wanted === null) return;
  for (const deepen of (await repository.isShallow()) ? STEPS : [null]) {
    if (deepen === null && wanted.length === 0) return;
    await origin.fetch(deepen === null ? wanted : [...wanted, head], deepen);
    if ((await isHere()) || !(await repository.isShallow())) return;
  }
}

/**
 * As `resolveRange`; and where a day is before all that a shallow clone has, and the repository may ask its origin, with the whole history. Throws as that
 * does, and FETCH_FAILED.
 */
export async function reachRange(
  repository: Repository,
  head: string,
  range: Range,
  zone: string,
  progress: (message: string) => void,
): Promise<Awaited<ReturnType<typeof resolveRange>>> {
  const attempt = () => resolveRange(repository, head, range, zone);
  const found = await failureOf(attempt);
  if (!(found instanceof CountersignError)) return found;
  if (repository.origin === null || !(await repository.isShallow())) throw found;
  await reachHistory(repository, head, { tags: false }, progress);
  return attempt();
}

/**
 * Where the repository may ask its origin: fetches all of the history that a shallow clone was cut off from, and, with `tags`, the tags that are not
 * here. Throws FETCH_FAILED.
 */
export async function reachHistory(
  repository: Repository,
  head: string,
  { tags }: { readonly tags: boolean },
  progress: (message: string) => void,
): Promise<void> {
  const { origin } = repository;
  if (origin === null) return;
  if (await repository.isShallow()) {
    progress('fetching the whole history');
    await origin.fetch([head], 'all');
  }
  if (!tags) return;
  const missing: string[] = [];
  for (const tag of await origin.tags()) if ((await repository.resolve(tag)) === null) missing.push(tag);
  if (missing.length === 0) return;
  progress(`fetching ${missing.length === 1 ? '1 tag' : `${missing.length} tags`}`);
  await origin.fetch(missing, null);
}

/** What was sought, or the error that says that it is not here; any other is thrown. */
async function failureOf<Found>(attempt: () => Promise<Found>): Promise<Found | CountersignError> {
  try {
    return await attempt();
  } catch (error) {
    const missing = error instanceof CountersignError && ['BASE_REF_NOT_FOUND', 'NO_MERGE_BASE'].includes(error.code);
    if (missing) return error;
    throw error;
  }
}

/** Where nobody says what to compare with, origin knows its default branch. */
async function defaultOf(origin: Origin): Promise<Basis> {
  const branch = await origin.defaultBranch();
  return branch === null ? { kind: 'unknown' } : { kind: 'target', name: branch, tip: null };
}

/** What has to be fetched for a name: full names of refs that origin has, or a full commit id; nothing for what only deepening can bring, null for what nothing can. */
async function wantedOf(origin: Origin, basis: Basis): Promise<readonly string[] | null> {
  if (basis.kind === 'unknown') return null;
  // `v1.0~2` stands on v1.0.
  const name = basis.name.replace(/[~^].*$/, '');
  if (ID.test(name)) return [name];
  if (name === 'HEAD') return [];
  const [, room = null, plain = ''] = /^(?:refs\/(heads|tags)\/|(?:refs\/remotes\/)?origin\/)?(.*)$/s.exec(name) ?? [];
  const branch = basis.kind !== 'asked' || room === 'heads' || /^(refs\/remotes\/)?origin\//.test(name);
  const refs = branch
    ? [`refs/heads/${plain}`]
    : room === 'tags'
      ? [`refs/tags/${plain}`]
      : [`refs/tags/${plain}`, `refs/heads/${plain}`];
  const there = await origin.has(refs);
  // An abbreviated id may be of a commit below.
  return there.length === 0 && !/^[0-9a-f]{4,}$/.test(name) ? null : there;
}
