import { CountersignError } from '../../model/errors.ts';
import { plainLine } from '../../model/plain-text.ts';
import type { Origin } from '../../model/ports.ts';
import { redact } from './failure.ts';
import type { GitCall, GitRunner } from './run.ts';

/** The network may be slow, and what is fetched large. */
const TIMEOUT = 300_000;
const MAX_WORDS = 2000;
const ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const REF = /^refs\/(heads|tags)\/(?!-)\S+$/;

/** With these settings a fetch would run a program that they name instead of asking a server. */
const PROGRAMS = ['remote.origin.uploadpack', 'remote.origin.vcs'];

/** A call that may reach the server, with the user's own credentials, proxy and certificates, and without ever asking for any. */
export const OVER_NETWORK: Pick<GitCall, 'settings' | 'environment'> = {
  settings: 'user',
  environment: { GIT_ALLOW_PROTOCOL: 'https:ssh:file', GIT_NO_LAZY_FETCH: '0' },
};

/**
 * The server that the repository in `folder` was cloned from. Whoever makes one has been told that the network may be used.
 * `ownSsh`: the environment names an ssh program (GIT_SSH), which settings would overrule.
 */
export function originOf(git: GitRunner, folder: string, ownSsh: boolean): Origin {
  const call: GitCall = { folder, timeout: TIMEOUT, ...OVER_NETWORK };
  const ask = async (args: readonly string[]): Promise<string> => {
    await refusePrograms(git, folder);
    const config = ownSsh ? [] : await quietSsh(git, call);
    const { code, stdout, stderr } = await git.attempt(args, { ...call, config });
    if (code !== 0) throw fetchFailed(stderr);
    return stdout;
  };
  return {
    async defaultBranch() {
      const answer = await ask(['ls-remote', '--symref', '--', 'origin', 'HEAD']);
      return /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer)?.[1] ?? null;
    },
    async tags() {
      const answer = await ask(['ls-remote', '--refs', '--tags', '--', 'origin']);
      return answer
        .split('\n')
        .flatMap((line) => line.split('\t')[1] ?? [])
        .filter((ref) => REF.test(ref));
    },
    async has(refs) {
      const answer = await ask(['ls-remote', '--refs', '--', 'origin', ...refs.map(checked)]);
      const there = new Set(answer.split('\n').map((line) => line.split('\t')[1]));
      return refs.filter((ref) => there.has(ref));
    },
    async fetch(wanted, deepen) {
      const depth = deepen === null ? [] : [deepen === 'all' ? '--unshallow' : `--deepen=${Math.trunc(deepen)}`];
      await ask([...FETCH, ...depth, '--', 'origin', ...wanted.map(refspec)]);
    },
  };
}

/** Nothing but what is asked for is brought, and nothing else is touched: `--refmap=` leaves the configured refspecs out. */
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--refmap=',
  '--no-prune',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
];

/** To where a clone keeps it; a commit comes by its id. */
function refspec(wanted: string): string {
  if (ID.test(wanted)) return wanted;
  const ref = checked(wanted);
  return ref.startsWith('refs/tags/')
    ? `${ref}:${ref}`
    : `+${ref}:${ref.replace(/^refs\/heads\//, 'refs/remotes/origin/')}`;
}

function checked(ref: string): string {
  if (REF.test(ref) && !/[*?[\\:^~]|\.\./.test(ref)) return ref;
  throw new CountersignError('REF_INVALID', `${JSON.stringify(ref)} is not the full name of a branch or a tag`);
}

async function refusePrograms(git: GitRunner, folder: string): Promise<void> {
  const url = await git.attempt(['config', '--get', 'remote.origin.url'], { folder });
  if (url.code !== 0 || url.stdout.trim() === '')
    throw new CountersignError('FETCH_FAILED', 'this repository has no origin to fetch from', {
      hint: 'git remote add origin URL',
    });
  for (const name of PROGRAMS) {
    const { code } = await git.attempt(['config', '--get', name], { folder });
    if (code === 0)
      throw new CountersignError('FETCH_FAILED', `${name} names a program, and countersign runs none`, {
        hint: 'fetch with git yourself, and leave out --fetch',
      });
  }
}

/** ssh would ask on the terminal whether to trust a host, or for a passphrase. A command that the repository's settings name decides that itself. */
async function quietSsh(git: GitRunner, call: GitCall): Promise<readonly string[]> {
  const { code } = await git.attempt(['config', '--get', 'core.sshCommand'], call);
  return code === 0 ? [] : ['core.sshCommand=ssh -o BatchMode=yes'];
}

function fetchFailed(stderr: string): CountersignError {
  const words = redact(stderr)
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '' && !line.startsWith('hint:'))
    .join('\n  ')
    .slice(0, MAX_WORDS);
  return new CountersignError(
    'FETCH_FAILED',
    `origin could not be asked: ${words === '' ? 'git gave no reason' : words}`,
  );
}
