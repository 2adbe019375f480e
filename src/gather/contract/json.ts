import { isArray, type Json } from '../../model/json.ts';
import { jsonPlaces } from './json-places.ts';
import { readJsonTree } from './json-tree.ts';
import { LIMITS } from './limits.ts';
import { placeOf, refusal, type Text } from './refusal.ts';
import type { SourceNode } from './source-node.ts';

/** What a text says, the tree of it (null where it is empty), and where its keys may be odd. */
export type Parsed = {
  readonly value: Json;
  readonly tree: () => SourceNode | null;
  readonly odd: {
    /** Whether a key stands twice. */
    readonly twice: boolean;
    /** Offsets right behind all keys that are no strings; null for anywhere. */
    readonly others: () => readonly number[] | null;
  };
};

/** The tree of a JSON text. Throws CONTRACT_SYNTAX or CONTRACT_TOO_DEEP. */
export function jsonTree(at: Text): SourceNode {
  return readJsonTree(at.text, (code, offset, problem) => refusal(code, at, offset, problem));
}

/**
 * Parses JSON; what is no JSON is null. Of a key that stands twice the last counts; without `kept` it is refused.
 * Throws CONTRACT_TOO_DEEP and CONTRACT_DUPLICATE_KEY.
 */
export function parseJson(at: Text, kept: boolean): Parsed | null {
  let value: Json;
  try {
    value = JSON.parse(at.text) as Json;
  } catch {
    return null;
  }
  // JSON.parse keeps the last of two equal keys in silence. The tree, which knows both, is read only when one got lost.
  const tree = (): SourceNode => jsonPlaces(at.text);
  const twice = keysOf(value, 1) !== keysIn(at.text);
  if (twice) {
    const strict = jsonTree(at);
    if (!kept) refuseDuplicates(strict, at);
  }
  return { value, tree, odd: { twice, others: () => [] } };
}

/** Throws CONTRACT_DUPLICATE_KEY, with both places, for the first key that an object has twice. */
export function refuseDuplicates(node: SourceNode, at: Text): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) if (item !== null) refuseDuplicates(item, at);
  }
  if (node.kind !== 'mapping') return;
  const seen = new Map<string, number>();
  for (const { key, at: span, value } of node.entries) {
    const first = seen.get(key);
    if (first !== undefined) {
      const problem = `the key \`${key}\` is here a second time; the first is at ${placeOf(at, first)}`;
      throw refusal('CONTRACT_DUPLICATE_KEY', at, span.start, problem);
    }
    seen.set(key, span.start);
    if (value !== null) refuseDuplicates(value, at);
  }
}

/** How many keys a value has in all; NaN, which equals nothing, when it is too deep to count. */
function keysOf(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > LIMITS.depth) return Number.NaN;
  const inside: readonly Json[] = isArray(value) ? value : Object.values(value);
  let keys = isArray(value) ? 0 : inside.length;
  for (const each of inside) if (typeof each === 'object') keys += keysOf(each, depth + 1);
  return keys;
}

/** How many keys a valid JSON text writes: the strings that a colon follows. */
function keysIn(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open !== -1;) {
    let close = text.indexOf('"', open + 1);
    while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let next = close + 1;
    while (text.charCodeAt(next) <= 0x20) next += 1;
    if (text.charCodeAt(next) === 0x3a) keys += 1;
    open = text.indexOf('"', close + 1);
  }
  return keys;
}

function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text.charCodeAt(start - 1) === 0x5c) start -= 1;
  return (quote - start) % 2 === 1;
}
