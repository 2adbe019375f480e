/** Offsets into a text in UTF-16 code units; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** What stands where in a text: the syntax tree of a JSON or YAML file, without its values. */
export type SourceNode = Span &
  (
    | { readonly kind: 'scalar' | 'alias' }
    | {
        readonly kind: 'mapping';
        readonly entries: readonly SourceEntry[];
        /** What YAML's `<<` takes in, in order of precedence. */
        readonly merges: readonly SourceNode[];
      }
    | { readonly kind: 'sequence'; readonly items: readonly (SourceNode | null)[] }
  );

/** `value` is null where YAML leaves it out (`key:`). */
export type SourceEntry = { readonly key: string; readonly at: Span; readonly value: SourceNode | null };

type Mapping = Extract<SourceNode, { kind: 'mapping' }>;

/** Where a path led: a node, and the mapping entry whose value it is. An entry without a value has no node. */
export type Found = { readonly node: SourceNode | null; readonly entry: SourceEntry | null };

/** Follows a path as far as the text does; the last place reached stands for what is below an alias, or missing. */
export function findNode(root: SourceNode, segments: readonly string[]): Found {
  let found: Found = { node: root, entry: null };
  for (const segment of segments) {
    const next = found.node === null ? null : childOf(found.node, segment);
    if (next === null) break;
    found = next;
  }
  return found;
}

function childOf(node: SourceNode, segment: string): Found | null {
  if (node.kind === 'mapping') {
    const entry = entryOf(node, segment);
    return entry === null ? null : { node: entry.value, entry };
  }
  if (node.kind !== 'sequence' || !/^(0|[1-9]\d*)$/.test(segment)) return null;
  const item = node.items[Number(segment)] ?? null;
  return item === null ? null : { node: item, entry: null };
}

/** Entries by key, made when first asked for: a contract has thousands of paths and a report thousands of findings. */
const indexes = new WeakMap<Mapping, ReadonlyMap<string, SourceEntry>>();

function entryOf(mapping: Mapping, key: string): SourceEntry | null {
  let index = indexes.get(mapping);
  if (index === undefined) {
    index = new Map(mapping.entries.map((entry) => [entry.key, entry]));
    indexes.set(mapping, index);
  }
  const entry = index.get(key);
  if (entry !== undefined) return entry;
  for (const merged of mapping.merges) {
    const inherited = merged.kind === 'mapping' ? entryOf(merged, key) : null;
    if (inherited !== null) return inherited;
  }
  return null;
}
