import { hash } from 'node:crypto';
import { parseDay } from '../../model/day.ts';
import { isArray, type Json, own, ownArray } from '../../model/json.ts';
import type { Cache } from '../../model/ports.ts';
import type { Delta } from './delta.ts';
import type { Depth } from '../../model/history.ts';
import type { ElementState } from './summary.ts';

/** What earlier runs found out of one contract's history. Contents are known by ids that say all that they were read from. */
export type Memory = {
  /** Ids of what is no readable contract. */
  readonly unreadable: Set<string>;
  /** By `linkKey`. */
  readonly links: Map<string, Delta>;
  /** The references to other files in a blob, as written. */
  readonly references: Map<string, readonly string[]>;
  /** Whether the root file alone does not tell. */
  split: boolean;
};

/** Version of the entry; the key has it, so that another version's entries are never met. */
const FORMAT = 1;

/** Beyond so many characters only what the last run needed is kept. */
const ENOUGH = 12_000_000;

/** How the step from one contents to the next is called; null for no contents, as before the first. */
export function linkKey(before: string | null, after: string): string {
  return `${before ?? ''} ${after}`;
}

/** An entry is of one first blob, depth and time zone, and of one build of the tool. */
export function memoryKey(cache: Cache, first: string, depth: Depth, zone: string): string {
  return hash('sha256', JSON.stringify(['history', FORMAT, cache.tool(), first, depth, zone]), 'hex');
}

export function emptyMemory(): Memory {
  return { unreadable: new Set(), links: new Map(), references: new Map(), split: false };
}

/** What is kept under a key; empty where there is nothing, or anything in it is not as it was written. */
export async function recall(cache: Cache, key: string): Promise<Memory> {
  const text = await cache.read(key);
  if (text === null) return emptyMemory();
  try {
    return memoryIn(JSON.parse(text) as Json) ?? emptyMemory();
  } catch {
    return emptyMemory();
  }
}

export async function keep(cache: Cache, key: string, memory: Memory, used: ReadonlySet<string>): Promise<void> {
  const all = JSON.stringify(written(memory, null));
  await cache.write(key, all.length <= ENOUGH ? all : JSON.stringify(written(memory, used)));
}

function written({ unreadable, links, references, split }: Memory, only: ReadonlySet<string> | null): object {
  return {
    split,
    unreadable: [...unreadable],
    references: [...references],
    links: [...links].flatMap(([key, { changes, served }]) =>
      only === null || only.has(key)
        ? [[key, served, [...changes].map(([one, state]) => stateWritten(one, state))]]
        : [],
    ),
  };
}

function stateWritten(key: string, state: ElementState | null): Json {
  return state === null ? [key] : [key, state.pointer, state.deprecated, state.sunset];
}

function memoryIn(value: Json): Memory | null {
  const split = own(value, 'split');
  const unreadable = ownArray(value, 'unreadable');
  const references = ownArray(value, 'references');
  const links = ownArray(value, 'links');
  if (typeof split !== 'boolean' || unreadable === undefined || references === undefined || links === undefined)
    return null;
  const memory = { ...emptyMemory(), split };
  for (const id of unreadable) {
    if (typeof id !== 'string') return null;
    memory.unreadable.add(id);
  }
  for (const entry of references) {
    const [blob, names] = isArray(entry) ? entry : [];
    if (typeof blob !== 'string' || !areTexts(names)) return null;
    memory.references.set(blob, names);
  }
  for (const entry of links) {
    const [key, served, changes] = isArray(entry) ? entry : [];
    const read = isArray(changes) ? changesIn(changes) : null;
    if (typeof key !== 'string' || read === null || (served !== null && !areTexts(served))) return null;
    memory.links.set(key, { changes: read, served });
  }
  return memory;
}

function areTexts(value: Json | undefined): value is readonly string[] {
  return isArray(value) && value.every((each) => typeof each === 'string');
}

function changesIn(entries: readonly Json[]): Map<string, ElementState | null> | null {
  const changes = new Map<string, ElementState | null>();
  for (const entry of entries) {
    if (!isArray(entry)) return null;
    const [key, pointer, deprecated, sunset] = entry;
    if (typeof key !== 'string') return null;
    if (entry.length === 1) {
      changes.set(key, null);
      continue;
    }
    const day = typeof sunset === 'string' ? parseDay(sunset) : null;
    if (typeof pointer !== 'string' || typeof deprecated !== 'boolean' || (sunset !== null && day === null))
      return null;
    changes.set(key, { pointer, deprecated, sunset: day });
  }
  return changes;
}
