import type { ErrorObject, ValidateFunction } from 'ajv';
import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject, ownObject } from '../../model/json.ts';
import { segmentsOf, valueAt } from '../../model/pointer.ts';
import { suggestion, refusal, type Source, type Way } from './refuse.ts';
import { RULESET_SCHEMA } from './schema.ts';

/** YAML 1.2 core, so that dates stay strings; `<<` merges, as Spectral lets it. */
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
const YAML = CORE_SCHEMA.extend({ implicit: [merge] });

/** A ruleset has a few thousand values; aliases that expand to more are an attack. */
const MOST_VALUES = 200_000;

/** Reads a ruleset file, YAML or JSON, and checks its shape unless it is trusted. Throws RULESET_INVALID with file and line. */
export async function parseRuleset(source: Source, trusted: boolean): Promise<JsonObject> {
  const value = parseText(source);
  if (!isObject(value)) {
    const words = value === null || value === undefined ? 'is empty' : 'is not an object';
    throw new CountersignError('RULESET_INVALID', `${source.name} ${words}`, { hint: BEGINNING });
  }
  if (!trusted) await checkShape(source, value);
  return value;
}

const BEGINNING = 'a ruleset has `extends`, such as `extends: core`, or `rules`; `rules: {}` checks nothing';

/** Checks the shape of a ruleset. Throws RULESET_INVALID with file and line. */
export async function checkShape(source: Source, value: JsonObject): Promise<void> {
  if (Object.hasOwn(value, 'except')) {
    throw await refusal(source, ['except'], '`except` went away in Spectral 6', { hint: 'write a waiver instead' });
  }
  const error = await worst(value);
  if (error !== null) throw await described(source, value, error);
}

/** YAML or JSON as a plain value. Throws RULESET_INVALID. */
export function parseText(source: Source): unknown {
  try {
    const value: unknown = load(source.text ?? '', { schema: YAML });
    if (countValues(value, 0) > MOST_VALUES) {
      throw new CountersignError('RULESET_INVALID', `${source.name} expands to more than ${MOST_VALUES} values`, {
        hint: 'remove the YAML aliases',
      });
    }
    return value;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const place = `${source.name}:${cause.mark.line + 1}`;
    throw new CountersignError('RULESET_INVALID', `${place} ${cause.reason}`, { cause });
  }
}

function countValues(value: unknown, before: number): number {
  let count = before + 1;
  if (typeof value !== 'object' || value === null) return count;
  for (const child of Object.values(value)) {
    if (count > MOST_VALUES) return count;
    count = countValues(child, count);
  }
  return count;
}

/** Keys that vacuum adds to a rule of Spectral's. */
const VACUUM: ReadonlySet<string> = new Set([
  'autoFixFunction',
  'category',
  'howToFix',
  'id',
  'name',
  'precompiledPattern',
]);

let compiled: ValidateFunction | null = null;

/** The one error worth telling: the deepest, and of those the first; the rest follow from it. */
async function worst(value: JsonObject): Promise<ErrorObject | null> {
  // The bundled rulesets are trusted: for them ajv is not loaded.
  const validate = (compiled ??= (await import('./validator.ts')).compileShape(RULESET_SCHEMA));
  if (validate(value)) return null;
  const errors = (validate.errors ?? []).filter(
    (error) => error.keyword !== 'if' && !error.schemaPath.startsWith('#/anyOf/'),
  );
  const depth = (error: ErrorObject): number => segmentsOf(error.instancePath).length;
  return errors.reduce<ErrorObject | null>((best, error) => {
    return best === null || depth(error) > depth(best) ? error : best;
  }, null);
}

async function described(source: Source, value: Json, error: ErrorObject): Promise<CountersignError> {
  const way: Way = segmentsOf(error.instancePath);
  const params = error.params as { readonly [key: string]: unknown };
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(ownObject(error.parentSchema, 'properties') ?? {});
      return refusal(source, [...way, key], `there is no such key in Spectral's format`, {
        hint: VACUUM.has(key)
          ? `\`${key}\` is a key of vacuum, and Spectral refuses it too: remove it; functions of vacuum alone (oasComponentDescriptions, …) must be written anew`
          : (suggestion(key, known) ?? 'keys of your own begin with x-'),
      });
    }
    case 'required':
      return refusal(source, way, `\`${String(params['missingProperty'])}\` is missing`);
    case 'enum': {
      const allowed = params['allowedValues'];
      const hint = meantBy(valueAt(value, error.instancePath), Array.isArray(allowed) ? allowed.map(String) : []);
      return refusal(source, way, `must be one of ${valuesOf(allowed)}`, hint === undefined ? {} : { hint });
    }
    case 'type': {
      const empty = (valueAt(value, error.instancePath) ?? null) === null ? 'is empty, and ' : '';
      const type = String(params['type']);
      return refusal(source, way, `${empty}must be ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`);
    }
    case 'pattern':
      return refusal(source, way, 'a JSONPath begins with `$`, an alias with `#`');
    case 'anyOf':
      return refusal(source, way, 'a ruleset has `extends` or `rules`', { hint: BEGINNING });
    default:
      return refusal(source, way, error.message ?? (value === null ? 'is empty' : 'is not valid'));
  }
}

/** `warning` is `warn`, and `false` is `off`. */
function meantBy(written: Json | undefined, allowed: readonly string[]): string | undefined {
  if (written === false && allowed.includes('off')) return 'did you mean off?';
  if (typeof written !== 'string') return undefined;
  const begun = allowed.find((one) => written.toLowerCase().startsWith(one));
  return begun === undefined ? suggestion(written, allowed) : `did you mean ${begun}?`;
}

function valuesOf(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : 'the allowed values';
}
