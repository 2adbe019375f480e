import type { Revision } from '../../model/ports.ts';
import type { Contents } from './contents.ts';
import { deltaBetween, type Delta } from './delta.ts';
import type { Step } from './events.ts';
import { linkKey, type Memory } from './memory.ts';
import { NOTHING, type Summary } from './summary.ts';

/** A revision, and what its contents are known by: the same id for the same contents, null where the revision removed the file. */
export type Source = { readonly revision: Revision; readonly id: string | null };

export type Chain = {
  readonly steps: readonly Step[];
  readonly unreadable: number;
  /** The links of the memory that were needed. */
  readonly used: ReadonlySet<string>;
};

const SAME: Delta = { changes: new Map(), served: null };

/** The ids that must be read, in the order of their first revision, so that each step from one contents to the next is known. */
export function unknownIn(sources: readonly Source[], memory: Memory): readonly string[] {
  const needed = new Set<string>();
  let before: string | null = null;
  for (const { id } of sources) {
    // What turns out to be unreadable has both its neighbours among the needed, since no link to it is known.
    if (id !== null && memory.unreadable.has(id)) continue;
    if (id !== null && id !== before && !memory.links.has(linkKey(before, id)))
      for (const one of [before, id]) if (one !== null) needed.add(one);
    before = id;
  }
  return [...new Set(sources.flatMap(({ id }) => (id !== null && needed.has(id) ? [id] : [])))];
}

/**
 * Puts sources into steps, oldest first, by what is remembered; what is not is read, each once unless it comes again later, and remembered then.
 * Null as soon as `read` gives null, which is to say that it cannot go on.
 */
export async function chained(
  sources: readonly Source[],
  memory: Memory,
  read: (id: string) => Promise<Contents | null>,
): Promise<Chain | null> {
  const last = new Map(sources.map(({ id }, index) => [id, index]));
  const loaded = new Map<string, Summary>();
  const summaryOf = async (id: string): Promise<Summary | 'unreadable' | null> => {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const contents = await read(id);
    if (contents === null || contents === 'unreadable') return contents;
    loaded.set(id, contents.summary);
    return contents.summary;
  };
  const between = async (before: string | null, id: string): Promise<Delta | 'unreadable' | null> => {
    const was = before === null ? NOTHING : await summaryOf(before);
    const is = await summaryOf(id);
    if (was === null || is === null) return null;
    return was === 'unreadable' || is === 'unreadable' ? 'unreadable' : deltaBetween(was, is);
  };
  const steps: Step[] = [];
  const used = new Set<string>();
  let unreadable = 0;
  let before: string | null = null;
  for (const [index, { revision, id }] of sources.entries()) {
    const moment = { day: revision.day, commit: revision.commit };
    if (id === null) {
      steps.push({ moment, delta: null });
      before = null;
      continue;
    }
    const key = linkKey(before, id);
    const delta: Delta | 'unreadable' | null = memory.unreadable.has(id)
      ? 'unreadable'
      : id === before
        ? SAME
        : (memory.links.get(key) ?? (await between(before, id)));
    if (delta === null) return null;
    if (delta === 'unreadable') {
      memory.unreadable.add(id);
      unreadable += 1;
      continue;
    }
    if (id !== before) {
      memory.links.set(key, delta);
      used.add(key);
    }
    steps.push({ moment, delta });
    // Summaries are large: what no later revision has again is let go.
    if (before !== null && before !== id && (last.get(before) ?? 0) < index) loaded.delete(before);
    before = id;
  }
  return { steps, unreadable, used };
}
