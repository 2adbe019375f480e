import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { isObject, type Json } from '../../model/json.ts';

/** Largest settings, waivers, consumers or approval file, in bytes. */
export const MAX_SETTINGS_BYTES = 1024 * 1024;

/** YAML 1.2 core, so that dates stay text; `<<` merges, as in contracts. */
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
const SCHEMA = CORE_SCHEMA.extend({ implicit: [merge] });

/** No file that people write comes near; aliases can make a small file expand without end. */
const MAX_VALUES = 100_000;

/**
 * Parses a file that people write for countersign: YAML or JSON. `file` is for messages.
 * Throws `code` for what is not UTF-8, not well-formed, has a key twice, or expands without end.
 */
export function parseSettings(
  file: string,
  bytes: Uint8Array,
  code: ErrorCode,
  maxValues = MAX_VALUES,
): { text: string; value: unknown } {
  const text = decode(file, bytes, code);
  let value: unknown;
  try {
    value = load(text, { schema: SCHEMA });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw new CountersignError(code, `${file}${placeOf(cause)}: ${inWords(cause.reason)}`, { cause });
  }
  if (!isBounded(value, maxValues)) throw new CountersignError(code, `${file}: aliases make it expand without end`);
  return { text, value };
}

function decode(file: string, bytes: Uint8Array, code: ErrorCode): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CountersignError(code, `${file} is not UTF-8`, { cause, hint: 'save it as UTF-8' });
  }
}

/** js-yaml leaves `mark` out for errors that have no place, whatever its types say. */
function placeOf({ mark }: { readonly mark?: YAMLException['mark'] }): string {
  return mark === undefined ? '' : `:${mark.line + 1}:${mark.column + 1}`;
}

function inWords(reason: string): string {
  if (reason === 'duplicated mapping key') return 'this key is there already, so one of the two would be lost';
  if (reason.startsWith('expected a single document'))
    return 'it holds several YAML documents (`---`); one is expected';
  return reason;
}

function isBounded(value: unknown, maxValues: number): boolean {
  const left: Json[] = [];
  const take = (each: unknown): boolean => left.push(each as Json) <= maxValues;
  take(value);
  for (let seen = 1; left.length > 0; seen += 1) {
    if (seen > maxValues) return false;
    const next = left.pop();
    const children = Array.isArray(next) ? next : isObject(next) ? Object.values(next) : [];
    if (!children.every(take)) return false;
  }
  return true;
}
