import type { Person } from './approval.ts';
import type { Day } from './day.ts';
import type { Json } from './json.ts';
import type { Publication } from './publication.ts';
import type { Tool } from './report.ts';

/** The file system. Paths are absolute or relative to `root`; whatever resolves outside `root`, and whatever is no regular file, is refused. */
export type Files = {
  /** The bytes of a regular file. Throws FILE_NOT_FOUND, FILE_NOT_READABLE, PATH_OUTSIDE_WORKSPACE, or CONTRACT_TOO_LARGE above `limit` bytes. */
  readonly read: (root: string, path: string, limit: number) => Promise<Uint8Array>;
  /** The same, in pieces of 1 MB, for files of any size. */
  readonly pieces: (root: string, path: string) => AsyncIterable<Uint8Array>;
  /** How large a file seems, in bytes; 0 where that cannot be said. */
  readonly size: (root: string, path: string) => Promise<number>;
  readonly kind: (path: string) => Promise<'file' | 'directory' | 'other' | null>;
  /** Files below `root` that match a glob, relative, forward slashes, sorted by code unit. Never follows links; never enters .git or node_modules. */
  readonly list: (root: string, globs: readonly string[]) => Promise<readonly string[]>;
  /** Writes whole or not at all (temporary file beside it, then rename); makes the folders. Throws WRITE_FAILED. */
  readonly write: (root: string, path: string, content: string | Iterable<string>) => Promise<void>;
};

/** One revision of one file along the first-parent line. */
export type Revision = {
  readonly commit: string;
  /** Committer day, UTC. */
  readonly day: Day;
  readonly author: Person;
  readonly committer: Person;
  readonly subject: string;
  /** Where the file stood in this revision (it may have been renamed since), and its blob id; null when the revision removed it. */
  readonly path: string;
  readonly blob: string | null;
};

/** A tag and the commit that it is of, with its committer time, RFC 3339 in UTC. */
export type Tagged = { readonly name: string; readonly commit: string; readonly time: string };

export type TreeEntry = { readonly path: string; readonly mode: string; readonly blob: string };

/** The server that a repository was cloned from. All of it uses the network, and throws FETCH_FAILED. */
export type Origin = {
  /** The branch that its HEAD names, or null. */
  readonly defaultBranch: () => Promise<string | null>;
  /** The full names of its tags. */
  readonly tags: () => Promise<readonly string[]>;
  /** Of these refs (`refs/heads/main`, `refs/tags/v1`), those that it has. */
  readonly has: (refs: readonly string[]) => Promise<readonly string[]>;
  /**
   * Fetches refs by full name to where a clone keeps them, and commits by full id. `deepen` brings so many commits more below where the history of a
   * shallow clone is cut, or all of them; null in a clone that is not shallow.
   */
  readonly fetch: (wanted: readonly string[], deepen: number | 'all' | null) => Promise<void>;
};

/** A repository, read by plumbing only. Commit arguments are full ids, as `resolve` gives them. */
export type Repository = {
  /** Top of the working tree, absolute. */
  readonly root: string;
  /** Null unless the network was allowed when the repository was opened. */
  readonly origin: Origin | null;
  /** The full commit id that a revision names, or null. Throws REF_INVALID for what is not a revision's name. */
  readonly resolve: (revision: string) => Promise<string | null>;
  readonly mergeBase: (left: string, right: string) => Promise<string | null>;
  /** Every best common ancestor, the newest first: several after criss-cross merges, none for unrelated histories. */
  readonly mergeBases: (left: string, right: string) => Promise<readonly string[]>;
  /** How many commits `to` has that `from` has not. */
  readonly ahead: (from: string, to: string) => Promise<number>;
  /** The branch that changes are usually merged into: `origin/HEAD`, or one of the usual names, such as `origin/main` or `main`; null when none is there. */
  readonly defaultBranch: () => Promise<string | null>;
  readonly isShallow: () => Promise<boolean>;
  /** Committer time, RFC 3339 in UTC. */
  readonly committedAt: (commit: string) => Promise<string>;
  /** Committer day, in a time zone (an IANA name; UTC by default). */
  readonly committedOn: (commit: string, zone?: string) => Promise<Day>;
  /** The tags of commits that `to` has and `from` has not, in no order that counts; all that `to` has where there is no `from`. */
  readonly tagsBetween: (from: string | null, to: string) => Promise<readonly Tagged[]>;
  /** The newest commit along the first parents of `commit` that was made at or before an instant (seconds since 1970), or null. */
  readonly lastUpTo: (commit: string, seconds: number) => Promise<string | null>;
  /** Every regular file of a commit, by path. */
  readonly tree: (commit: string) => Promise<readonly TreeEntry[]>;
  /** What is staged at a path, or null where no regular file is. Throws GIT_FAILED for a file with conflicts. */
  readonly staged: (path: string) => Promise<Uint8Array | null>;
  /** A blob at a path of a commit, or null where no regular file is there. */
  readonly read: (commit: string, path: string) => Promise<Uint8Array | null>;
  /** Blobs by id, in the order asked for, through one `git cat-file --batch`. */
  readonly readBlobs: (blobs: readonly string[]) => AsyncIterable<Uint8Array>;
  /** First-parent revisions up to `commit` in which a file was touched, newest first, following renames. */
  readonly revisions: (commit: string, path: string) => Promise<readonly Revision[]>;
  /** The same for several files at once, one revision for each file that a commit touched; renames are not followed. */
  readonly touches: (commit: string, paths: readonly string[]) => Promise<readonly Revision[]>;
  /** The commits from `commit` along the first parents, newest first. */
  readonly line: (commit: string) => Promise<readonly string[]>;
  /** Where a file of commit `after` stood in commit `before`, by git's rename detection; null where it was not renamed. */
  readonly renamedFrom: (before: string, after: string, path: string) => Promise<string | null>;
  /** Who `git commit` would name; null when git does not know. */
  readonly identity: () => Promise<Person | null>;
  /** URL of `origin` without credentials, or null. */
  readonly originUrl: () => Promise<string | null>;
  /** Whether a path differs from HEAD in the working tree or the index, or is not tracked. */
  readonly isDirty: (path: string) => Promise<boolean>;
};

/** A throw-away bare clone of one branch of a GitOps repository. */
export type RemoteBranch = {
  /** Null when the branch does not exist yet. */
  readonly tip: string | null;
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly read: (path: string) => Promise<string | null>;
  /** Makes the commit in the clone and returns its id, or null when its tree equals the tip's. Same plan, tip and date: same id. */
  readonly commit: (
    publication: Publication,
    by: Person,
    date: string,
    /** Private ssh key file to sign the commit with; none when absent. Throws GIT_FAILED when it cannot. */
    signingKey?: string,
  ) => Promise<string | null>;
  /** Pushes, fast-forward only. `behind`: somebody was faster; nothing changed. Throws PUSH_REFUSED or REMOTE_UNREACHABLE. */
  readonly push: (commit: string) => Promise<'pushed' | 'behind'>;
  readonly close: () => Promise<void>;
};

export type Git = {
  /** The repository around a folder, or null where there is none. With `network`, its origin may be asked, and what a partial clone left out fetched. */
  readonly open: (folder: string, options?: { readonly network: boolean }) => Promise<Repository | null>;
  /** Fetches one branch of a remote (a URL or a path relative to `folder`). Throws REMOTE_UNREACHABLE. */
  readonly fetch: (folder: string, remote: string, branch: string) => Promise<RemoteBranch>;
};

/** What a loop that tries again needs: milliseconds that only grow, a random number in [0, 1), and waiting. */
export type Pace = {
  readonly now: () => number;
  readonly random: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
};

export type HttpsMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type HttpsRequest = {
  readonly method: HttpsMethod;
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
};

/** Whatever was answered. Names of headers are in lower case. */
export type HttpsAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
};

type HttpsLimits = { readonly bytes: number; readonly milliseconds: number };

/** Other hosts, asked only when a command exists for it. */
export type Https = {
  /** The bytes at an address. Redirects are followed on its own host alone. Throws RULESET_NOT_FETCHED. */
  readonly get: (url: URL, limits: HttpsLimits) => Promise<Uint8Array>;
  /** One request, and its answer of whatever status; no redirect is followed. Without TLS only on this machine. Throws FORGE_UNREACHABLE where no answer came. */
  readonly send: (request: HttpsRequest, limits: HttpsLimits) => Promise<HttpsAnswer>;
};

/** A process for code that is not trusted. */
export type SandboxCell = {
  /** One question after the other. Throws RULESET_CODE_FAILED once the process has ended or was stopped. */
  readonly ask: (request: Json) => Promise<Json>;
};

export type Sandbox = {
  /** Starts a process that may read these files of `root`, and folders that end in `/*`, and nothing else. Throws PATH_OUTSIDE_WORKSPACE. */
  readonly open: (root: string, readable: readonly string[]) => Promise<SandboxCell>;
};

export type Clock = { readonly now: () => Date };

/** What was computed before, by key: 64 hexadecimal characters that say everything it depends on. Neither call throws. */
export type Cache = {
  readonly read: (key: string) => Promise<string | null>;
  readonly write: (key: string, text: string) => Promise<void>;
  /** Differs with each build of the tool and each change of the rulesets that ship with it. */
  readonly tool: () => string;
};

/** Other threads of this process. */
export type Threads = {
  /** How many can work at the same time, this one among them: two or more. */
  readonly most: number;
  /** Does a job, of the one kind that there is, in a thread of its own. Rejects where the thread fails. */
  readonly run: (job: unknown) => Promise<unknown>;
};

/** All that touches the world, as the cli builds it. */
export type Ports = {
  readonly tool: Tool;
  readonly files: Files;
  readonly git: Git;
  /** Null where nothing can be kept. */
  readonly cache: Cache | null;
  readonly https: Https;
  readonly sandbox: Sandbox;
  /** Null where there is but one processor. */
  readonly threads: () => Promise<Threads | null>;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Absolute folder that the command was called in. */
  readonly folder: string;
  /** Absolute folder of the tool's own rulesets and templates. */
  readonly assets: { readonly rulesets: string; readonly templates: string };
  /** One line on stderr about what is going on; silent with -q. */
  readonly progress: (message: string) => void;
  /** One line on stderr that must not be missed, when stdout is somebody else's input; silent with -q. */
  readonly warn: (message: string) => void;
};
