import { CountersignError } from '../../model/errors.ts';
import { dayIn } from '../../model/day.ts';
import type { Repository } from '../../model/ports.ts';
import { failureOf } from './failure.ts';
import { listTree, readBlobs, readFile, readStaged } from './objects.ts';
import { originOf, OVER_NETWORK } from './origin.ts';
import { fullId, resolveRevision } from './revision-name.ts';
import { firstParents, lastUpTo, renamedFrom, revisionsOf, touchesOf } from './revisions.ts';
import type { GitCall, GitRunner } from './run.ts';
import { rfc3339, tagsBetween } from './tags.ts';
import { identity, isDirty, originUrl } from './working-tree.ts';

/** Where changes are usually merged to, the likeliest first. */
const USUAL_BRANCHES = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

/** What the caller has allowed, and what the environment has settled. */
type Opening = { readonly network: boolean; readonly ownSsh: boolean };

/** The repository whose working tree a folder lies in, or null where there is none. Throws GIT_UNSAFE_OWNER for one that git does not trust. */
export async function openRepository(
  runner: GitRunner,
  folder: string,
  { network, ownSsh }: Opening = { network: false, ownSsh: false },
): Promise<Repository | null> {
  const git = network ? withLazyFetch(runner) : runner;
  const args = ['rev-parse', '--show-toplevel'];
  const { code, stdout, stderr } = await git.attempt(args, { folder });
  if (code !== 0) {
    if (/not a git repository|must be run in a work tree/.test(stderr)) return null;
    throw failureOf(args, code, stderr);
  }
  const root = stdout.replace(/\r?\n$/, '');
  return {
    root,
    origin: network ? originOf(runner, root, ownSsh) : null,
    resolve: (revision) => resolveRevision(git, root, revision),
    mergeBase: (left, right) => mergeBase(git, root, left, right),
    mergeBases: (left, right) => mergeBases(git, root, left, right),
    ahead: (from, to) => ahead(git, root, from, to),
    defaultBranch: () => defaultBranch(git, root),
    isShallow: async () =>
      (await git.text(['rev-parse', '--is-shallow-repository'], { folder: root })).trim() === 'true',
    committedAt: (commit) => committedAt(git, root, commit),
    committedOn: async (commit, zone) => dayIn(new Date(await committedAt(git, root, commit)), zone),
    tagsBetween: (from, to) => tagsBetween(git, root, from, to),
    lastUpTo: (commit, seconds) => lastUpTo(git, root, commit, seconds),
    tree: (commit) => listTree(git, root, commit),
    staged: (path) => readStaged(git, root, path),
    read: (commit, path) => readFile(git, root, commit, path),
    readBlobs: (blobs) => readBlobs(git, root, blobs),
    revisions: (commit, path) => revisionsOf(git, root, commit, path),
    touches: (commit, paths) => touchesOf(git, root, commit, paths),
    line: (commit) => firstParents(git, root, commit),
    renamedFrom: (before, after, path) => renamedFrom(git, root, before, after, path),
    identity: () => identity(git, root),
    originUrl: () => originUrl(git, root),
    isDirty: (path) => isDirty(git, root, path),
  };
}

async function mergeBase(git: GitRunner, folder: string, left: string, right: string): Promise<string | null> {
  return (await mergeBases(git, folder, left, right))[0] ?? null;
}

async function mergeBases(git: GitRunner, folder: string, left: string, right: string): Promise<readonly string[]> {
  const args = ['merge-base', '--all', fullId(left), fullId(right)];
  const { code, stdout, stderr } = await git.attempt(args, { folder });
  if (code > 1) throw failureOf(args, code, stderr);
  return stdout.split('\n').filter((line) => line !== '');
}

async function ahead(git: GitRunner, folder: string, from: string, to: string): Promise<number> {
  return Number(await git.text(['rev-list', '--count', `^${fullId(from)}`, fullId(to)], { folder }));
}

/** Every call of the runner may fetch what a partial clone left out. */
function withLazyFetch(git: GitRunner): GitRunner {
  const online = <Call extends GitCall>(call: Call): Call => ({
    ...call,
    ...OVER_NETWORK,
    environment: { ...OVER_NETWORK.environment, ...call.environment },
  });
  return {
    attempt: (args, call) => git.attempt(args, online(call)),
    text: (args, call) => git.text(args, online(call)),
    bytes: (args, call) => git.bytes(args, online(call)),
    stream: (args, call) => git.stream(args, online(call)),
  };
}

async function defaultBranch(git: GitRunner, folder: string): Promise<string | null> {
  const args = ['for-each-ref', '--format=%(refname)%00%(symref)', ...USUAL_BRANCHES];
  const refs = new Map((await git.text(args, { folder })).split('\n').map((line) => pair(line.split('\0'))));
  const found = USUAL_BRANCHES.find((branch) => refs.has(branch));
  if (found === undefined) return null;
  return (refs.get(found) || found).replace(/^refs\/(remotes|heads)\//, '');
}

function pair([name = '', target = '']: readonly string[]): [string, string] {
  return [name, target];
}

async function committedAt(git: GitRunner, folder: string, commit: string): Promise<string> {
  const header = (await git.text(['cat-file', 'commit', fullId(commit)], { folder })).split('\n\n', 1)[0] ?? '';
  const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(header)?.[1];
  if (seconds === undefined) throw new CountersignError('GIT_FAILED', `commit ${commit} does not say when it was made`);
  return rfc3339(Number(seconds));
}
