import { CountersignError } from '../../model/errors.ts';
import { plainLine } from '../../model/plain-text.ts';
import { type GitResult, redact } from './failure.ts';

/** Somebody else was faster, at one of the moments at which they can be: before us, beside us, or while we were being written. */
const BEHIND =
  /non-fast-forward|fetch first|stale info|cannot lock ref|failed to (?:update|lock) ref|failed to lock|incorrect old value|reference already exists/i;
/** A branch `a` is in the way of a branch `a/b`: no second try helps. */
const NEVER = /exists; cannot create/i;
const MAX_WORDS = 2000;

/**
 * What `git push --porcelain` of one branch came to. Only its machine-readable lines are read, `<flag> TAB <from>:<to> TAB <summary>`; where there is
 * none for the branch, the push never got so far. Throws PUSH_REFUSED with the remote's own words, or REMOTE_UNREACHABLE.
 */
export function pushed(result: GitResult, ref: string): 'pushed' | 'behind' {
  const [flag, , summary = ''] = statusOf(result.stdout, ref);
  if (result.code === 0 && flag !== undefined && flag !== '!') return 'pushed';
  if (flag !== '!') throw unreachable(result.stderr);
  if (BEHIND.test(summary) && !NEVER.test(summary + result.stderr)) return 'behind';
  const words = [plainLine(redact(summary)), ...remoteWords(result.stderr)].join('\n  ').slice(0, MAX_WORDS);
  throw new CountersignError('PUSH_REFUSED', `the GitOps repository refused the push: ${words}`);
}

/** REMOTE_UNREACHABLE, with git's own words. */
export function unreachable(stderr: string): CountersignError {
  const words = redact(stderr)
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .join('\n  ');
  return new CountersignError(
    'REMOTE_UNREACHABLE',
    `the GitOps repository cannot be reached: ${words === '' ? 'git gave no reason' : words.slice(0, MAX_WORDS)}`,
  );
}

function statusOf(stdout: string, ref: string): readonly string[] {
  const lines = stdout.split('\n').map((line) => line.split('\t'));
  return lines.find(([, refs]) => refs?.endsWith(`:${ref}`) === true) ?? [];
}

/** What a hook or a server wrote: git marks it with `remote: `. */
function remoteWords(stderr: string): readonly string[] {
  return redact(stderr)
    .split('\n')
    .filter((line) => line.startsWith('remote:'))
    .map((line) => plainLine(line.slice('remote:'.length)))
    .filter((line) => line !== '');
}
