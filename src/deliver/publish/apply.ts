import type { Person } from '../../model/approval.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Pace, RemoteBranch } from '../../model/ports.ts';
import type { Publication } from '../../model/publication.ts';

/** What a plan came to on the tip that it was given. `refused`: something stands in the way, and nothing is to be written. */
export type Attempt = { readonly refused: boolean; readonly publication: Publication | null };

export type Application<A extends Attempt> = {
  /** Fetches the tip anew for every try. */
  readonly fetch: () => Promise<RemoteBranch>;
  /** Plans against a tip; called again for each, so that the conditions are checked again too. */
  readonly plan: (remote: RemoteBranch) => Promise<A>;
  readonly by: Person;
  /** RFC 3339, for the commit. */
  readonly date: string;
  readonly signingKey?: string;
  readonly pace: Pace;
  /** 20 when absent. */
  readonly tries?: number;
  /** Milliseconds after which no further try begins; two minutes when absent. */
  readonly deadline?: number;
};

export type Applied<A extends Attempt> = {
  readonly outcome: 'published' | 'up-to-date' | 'refused';
  /** The commit that landed. */
  readonly commit: string | null;
  readonly tries: number;
  /** The attempt that decided. */
  readonly attempt: A;
};

const TRIES = 20;
const DEADLINE = 120_000;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/**
 * Fetch, plan, commit, push. Who was overtaken begins again at the new tip: it plans anew and never rebases, so that what lands was made for what it lands on.
 * Throws PUSH_RACE_LOST when others keep being faster, and what `fetch` and `push` throw. Nothing has changed then, but for a push whose answer was lost
 * and which the next run will find.
 */
export async function applyPublication<A extends Attempt>(application: Application<A>): Promise<Applied<A>> {
  const { pace, tries = TRIES, deadline = DEADLINE } = application;
  const end = pace.now() + deadline;
  for (let tried = 1; ; tried += 1) {
    const result = await once(application);
    if (result !== 'behind') return { ...result, tries: tried };
    const pause = pauseAfter(tried, pace.random());
    if (tried >= tries || pace.now() + pause > end)
      throw new CountersignError(
        'PUSH_RACE_LOST',
        `others pushed first ${tried} ${tried === 1 ? 'time' : 'times'}; nothing changed`,
      );
    await pace.pause(pause);
  }
}

/** Milliseconds, with full jitter: anything up to a limit that doubles, so that those who met once do not meet again. `random` is in [0, 1). */
export function pauseAfter(tried: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tried - 1)));
}

async function once<A extends Attempt>(application: Application<A>): Promise<Omit<Applied<A>, 'tries'> | 'behind'> {
  const { fetch, plan, by, date, signingKey } = application;
  return withRemote(fetch, async (remote) => {
    const attempt = await plan(remote);
    if (attempt.refused) return { outcome: 'refused', commit: null, attempt };
    if (attempt.publication === null) return { outcome: 'up-to-date', commit: null, attempt };
    const commit = await remote.commit(attempt.publication, by, date, signingKey);
    if (commit === null) return { outcome: 'up-to-date', commit: null, attempt };
    const pushed = await pushOrLookUp(remote, commit, application);
    return pushed === 'behind' ? 'behind' : { outcome: 'published', commit, attempt };
  });
}

/** When the answer to a push is lost, the tip tells whether it landed: planning on it finds nothing left to do. */
async function pushOrLookUp<A extends Attempt>(
  remote: RemoteBranch,
  commit: string,
  { fetch, plan }: Application<A>,
): Promise<'pushed' | 'behind'> {
  try {
    return await remote.push(commit);
  } catch (cause) {
    if (!isUnanswered(cause)) throw cause;
    const landed = await withRemote(fetch, async (now) => {
      if (now.tip === commit) return true;
      const { refused, publication } = await plan(now);
      return now.tip !== remote.tip && !refused && publication === null;
    }).catch(() => false);
    if (landed) return 'pushed';
    throw cause;
  }
}

function isUnanswered(cause: unknown): boolean {
  return cause instanceof CountersignError && (cause.code === 'REMOTE_UNREACHABLE' || cause.code === 'GIT_TIMED_OUT');
}

async function withRemote<T>(
  fetch: () => Promise<RemoteBranch>,
  use: (remote: RemoteBranch) => Promise<T>,
): Promise<T> {
  const remote = await fetch();
  try {
    return await use(remote);
  } finally {
    await remote.close();
  }
}
