import type { OddKind } from '../../model/contract.ts';
import { isArray, type Json } from '../../model/json.ts';
import { readJsonTree } from './json-tree.ts';
import { LIMITS } from './limits.ts';
import { placeOf, refusal, type Text } from './refusal.ts';
import type { SourceNode } from './source-node.ts';

/** What a text says, and which kinds of odd keys it may have. */
export type Parsed = { readonly value: Json; readonly odd: { readonly [kind in OddKind]: boolean } };

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
  if (keysOf(value, 1) === keysIn(at.text)) return { value, odd: { twice: false, type: false } };
  const tree = jsonTree(at);
  if (!kept) refuseDuplicates(tree, at);
  return { value, odd: { twice: true, type: false } };
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
