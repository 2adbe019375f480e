import type { OddKind } from '../../model/contract.ts';
import type { Parsed } from './json.ts';
import type { SourceEntry, SourceNode, Span } from './source-node.ts';

/** A key that not every parser reads alike, with its place; `path` is written as the file has it. */
export type WrittenKey = Span & {
  readonly path: readonly string[];
  /** What it is instead of a string (`number`), or where its object has it first. */
  readonly problem: { readonly type: string } | { readonly first: Span };
};

/** Whether a key that has no value may have been written as something else than a string: no colon follows such a key (`{ 200 }`, `? 200`). */
export function mayBeOther(key: string): boolean {
  return /^(?:[\d.+-]|Infinity$|NaN$|true$|false$|null$)/.test(key);
}

/** What Spectral's parsers object to in the keys of a file, once for one path, as Spectral reports it. */
export function oddKeysIn(
  { tree, odd }: Pick<Parsed, 'tree' | 'odd'>,
  text: string,
  kind: OddKind,
): readonly WrittenKey[] {
  const places = kind === 'twice' ? (odd.twice ? null : []) : odd.others();
  const root = places?.length === 0 ? null : tree();
  return root === null ? [] : foundIn(root, text, kind, places);
}

/** Only what is around the places is made out, or everything where they are null. */
function foundIn(
  root: SourceNode,
  text: string,
  kind: OddKind,
  places: readonly number[] | null,
): readonly WrittenKey[] {
  const sorted = places === null ? null : Float64Array.from(places).sort();
  const found = new Map<string, WrittenKey>();
  const path: string[] = [];
  const add = (at: Span, problem: WrittenKey['problem']): void => {
    const id = JSON.stringify(path);
    if (!found.has(id)) found.set(id, { ...at, path: [...path], problem });
  };
  const visitItems = (items: readonly (SourceNode | null)[]): void => {
    for (const [index, item] of items.entries()) {
      path.push(String(index));
      visit(item);
      path.pop();
    }
  };
  const visitEntries = (entries: readonly SourceEntry[]): void => {
    const seen = new Map<string, Span>();
    for (const { key, at, value } of entries) {
      const raw = text.slice(at.start, at.end);
      const plain = !/^["'|>]/.test(raw);
      path.push(plain ? raw : key);
      const type = kind === 'type' && plain ? typeOf(raw) : 'string';
      if (type !== 'string') add(at, { type });
      const first = kind === 'twice' ? seen.get(key) : undefined;
      if (first !== undefined) add(at, { first });
      else if (kind === 'twice') seen.set(key, at);
      visit(value);
      path.pop();
    }
  };
  const visit = (node: SourceNode | null): void => {
    if (node === null || (sorted !== null && !holdsAny(sorted, node))) return;
    if (node.kind === 'sequence') visitItems(node.items);
    if (node.kind === 'mapping') visitEntries(node.entries);
  };
  visit(root);
  return [...found.values()];
}

/** Whether any of some offsets in order is in a span. */
function holdsAny(sorted: Float64Array, { start, end }: Span): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Number.POSITIVE_INFINITY) <= end;
}

const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What a plain scalar is to Spectral: YAML 1.2's core schema, and an integer that is too large for a number is a bigint. */
function typeOf(scalar: string): string {
  if (/^(?:null|Null|NULL|~|)$/.test(scalar)) return 'null';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(scalar)) return 'boolean';
  if (INTEGER.test(scalar))
    return Number(scalar) > Number.MAX_SAFE_INTEGER && !scalar.startsWith('0o') ? 'bigint' : 'number';
  return FLOAT.test(scalar) ? 'number' : 'string';
}
