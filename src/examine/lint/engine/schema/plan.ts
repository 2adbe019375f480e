import { isArray, isObject, type Json, type JsonObject, own } from '../../../../model/json.ts';
import { guardedTest } from '../guarded-pattern.ts';
import { formatOf } from './formats.ts';
import { holdsIdentity } from './traverse.ts';

/** Which JSON Schema is spoken. `swagger` is draft 4 with `x-nullable`. */
export type Vocabulary = 'swagger' | 'draft4' | 'draft7' | '2020-12';

/** What is left out of `required`: nothing, what only responses carry, or what only requests carry. */
export type Relaxed = 'nothing' | 'readOnly' | 'writeOnly';

/** Whether a value is valid, exactly as ajv would find it. */
export type Check = (value: Json, relaxed: Relaxed) => boolean;

/**
 * What is known of a schema without compiling it. `certain`: ajv would compile it, and the check is exact. `unresolved`: ajv would stop at a
 * reference that leads in a circle, and Spectral would say nothing. `uncertain`: let ajv look.
 */
export type Plan = { readonly kind: 'certain'; readonly check: Check } | { readonly kind: 'unresolved' | 'uncertain' };

type Test = (value: Json, relaxed: Relaxed) => boolean;
type Draft = { unresolved: boolean; readonly tests: Test[] };
type Keyword = (planner: Planner, value: Json, schema: JsonObject, draft: Draft) => boolean;

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
const UNCERTAIN: Plan = { kind: 'uncertain' };

/** Keywords that neither ajv nor its meta-schemas look into. */
const FREE = new Set(['default']);
/** Keywords whose effect reaches beyond one schema, or that are rare: ajv looks at these. */
const HARD = new Set([
  ...[
    'id',
    '$id',
    '$schema',
    '$anchor',
    '$dynamicAnchor',
    '$dynamicRef',
    '$recursiveRef',
    '$recursiveAnchor',
    '$vocabulary',
  ],
  ...['definitions', '$defs', 'dependencies', 'dependentRequired', 'dependentSchemas', 'contains', 'minContains'],
  ...['maxContains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema', 'errorMessage'],
  ...['formatMinimum', 'formatMaximum', 'formatExclusiveMinimum', 'formatExclusiveMaximum', '$async', '$comment'],
]);

/** Plans schemas of one vocabulary, each object once. */
export class Planner {
  readonly vocabulary: Vocabulary;
  readonly modern: boolean;
  readonly #plans = new Map<object, Plan>();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.modern = vocabulary === 'draft7' || vocabulary === '2020-12';
  }

  /** `schema` is shared, not copied: references in it are replaced, save those that lead in a circle. */
  plan(schema: Json): Plan {
    if (typeof schema === 'boolean' && this.modern) return { kind: 'certain', check: () => schema };
    if (!isObject(schema)) return UNCERTAIN;
    const known = this.#plans.get(schema);
    if (known !== undefined) return known;
    const plan = this.#made(schema);
    this.#plans.set(schema, plan);
    return plan;
  }

  #made(schema: JsonObject): Plan {
    const draft: Draft = { unresolved: false, tests: [] };
    for (const key of Object.keys(schema)) {
      if (!this.#keyword(key, schema[key] ?? null, schema, draft)) return UNCERTAIN;
    }
    if (!nullableFits(this, schema)) return UNCERTAIN;
    if (draft.unresolved) return { kind: 'unresolved' };
    const { tests } = draft;
    return { kind: 'certain', check: (value, relaxed) => tests.every((test) => test(value, relaxed)) };
  }

  #keyword(key: string, value: Json, schema: JsonObject, draft: Draft): boolean {
    if (HARD.has(key) || key === '__proto__') return false;
    const keyword = KEYWORDS.get(key);
    if (keyword !== undefined) return keyword(this, value, schema, draft);
    return FREE.has(key) || !holdsIdentity(key, value);
  }

  /** Plans a schema below; null where it is uncertain. What is unresolved below is so above. */
  below(schema: Json | undefined, draft: Draft): Check | null {
    if (schema === undefined) return null;
    const plan = this.plan(schema);
    if (plan.kind === 'uncertain') return null;
    if (plan.kind === 'certain') return plan.check;
    draft.unresolved = true;
    return () => true;
  }

  belowAll(schemas: Json, draft: Draft): Check[] | null {
    if (!isArray(schemas) || schemas.length === 0) return null;
    const checks = schemas.map((schema) => this.below(schema, draft));
    return checks.every((check) => check !== null) ? checks : null;
  }
}

const text: Keyword = (_planner, value) => typeof value === 'string';
const flag: Keyword = (planner, value) => !planner.modern || typeof value === 'boolean';

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['title', text],
  ['description', text],
  ['readOnly', flag],
  ['writeOnly', flag],
  ['deprecated', (planner, value) => planner.vocabulary !== '2020-12' || typeof value === 'boolean'],
  ['contentMediaType', (planner, value) => !planner.modern || typeof value === 'string'],
  ['contentEncoding', (planner, value) => !planner.modern || typeof value === 'string'],
  ['examples', (planner, value) => (planner.modern ? isArray(value) : !holdsIdentity('examples', value))],
  [
    '$ref',
    (_planner, value, _schema, draft) => {
      draft.unresolved = true;
      return typeof value === 'string' && /^#\/(?:components|definitions)\//.test(value);
    },
  ],
  ['type', typed],
  ['nullable', (_planner, value) => typeof value === 'boolean'],
  ['enum', enumerated],
  ['const', (planner, value, _schema, draft) => planner.modern && added(draft, (data) => equal(data, value))],
  ['format', formatted],
  [
    'pattern',
    (_planner, value, _schema, draft) => {
      const test = typeof value === 'string' ? patternOf(value) : null;
      return test !== null && added(draft, (data) => typeof data !== 'string' || test(data));
    },
  ],
  [
    'minLength',
    counted(
      (data) => (typeof data === 'string' ? codePoints(data) : null),
      (count, limit) => count >= limit,
    ),
  ],
  [
    'maxLength',
    counted(
      (data) => (typeof data === 'string' ? codePoints(data) : null),
      (count, limit) => count <= limit,
    ),
  ],
  [
    'minItems',
    counted(
      (data) => (isArray(data) ? data.length : null),
      (count, limit) => count >= limit,
    ),
  ],
  [
    'maxItems',
    counted(
      (data) => (isArray(data) ? data.length : null),
      (count, limit) => count <= limit,
    ),
  ],
  ['minProperties', counted(keyCount, (count, limit) => count >= limit)],
  ['maxProperties', counted(keyCount, (count, limit) => count <= limit)],
  [
    'minimum',
    bound(
      (data, limit) => data >= limit,
      'exclusiveMinimum',
      (data, limit) => data > limit,
    ),
  ],
  [
    'maximum',
    bound(
      (data, limit) => data <= limit,
      'exclusiveMaximum',
      (data, limit) => data < limit,
    ),
  ],
  ['exclusiveMinimum', exclusive('minimum', (data, limit) => data > limit)],
  ['exclusiveMaximum', exclusive('maximum', (data, limit) => data < limit)],
  ['multipleOf', multiple],
  ['uniqueItems', unique],
  ['required', required],
  ['properties', properties],
  ['patternProperties', patternProperties],
  ['additionalProperties', additionalProperties],
  ['items', items],
  ['additionalItems', (planner, value) => planner.vocabulary !== '2020-12' && value === true],
  ['prefixItems', prefixItems],
  ['allOf', joined((checks, data, relaxed) => checks.every((check) => check(data, relaxed)))],
  ['anyOf', joined((checks, data, relaxed) => checks.some((check) => check(data, relaxed)))],
  ['oneOf', joined((checks, data, relaxed) => checks.filter((check) => check(data, relaxed)).length === 1)],
  [
    'not',
    (planner, value, _schema, draft) => {
      const check = planner.below(value, draft);
      // Below `not` nothing is relaxed.
      return check !== null && added(draft, (data) => !check(data, 'nothing'));
    },
  ],
  ['if', condition],
  ['then', (planner, _value, schema) => planner.modern && Object.hasOwn(schema, 'if')],
  ['else', (planner, _value, schema) => planner.modern && Object.hasOwn(schema, 'if')],
]);

function added(draft: Draft, test: Test): true {
  draft.tests.push(test);
  return true;
}

/** ajv wants a type beside `nullable`, and none that contradicts it. */
function nullableFits(planner: Planner, schema: JsonObject): boolean {
  const nullable = nullableOf(planner, schema);
  if (nullable === undefined) return true;
  const types = typesOf(own(schema, 'type'));
  return types.length > 0 && !(types.includes('null') && nullable === false);
}

function nullableOf(planner: Planner, schema: JsonObject): Json | undefined {
  return planner.vocabulary === 'swagger' && own(schema, 'x-nullable') === true ? true : own(schema, 'nullable');
}

function typesOf(value: Json | undefined): Json[] {
  return value === undefined ? [] : isArray(value) ? [...value] : [value];
}

function typed(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  const types = typesOf(value);
  if (types.length === 0 || new Set(types).size !== types.length) return false;
  if (!types.every((type) => typeof type === 'string' && TYPES.has(type))) return false;
  const allowed = new Set(nullableOf(planner, schema) === true ? [...types, 'null'] : types);
  return added(draft, (data) => {
    if (data === null) return allowed.has('null');
    if (isArray(data)) return allowed.has('array');
    if (typeof data === 'number') return allowed.has('number') || (allowed.has('integer') && Number.isInteger(data));
    return allowed.has(typeof data);
  });
}

function enumerated(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isArray(value) || value.length === 0) return false;
  if (!planner.modern && !distinct(value)) return false;
  const primitives = new Set<Json>(value.filter((item) => typeof item !== 'object' || item === null));
  const others = value.filter((item) => typeof item === 'object' && item !== null);
  return added(draft, (data) => primitives.has(data) || others.some((item) => equal(item, data)));
}

function formatted(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'string') return false;
  const format = formatOf(value);
  // ajv looks names up without asking whose they are.
  if (format === null) return !(value in Object.prototype);
  if (format === true) return true;
  const { validate, type = 'string' } =
    format instanceof RegExp || typeof format === 'function' ? { validate: format } : format;
  const test = (validate instanceof RegExp ? (data: string) => validate.test(data) : validate) as (
    data: Json,
  ) => boolean;
  return added(
    draft,
    (data) => typeof data !== type || (typeof data === 'number' && !Number.isFinite(data)) || test(data),
  );
}

function patternOf(source: string): ((text: string) => boolean) | null {
  // ajv's own check of the format `regex` refuses this anchor.
  if (/[^\\]\\Z/.test(source)) return null;
  try {
    return guardedTest(source);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function counted(count: (data: Json) => number | null, holds: (count: number, limit: number) => boolean): Keyword {
  return (_planner, value, _schema, draft) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return false;
    return added(draft, (data) => {
      const found = count(data);
      return found === null || holds(found, value);
    });
  };
}

function codePoints(value: string): number {
  let count = value.length;
  for (let at = 0; at < value.length - 1; at += 1) {
    if ((value.charCodeAt(at) & 0xfc00) === 0xd800 && (value.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count -= 1;
      at += 1;
    }
  }
  return count;
}

function keyCount(data: Json): number | null {
  return isObject(data) ? Object.keys(data).length : null;
}

type Compare = (data: number, limit: number) => boolean;

function bound(inclusive: Compare, strictness: string, strict: Compare): Keyword {
  return (planner, value, schema, draft) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return false;
    const compare = !planner.modern && own(schema, strictness) === true ? strict : inclusive;
    return added(draft, (data) => typeof data !== 'number' || compare(data, value));
  };
}

/** A flag in draft 4, which needs its limit beside it; a limit of its own since. */
function exclusive(limit: string, compare: Compare): Keyword {
  return (planner, value, schema, draft) => {
    if (!planner.modern) return typeof value === 'boolean' && own(schema, limit) !== undefined;
    if (typeof value !== 'number' || !Number.isFinite(value)) return false;
    return added(draft, (data) => typeof data !== 'number' || compare(data, value));
  };
}

function multiple(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'number' || value <= 0) return false;
  return added(draft, (data) => {
    if (typeof data !== 'number') return true;
    const quotient = data / value;
    return quotient === parseInt(String(quotient), 10);
  });
}

function unique(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'boolean') return false;
  return !value || added(draft, (data) => !isArray(data) || distinct(data));
}

function distinct(values: readonly Json[]): boolean {
  if (values.every((item) => typeof item !== 'object' || item === null)) return new Set(values).size === values.length;
  return values.every((item, index) => !values.slice(0, index).some((before) => equal(before, item)));
}

function required(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (!isArray(value) || (!planner.modern && value.length === 0)) return false;
  const names = value.filter((name) => typeof name === 'string');
  if (names.length !== value.length || new Set(names).size !== names.length) return false;
  const described = own(schema, 'properties');
  const without = (key: string): string[] => names.filter((name) => own(own(described, name), key) !== true);
  const left = { nothing: names, readOnly: without('readOnly'), writeOnly: without('writeOnly') };
  return added(draft, (data, relaxed) => !isObject(data) || left[relaxed].every((name) => Object.hasOwn(data, name)));
}

function properties(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isObject(value)) return false;
  const checks: [string, Check][] = [];
  for (const name of Object.keys(value)) {
    const check = planner.below(value[name], draft);
    if (check === null || name === '__proto__') return false;
    checks.push([name, check]);
  }
  return added(draft, (data, relaxed) => {
    if (!isObject(data)) return true;
    return checks.every(([name, check]) => !Object.hasOwn(data, name) || check(data[name] ?? null, relaxed));
  });
}

function patternProperties(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isObject(value)) return false;
  const checks: [(name: string) => boolean, Check][] = [];
  for (const pattern of Object.keys(value)) {
    const [test, check] = [patternOf(pattern), planner.below(value[pattern], draft)];
    if (test === null || check === null) return false;
    checks.push([test, check]);
  }
  return added(draft, (data, relaxed) => {
    if (!isObject(data)) return true;
    return Object.keys(data).every((name) =>
      checks.every(([test, check]) => !test(name) || check(data[name] ?? null, relaxed)),
    );
  });
}

function additionalProperties(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'boolean' && !isObject(value)) return false;
  if (value === true) return true;
  const check = value === false ? () => false : planner.below(value, draft);
  const [named, matched] = [own(schema, 'properties'), own(schema, 'patternProperties')];
  const tests = Object.keys(isObject(matched) ? matched : {}).map(patternOf);
  if (check === null || tests.some((test) => test === null)) return false;
  return added(draft, (data, relaxed) => {
    if (!isObject(data)) return true;
    return Object.keys(data).every((name) => {
      if (isObject(named) && Object.hasOwn(named, name)) return true;
      return tests.some((test) => test?.(name) === true) || check(data[name] ?? null, relaxed);
    });
  });
}

function items(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (!isArray(value)) {
    const check = planner.below(value, draft);
    const before = own(schema, 'prefixItems');
    const from = planner.vocabulary === '2020-12' && isArray(before) ? before.length : 0;
    return (
      check !== null &&
      added(draft, (data, relaxed) => !isArray(data) || data.slice(from).every((item) => check(item, relaxed)))
    );
  }
  const checks = planner.vocabulary === '2020-12' ? null : planner.belowAll(value, draft);
  return checks !== null && added(draft, (data, relaxed) => inOrder(checks, data, relaxed));
}

function prefixItems(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (planner.vocabulary !== '2020-12') return !holdsIdentity('prefixItems', value);
  const checks = planner.belowAll(value, draft);
  return checks !== null && added(draft, (data, relaxed) => inOrder(checks, data, relaxed));
}

function inOrder(checks: readonly Check[], data: Json, relaxed: Relaxed): boolean {
  if (!isArray(data)) return true;
  return checks.every((check, index) => index >= data.length || check(data[index] ?? null, relaxed));
}

function joined(holds: (checks: readonly Check[], data: Json, relaxed: Relaxed) => boolean): Keyword {
  return (planner, value, _schema, draft) => {
    const checks = planner.belowAll(value, draft);
    return checks !== null && added(draft, (data, relaxed) => holds(checks, data, relaxed));
  };
}

function condition(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (!planner.modern) return false;
  const check = planner.below(value, draft);
  const branch = (key: string): Check | null => {
    const below = own(schema, key);
    return below === undefined ? () => true : planner.below(below, draft);
  };
  const [then, otherwise] = [branch('then'), branch('else')];
  if (check === null || then === null || otherwise === null) return false;
  return added(draft, (data, relaxed) => (check(data, relaxed) ? then : otherwise)(data, relaxed));
}

/** Deep equality of JSON values. */
export function equal(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (isArray(left) || isArray(right)) {
    if (!isArray(left) || !isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equal(item, right[index] ?? null));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null));
}
