import { CORE_SCHEMA, load, type LoadOptions, Type, YAMLException } from 'js-yaml';
import type { ErrorCode } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { findNode } from './source-node.ts';
import { type Parsed, refuseDuplicates } from './json.ts';
import { linesOf } from './line-index.ts';
import { LIMITS } from './limits.ts';
import { measure } from './measure.ts';
import { mayBeOther } from './odd-keys.ts';
import { refusal, type Text } from './refusal.ts';
import { Announced, isKeyBefore, yamlTreeOf } from './yaml-tree.ts';

/** YAML 1.2 core, so dates stay strings; `<<` merges, as every peer lets it. */
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });

const OPTIONS: LoadOptions & { readonly maxDepth: number; readonly maxTotalMergeKeys: number } = {
  schema: CORE_SCHEMA.extend({ implicit: [merge] }),
  // The parser counts scalars too, and the first key of a mapping twice; `measure` counts exactly.
  maxDepth: LIMITS.depth + 2,
  maxTotalMergeKeys: LIMITS.values,
};

/** What the parser says, and what we say instead. */
const WORDS: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/maxDepth/, 'CONTRACT_TOO_DEEP', `more than ${LIMITS.depth} levels inside one another`],
  [/maxTotalMergeKeys|abnormal merge/, 'CONTRACT_EXPANDS', 'merge keys (`<<`) that copy too much'],
  [/^unknown tag !<(.*)>$/, 'CONTRACT_SYNTAX', 'the tag $1 is not read; a contract is plain YAML'],
];

/**
 * Parses one YAML document. Of a key that stands twice the last counts; without `kept` it is refused.
 * Throws CONTRACT_SYNTAX, CONTRACT_DUPLICATE_KEY, CONTRACT_SEVERAL_DOCUMENTS, CONTRACT_TOO_DEEP, CONTRACT_EXPANDS.
 */
export function parseYaml(at: Text, kept: boolean): Parsed {
  const parsed = readEither(at, kept);
  const { value, tree, odd } = parsed;
  const valueless: string[] = [];
  const refuse = (code: ErrorCode, path: readonly string[], problem: string): Error => {
    const root = tree();
    const place = root === null ? null : findNode(root, path);
    return refusal(code, at, place?.node?.start ?? place?.entry?.at.start ?? 0, problem);
  };
  measure(value, refuse, (key) => {
    if (mayBeOther(key)) valueless.push(key);
  });
  return valueless.length > 0 ? { ...parsed, odd: { ...odd, others: () => null } } : parsed;
}

/** A first time without leave for keys that stand twice: then the parser tells whether there are any. */
function readEither(at: Text, kept: boolean): Parsed {
  try {
    return read(at, false);
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    if (!kept || !isAboutTwice(cause)) throw reworded(at, cause);
  }
  try {
    return read(at, true);
  } catch (cause) {
    if (cause instanceof YAMLException) throw reworded(at, cause);
    throw cause;
  }
}

/** `twice`: whether keys may stand twice. */
function read({ text }: Text, twice: boolean): Parsed {
  const announced = new Announced();
  const value = (load(text, { ...OPTIONS, json: twice, listener: announced.listener }) ?? null) as Json;
  const others = (): readonly number[] => announced.endsOfOthers().filter((end) => isKeyBefore(text, end));
  return { value, tree: () => yamlTreeOf(text, announced), odd: { twice, others } };
}

function isAboutTwice({ reason }: YAMLException): boolean {
  return reason.includes('duplicated mapping key');
}

function reworded(at: Text, cause: YAMLException): Error {
  const { reason } = cause;
  if (reason.includes('single document')) return severalDocuments(at);
  if (isAboutTwice(cause)) {
    const tree = read(at, true).tree();
    if (tree !== null) refuseDuplicates(tree, at);
  }
  // The parser marks the end of what it could not read; types promise a mark that is not always there.
  const mark = cause.mark as { readonly position: number } | undefined;
  for (const [pattern, code, words] of WORDS) {
    const match = pattern.exec(reason);
    if (match !== null) return refusal(code, at, mark?.position ?? 0, words.replace('$1', match[1] ?? ''), { cause });
  }
  return refusal('CONTRACT_SYNTAX', at, Math.min(mark?.position ?? 0, at.text.length), reason, { cause });
}

/** Points at the second document: `---` and `...` at the start of a line stand nowhere else. */
function severalDocuments(at: Text): Error {
  const [first = 0, next = first] = Array.from(at.text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm), (match) => match.index);
  return refusal(
    'CONTRACT_SEVERAL_DOCUMENTS',
    at,
    isBlank(at.text.slice(0, first)) ? next : first,
    'a second YAML document begins here',
  );
}

/** Whether a text has nothing but comments, directives and document markers. */
export function isBlank(text: string): boolean {
  return linesOf(text).every((line) => /^(?:$|[#%]|(?:---|\.\.\.)$)/.test(line.trim()));
}
