import { CountersignError } from '../../model/errors.ts';

/** What git answered. `stderr` is redacted. */
export type GitResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

const DUBIOUS = /detected dubious ownership in repository(?: at '([^']*)')?/;
/** What git says where a partial clone would have to fetch, and may not. */
const LEFT_OUT = /from promisor remote|lazy fetching disabled/;
const MAX_WORDS = 4000;

/** True when git refuses the folder because somebody else owns it. */
export function isUnsafeOwner(stderr: string): boolean {
  return DUBIOUS.test(stderr);
}

/** The error for an answer that is none: GIT_UNSAFE_OWNER or GIT_FAILED, with git's own words. */
export function failureOf(args: readonly string[], code: number, stderr: string): CountersignError {
  const command = commandOf(args);
  const unsafe = DUBIOUS.exec(stderr);
  if (unsafe !== null) {
    const folder = unsafe[1] ?? '<this folder>';
    return new CountersignError('GIT_UNSAFE_OWNER', `git does not trust ${folder} because somebody else owns it`, {
      hint: `git config --global --add safe.directory ${folder}`,
    });
  }
  if (LEFT_OUT.test(stderr))
    return new CountersignError('OBJECTS_MISSING', 'this partial clone does not have all files of that revision');
  const words = redact(stderr).trim().slice(0, MAX_WORDS);
  return new CountersignError('GIT_FAILED', `git ${command} failed: ${words === '' ? `exit code ${code}` : words}`);
}

export function notInstalled(cause: unknown): CountersignError {
  return new CountersignError('GIT_NOT_INSTALLED', 'git could not be started', { cause });
}

export function noFolder(folder: string): CountersignError {
  return new CountersignError('GIT_FAILED', `git cannot run in ${folder}: there is no such folder`);
}

export function timedOut(args: readonly string[], milliseconds: number): CountersignError {
  return new CountersignError('GIT_TIMED_OUT', `git ${commandOf(args)} did not answer within ${milliseconds / 1000} s`);
}

export function tooMuch(args: readonly string[], limit: number): CountersignError {
  return new CountersignError('GIT_FAILED', `git ${commandOf(args)} gave more than ${limit} bytes`, {
    hint: 'the repository is larger than what is read',
  });
}

/** Takes credentials out of a text: the user part of every URL, and the value of authorization headers. */
export function redact(text: string): string {
  return text
    .replace(/([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\s/'"]*@/g, '$1')
    .replace(/(authorization\s*:\s*)[^\r\n'"]+/gi, '$1…');
}

/** The subcommand alone: arguments may hold what nobody should read in a log. */
function commandOf(args: readonly string[]): string {
  return args[0] ?? '';
}
