import { Document, isScalar, type Scalar, visit } from 'yaml';
import { isArray, isObject, type Json } from '../../../../model/json.ts';

/** What a reader of a file looks for first; the other keys follow in code-unit order. */
const FIRST = [
  '_format_version',
  '_info',
  'name',
  'id',
  'protocol',
  'host',
  'port',
  'path',
  'methods',
  'paths',
  'target',
];

/** Long lists of entities come after what says whose they are. */
const LAST = ['plugins', 'routes', 'services', 'upstreams'];

/** Words that some YAML parser takes for something else than text (YAML 1.1 §10.2 and the bool type). */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf', 'infinity', 'e']);

/** Characters that end a line in some YAML parser, or that no file should hold, and which JSON leaves as they are. */
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * YAML that YAML 1.1 and 1.2 parsers, and decK's template engine before them, read as the same value: text is double-quoted unless it is a plain word.
 * The order of the value's keys does not show.
 */
export function toYaml(value: Json, comment: string): string {
  const document = new Document(ordered(value), { aliasDuplicateObjects: false });
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'string') node.type = styleOf(node.value);
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
  return text.replace(INVISIBLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Names, hosts, methods and the like, but no ids: some of those begin with a digit, and then all should look alike. */
const PLAIN = /^(?![0-9a-f]{8}-)[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*$/;

/** A decK template stands in single quotes, because decK replaces it before the file is parsed and knows no escapes. */
function styleOf(text: string): Scalar.Type {
  if (text.startsWith('${{')) return 'QUOTE_SINGLE';
  return PLAIN.test(text) && !WORDS.has(text.toLowerCase()) ? 'PLAIN' : 'QUOTE_DOUBLE';
}

/** Arrays keep their order; a Map keeps keys such as `1` where they are put. */
function ordered(value: Json): unknown {
  if (isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return new Map(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  );
}

function rank(key: string): number {
  if (LAST.includes(key)) return FIRST.length + 1 + LAST.indexOf(key);
  return FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length;
}
