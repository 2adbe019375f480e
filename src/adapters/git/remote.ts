import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RemoteBranch } from '../../model/ports.ts';
import { checkBranch, remoteAddress } from './remote-address.ts';
import { commitIn } from './remote-commit.ts';
import { pushed, unreachable } from './remote-push.ts';
import { readTree, type Tree } from './remote-tree.ts';
import type { GitCall, GitRunner } from './run.ts';

/** The network may be slow, and the first fetch large. */
const NETWORK_TIMEOUT = 300_000;

/**
 * Fetches the tip of one branch into a throw-away bare clone: `remote` is a URL or a path from `folder`. A branch that does not exist yet has no tip.
 * Only the calls that reach the remote obey the user's own settings, for their credentials, proxy and certificates.
 * Throws GITOPS_INVALID or REMOTE_UNREACHABLE. Whoever fetches closes.
 */
export async function fetchBranch(
  git: GitRunner,
  folder: string,
  remote: string,
  branch: string,
): Promise<RemoteBranch> {
  const address = remoteAddress(folder, remote);
  await checkBranch(git, folder, branch);
  const clone = await mkdtemp(join(tmpdir(), 'countersign-'));
  const close = (): Promise<void> => rm(clone, { recursive: true, force: true, maxRetries: 3 });
  try {
    const ref = `refs/heads/${branch}`;
    const tip = await fetchTip(git, clone, address, ref);
    let read: Promise<Tree> | null = null;
    const tree = (): Promise<Tree> => (read ??= tip === null ? Promise.resolve(new Map()) : readTree(git, clone, tip));
    return { tip, close, ...reader(git, clone, tree), ...writer(git, clone, tree, { address, ref, tip }) };
  } catch (cause) {
    await close();
    throw cause;
  }
}

type Target = { readonly address: string; readonly ref: string; readonly tip: string | null };

/** How the remote is reached: by these protocols alone, and without anything that settings could add to it. */
function overNetwork(folder: string): GitCall {
  return {
    folder,
    settings: 'user',
    timeout: NETWORK_TIMEOUT,
    environment: { GIT_ALLOW_PROTOCOL: 'https:ssh:file' },
    config: ['gc.auto=0', 'maintenance.auto=false', 'fetch.prune=false', 'push.followTags=false', 'push.gpgSign=false'],
  };
}

async function fetchTip(git: GitRunner, clone: string, address: string, ref: string): Promise<string | null> {
  const call = overNetwork(clone);
  const listed = await git.attempt(['ls-remote', '--', address, ref], call);
  if (listed.code !== 0) throw unreachable(listed.stderr);
  const records = listed.stdout.split('\n').map((line) => line.split('\t'));
  const advertised = records.find(([, name]) => name === ref)?.[0];
  const format = advertised?.length === 64 ? ['--object-format=sha256'] : [];
  await git.text(['init', '--bare', '--quiet', ...format], { folder: clone });
  if (advertised === undefined) return null;
  // The parent of what is pushed is all that a push needs.
  const args = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--depth=1',
    '--no-recurse-submodules',
    '--',
    address,
    `${ref}:${ref}`,
  ];
  const fetched = await git.attempt(args, call);
  if (fetched.code !== 0) throw unreachable(fetched.stderr);
  return (await git.text(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { folder: clone })).trim();
}

function reader(git: GitRunner, clone: string, tree: () => Promise<Tree>): Pick<RemoteBranch, 'list' | 'read'> {
  return {
    async list(folder) {
      return [...(await tree()).keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`));
    },
    async read(path) {
      const entry = (await tree()).get(path);
      if (entry === undefined) return null;
      return new TextDecoder().decode(await git.bytes(['cat-file', 'blob', entry.blob], { folder: clone }));
    },
  };
}

function writer(
  git: GitRunner,
  clone: string,
  tree: () => Promise<Tree>,
  { address, ref, tip }: Target,
): Pick<RemoteBranch, 'commit' | 'push'> {
  return {
    async commit(publication, by, date, signingKey) {
      return commitIn(git, clone, { publication, tip, before: await tree(), by, date, signingKey: signingKey ?? null });
    },
    // Never forced: git refuses what is not a descendant. One branch is updated whole or not at all, so `--atomic`, which not every server knows, adds nothing.
    async push(commit) {
      const args = ['push', '--porcelain', '--no-verify', '--recurse-submodules=no', '--', address, `${commit}:${ref}`];
      return pushed(await git.attempt(args, overNetwork(clone)), ref);
    },
  };
}
