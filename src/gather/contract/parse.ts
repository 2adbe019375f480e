import { createHash } from 'node:crypto';
import type { OddKind } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { decode } from './decode.ts';
import { jsonTree, parseJson } from './json.ts';
import { lineIndex } from './line-index.ts';
import { oddKeysIn, type WrittenKey } from './odd-keys.ts';
import { placeOf, type Text } from './refusal.ts';
import { findNode, type SourceNode, type Span } from './source-node.ts';
import { spanOf } from './span.ts';
import { parseYaml } from './yaml.ts';

/** A file of a contract, parsed. Where things stand in it is found when first asked for. */
export type SourceFile = Text & {
  readonly value: Json;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
  /** The range of what is at a path, or of the nearest place that the text knows of. */
  readonly span: (segments: readonly string[]) => Span;
  /** Keys that not every parser reads alike; found on the first call. */
  readonly oddKeys: (kind: OddKind) => readonly WrittenKey[];
};

type Reading = {
  /** For ranges alone. */
  readonly role?: 'root' | 'referenced';
  /** Whether a key that stands twice is handed back among the odd ones, and the last one counts, instead of being an error. */
  readonly kept?: boolean;
};

/**
 * Parses JSON or YAML. Throws a CountersignError of exit code 3 for whatever cannot be read:
 * CONTRACT_ENCODING, CONTRACT_SYNTAX, CONTRACT_DUPLICATE_KEY, CONTRACT_SEVERAL_DOCUMENTS, CONTRACT_TOO_DEEP, CONTRACT_EXPANDS.
 */
export function parseFile(file: string, bytes: Uint8Array, { role = 'root', kept = false }: Reading = {}): SourceFile {
  const text = decode(file, bytes);
  const at: Text = { file, text, lines: lineIndex(text) };
  const json = isJsonFile(file) || /^\s*[{["]/.test(text) ? parseJson(at, kept) : null;
  // What begins like JSON may still be YAML in flow style, but a file that calls itself JSON must be JSON: the tree finds the mistake.
  if (json === null && isJsonFile(file) && text.trim() !== '') jsonTree(at);
  const parsed = json ?? parseYaml(at, kept);
  let known: SourceNode | null = null;
  const tree = (): SourceNode | null => (known ??= parsed.tree());
  return {
    ...at,
    value: parsed.value,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    span(segments) {
      const root = tree();
      if (root === null) return { start: 0, end: text.length };
      return spanOf(findNode(root, segments), root, text, role === 'referenced' && isJsonFile(file) ? 'json' : 'yaml');
    },
    oddKeys: (kind) => oddKeysIn({ tree, odd: parsed.odd }, text, kind),
  };
}

/** `file:line:column` of the key at a path, for messages. */
export function placeIn(file: SourceFile, segments: readonly string[]): string {
  return placeOf(file, file.span(segments).start);
}

function isJsonFile(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}
