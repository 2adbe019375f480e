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

/** Keeps all of it, or, where that is too much, what this run needed: `used` are keys of links. */
export async function keep(cache: Cache, key: string, memory: Memory, used: ReadonlySet<string>): Promise<void> {
  const all = JSON.stringify(written(memory, null));
  await cache.write(key, all.length <= ENOUGH ? all : JSON.stringify(written(memory, used)));
}

/*
 * As it is written: every text once, in `texts`, and elsewhere by its number. A link is its key, where it is served from (or null), what went, and
 * what came or changed: key, pointer and, where it is deprecated, 1, or its sunset after 2 or 3.
 */

function written({ unreadable, links, references, split }: Memory, only: ReadonlySet<string> | null): object {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const link = (key: string, { changes, served }: Delta): Json => {
    const went: number[] = [];
    const came: number[] = [];
    for (const [one, state] of changes) {
      if (state === null) went.push(numberOf(one));
      else {
        came.push(numberOf(one), numberOf(state.pointer), Number(state.deprecated) + (state.sunset === null ? 0 : 2));
        if (state.sunset !== null) came.push(numberOf(state.sunset));
      }
    }
    return [key, served, went, came];
  };
  const all = [...links].flatMap(([key, delta]) => (only === null || only.has(key) ? [link(key, delta)] : []));
  return { split, unreadable: [...unreadable], references: [...references], links: all, texts: [...numbers.keys()] };
}

function memoryIn(value: Json): Memory | null {
  const split = own(value, 'split');
  const unreadable = own(value, 'unreadable');
  const references = ownArray(value, 'references');
  const links = ownArray(value, 'links');
  const texts = own(value, 'texts');
  if (typeof split !== 'boolean' || !areTexts(unreadable) || !areTexts(texts)) return null;
  if (references === undefined || links === undefined) return null;
  const memory: Memory = { ...emptyMemory(), unreadable: new Set(unreadable), split };
  for (const entry of references) {
    const [blob, names] = isArray(entry) ? entry : [];
    if (typeof blob !== 'string' || !areTexts(names)) return null;
    memory.references.set(blob, names);
  }
  for (const entry of links) {
    const [key, served, went, came] = isArray(entry) ? entry : [];
    const changes = isArray(went) && isArray(came) ? changesIn(went, came, texts) : null;
    if (typeof key !== 'string' || changes === null || (served !== null && !areTexts(served))) return null;
    memory.links.set(key, { changes, served });
  }
  return memory;
}

function areTexts(value: Json | undefined): value is readonly string[] {
  return isArray(value) && value.every((each) => typeof each === 'string');
}

function changesIn(
  went: readonly Json[],
  came: readonly Json[],
  texts: readonly string[],
): Map<string, ElementState | null> | null {
  const textOf = (number: Json | undefined): string | undefined =>
    typeof number === 'number' ? texts[number] : undefined;
  const changes = new Map<string, ElementState | null>();
  for (let index = 0; index < came.length; index += 3) {
    const [key, pointer, says] = [textOf(came[index]), textOf(came[index + 1]), came[index + 2]];
    if (key === undefined || pointer === undefined || typeof says !== 'number' || says < 0 || says > 3) return null;
    const sunset = says < 2 ? null : parseDay(textOf(came[index + 3]) ?? '');
    if (says >= 2 && sunset === null) return null;
    changes.set(key, { pointer, deprecated: says % 2 === 1, sunset });
    if (says >= 2) index += 1;
  }
  for (const number of went) {
    const key = textOf(number);
    if (key === undefined) return null;
    changes.set(key, null);
  }
  return changes;
}
