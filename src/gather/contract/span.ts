import type { Found, SourceNode, Span } from './source-node.ts';

/**
 * The range that Spectral reports, so that findings stand in the same line and column. Its command reads every document with its YAML parser,
 * also JSON, and only `.json` files that are referenced with its JSON parser.
 */
type Convention = 'yaml' | 'json';

export function spanOf(found: Found, root: SourceNode, text: string, convention: Convention): Span {
  return convention === 'json' ? (found.node ?? root) : { start: startOf(found, root, text), end: endOf(found) };
}

/** A scalar begins where it stands; a mapping or a sequence behind the colon of its key, which keeps it on the key's line. */
function startOf({ node, entry }: Found, root: SourceNode, text: string): number {
  if (node === null) return endOf({ node, entry });
  if (entry !== null && node.kind !== 'scalar') return entry.at.end + 1;
  // Behind a first line such as `---` Spectral lets the document begin with the file.
  return node === root && node.start === text.indexOf('\n') + 1 ? 0 : node.start;
}

/** A collection ends with its last value, whatever bracket follows; a missing value right behind its colon. */
function endOf({ node, entry }: Found): number {
  if (node === null) return (entry?.at.end ?? 0) + 1;
  if (node.kind === 'mapping') {
    const last = node.entries.at(-1);
    return last === undefined ? node.end : endOf({ node: last.value, entry: last });
  }
  const last = node.kind === 'sequence' ? node.items.at(-1) : null;
  return last === undefined || last === null ? node.end : endOf({ node: last, entry: null });
}
