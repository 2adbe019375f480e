import type { ErrorObject } from 'ajv';
import { isArray, isObject, type Json, type JsonObject, own } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
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
export type Plan =
  | { readonly kind: 'certain'; readonly check: Check; readonly explain: Explain }
  | { readonly kind: 'unresolved' | 'uncertain' };

/** What ajv would say first of a value that is not valid, which stands at a JSON pointer; null where ajv has to be asked. */
export type Explain = (value: Json, relaxed: Relaxed, at: string) => Flaw | null;

/** An error as ajv reports it. `nullable`: the schema that wants a type would take null as well. */
export type Flaw = Pick<ErrorObject, 'keyword' | 'instancePath' | 'params' | 'message'> & {
  readonly nullable: boolean;
};

/** One keyword of a schema. ajv asks them by `rank`, and stops at the first that is not satisfied. */
type Test = { readonly rank: number; readonly holds: Check; readonly explain: Explain };
type Draft = { unresolved: boolean; readonly tests: Test[] };
type Below = Pick<Extract<Plan, { kind: 'certain' }>, 'check' | 'explain'>;
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
    if (typeof schema === 'boolean' && this.modern)
      return { kind: 'certain', check: () => schema, explain: unexplained };
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
    const tests = draft.tests.sort((left, right) => left.rank - right.rank);
    return {
      kind: 'certain',
      check: (value, relaxed) => tests.every(({ holds }) => holds(value, relaxed)),
      explain: (value, relaxed, at) =>
        tests.find(({ holds }) => !holds(value, relaxed))?.explain(value, relaxed, at) ?? null,
    };
  }

  #keyword(key: string, value: Json, schema: JsonObject, draft: Draft): boolean {
    if (HARD.has(key) || key === '__proto__') return false;
    const keyword = KEYWORDS.get(key);
    if (keyword !== undefined) return keyword(this, value, schema, draft);
    return FREE.has(key) || !holdsIdentity(key, value);
  }

  /** Plans a schema below; null where it is uncertain. What is unresolved below is so above. */
  below(schema: Json | undefined, draft: Draft): Below | null {
    if (schema === undefined) return null;
    const plan = this.plan(schema);
    if (plan.kind === 'uncertain') return null;
    if (plan.kind === 'certain') return plan;
    draft.unresolved = true;
    return { check: () => true, explain: unexplained };
  }

  belowAll(schemas: Json, draft: Draft): Below[] | null {
    if (!isArray(schemas) || schemas.length === 0) return null;
    const plans = schemas.map((schema) => this.below(schema, draft));
    return plans.every((plan) => plan !== null) ? plans : null;
  }
}

/** Where ajv asks for the type where it does not ask together with the keywords of that type, and where for those. */
const RANK = {
  ...{ type: 0, const: 1, enum: 2, not: 3, anyOf: 4, oneOf: 5, allOf: 6, if: 7 },
  ...{ number: 10, string: 20, array: 30, object: 40 },
};
/** Keywords of one type, in the order in which ajv asks them. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['number', ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'multipleOf', 'format']],
  ['string', ['maxLength', 'minLength', 'pattern', 'format']],
  ['array', ['maxItems', 'minItems', 'uniqueItems', 'prefixItems', 'additionalItems', 'items']],
  ['object', ['maxProperties', 'minProperties', 'required', 'additionalProperties', 'properties', 'patternProperties']],
]);

function rankOf(group: 'number' | 'string' | 'array' | 'object', keyword: string): number {
  return RANK[group] + (GROUPS.get(group) ?? []).indexOf(keyword);
}

function unexplained(): null {
  return null;
}

type Words = { readonly message: string; readonly params?: ErrorObject['params'] };

function added(draft: Draft, rank: number, holds: Check, explain: Explain = unexplained): true {
  draft.tests.push({ rank, holds, explain });
  return true;
}

/** An error at the value itself. */
function saying(keyword: string, words: Words | ((value: Json) => Words | null)): Explain {
  return (value, _relaxed, at) => {
    const said = typeof words === 'function' ? words(value) : words;
    if (said === null) return null;
    return { keyword, instancePath: at, params: said.params ?? {}, message: said.message, nullable: false };
  };
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
  const written = typesOf(value);
  const types = written.filter((type) => typeof type === 'string' && TYPES.has(type)) as string[];
  if (types.length === 0 || types.length < written.length || new Set(types).size !== types.length) return false;
  const nullable = nullableOf(planner, schema) === true;
  const allowed = new Set(nullable ? [...types, 'null'] : types);
  const holds = (data: Json): boolean => {
    if (data === null) return allowed.has('null');
    if (isArray(data)) return allowed.has('array');
    if (typeof data === 'number') return allowed.has('number') || (allowed.has('integer') && Number.isInteger(data));
    return allowed.has(typeof data);
  };
  const explain: Explain = (_data, _relaxed, at) => ({
    keyword: 'type',
    instancePath: at,
    params: { type: value },
    message: `must be ${types.join(',')}`,
    nullable,
  });
  return added(draft, typeRank([...allowed], schema), holds, explain);
}

/** A single type is asked together with the keywords that only it has. */
function typeRank(types: readonly Json[], schema: JsonObject): number {
  const [only] = types;
  const group = types.length === 1 && typeof only === 'string' ? GROUPS.get(only) : undefined;
  if (group?.some((keyword) => Object.hasOwn(schema, keyword)) !== true) return RANK.type;
  return RANK[only as 'number' | 'string' | 'array' | 'object'];
}

function enumerated(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isArray(value) || value.length === 0) return false;
  if (!planner.modern && !distinct(value)) return false;
  const primitives = new Set<Json>(value.filter((item) => typeof item !== 'object' || item === null));
  const others = value.filter((item) => typeof item === 'object' && item !== null);
  const holds = (data: Json): boolean => primitives.has(data) || others.some((item) => equal(item, data));
  const words = { message: 'must be equal to one of the allowed values', params: { allowedValues: value } };
  return added(draft, RANK.enum, holds, saying('enum', words));
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
  const holds = (data: Json): boolean =>
    typeof data !== type || (typeof data === 'number' && !Number.isFinite(data)) || test(data);
  return added(draft, rankOf(type, 'format'), holds, saying('format', { message: `must match format "${value}"` }));
}

function patterned(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'string') return false;
  const test = patternOf(value);
  if (test === null) return false;
  const words = { message: `must match pattern "${value}"` };
  return added(
    draft,
    rankOf('string', 'pattern'),
    (data) => typeof data !== 'string' || test(data),
    saying('pattern', words),
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

type Count = {
  readonly group: 'string' | 'array' | 'object';
  readonly unit: string;
  readonly of: (data: Json) => number | null;
};

const CHARACTERS: Count = {
  group: 'string',
  unit: 'characters',
  of: (data) => (typeof data === 'string' ? codePoints(data) : null),
};
const ITEMS: Count = { group: 'array', unit: 'items', of: (data) => (isArray(data) ? data.length : null) };
const PROPERTIES: Count = {
  group: 'object',
  unit: 'properties',
  of: (data) => (isObject(data) ? Object.keys(data).length : null),
};

function counted(keyword: string, { group, unit, of }: Count): Keyword {
  const most = keyword.startsWith('max');
  return (_planner, value, _schema, draft) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return false;
    const holds = (data: Json): boolean => {
      const found = of(data);
      return found === null || (most ? found <= value : found >= value);
    };
    const words = { message: `must NOT have ${most ? 'more' : 'fewer'} than ${value} ${unit}` };
    return added(draft, rankOf(group, keyword), holds, saying(keyword, words));
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

const COMPARE = {
  '>=': (data: number, limit: number) => data >= limit,
  '>': (data: number, limit: number) => data > limit,
  '<=': (data: number, limit: number) => data <= limit,
  '<': (data: number, limit: number) => data < limit,
};

function bound(keyword: 'minimum' | 'maximum'): Keyword {
  const strictness = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  return (planner, value, schema, draft) => {
    const strict = !planner.modern && own(schema, strictness) === true;
    const sign = keyword === 'minimum' ? (strict ? '>' : '>=') : strict ? '<' : '<=';
    return compared(keyword, sign, value, draft);
  };
}

/** A flag in draft 4, which needs its limit beside it; a limit of its own since. */
function exclusive(keyword: 'exclusiveMinimum' | 'exclusiveMaximum'): Keyword {
  const limit = keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum';
  return (planner, value, schema, draft) => {
    if (!planner.modern) return typeof value === 'boolean' && own(schema, limit) !== undefined;
    return compared(keyword, keyword === 'exclusiveMinimum' ? '>' : '<', value, draft);
  };
}

function compared(keyword: string, sign: keyof typeof COMPARE, limit: Json, draft: Draft): boolean {
  if (typeof limit !== 'number' || !Number.isFinite(limit)) return false;
  const holds = (data: Json): boolean => typeof data !== 'number' || COMPARE[sign](data, limit);
  return added(draft, rankOf('number', keyword), holds, saying(keyword, { message: `must be ${sign} ${limit}` }));
}

function multiple(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'number' || value <= 0) return false;
  const holds = (data: Json): boolean => {
    if (typeof data !== 'number') return true;
    const quotient = data / value;
    return quotient === parseInt(String(quotient), 10);
  };
  const words = { message: `must be multiple of ${value}` };
  return added(draft, rankOf('number', 'multipleOf'), holds, saying('multipleOf', words));
}

function unique(_planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'boolean') return false;
  return !value || added(draft, rankOf('array', 'uniqueItems'), (data) => !isArray(data) || distinct(data));
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
  const missing = (data: Json, relaxed: Relaxed): string | undefined =>
    isObject(data) ? left[relaxed].find((name) => !Object.hasOwn(data, name)) : undefined;
  return added(
    draft,
    rankOf('object', 'required'),
    (data, relaxed) => missing(data, relaxed) === undefined,
    (data, relaxed, at) => {
      const words = { message: `must have required property '${missing(data, relaxed) ?? ''}'` };
      // Above so many ajv asks in another way.
      return names.length > 200 ? null : saying('required', words)(data, relaxed, at);
    },
  );
}

/** One member of a value and what must hold for it. */
type Member = { readonly key: string; readonly value: Json; readonly below: Below };

/** A keyword that asks something of members, one after the other. */
function addedMembers(draft: Draft, rank: number, members: (data: Json) => readonly Member[]): true {
  return added(
    draft,
    rank,
    (data, relaxed) => members(data).every(({ value, below }) => below.check(value, relaxed)),
    (data, relaxed, at) => {
      const wrong = members(data).find(({ value, below }) => !below.check(value, relaxed));
      return wrong?.below.explain(wrong.value, relaxed, `${at}${pointerOf(wrong.key)}`) ?? null;
    },
  );
}

function properties(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isObject(value)) return false;
  const plans: [string, Below][] = [];
  for (const name of Object.keys(value)) {
    const below = planner.below(value[name], draft);
    if (below === null || name === '__proto__') return false;
    plans.push([name, below]);
  }
  return addedMembers(draft, rankOf('object', 'properties'), (data) => {
    if (!isObject(data)) return [];
    return plans.flatMap(([key, below]) =>
      Object.hasOwn(data, key) ? [{ key, below, value: data[key] ?? null }] : [],
    );
  });
}

function patternProperties(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (!isObject(value)) return false;
  const plans: [(name: string) => boolean, Below][] = [];
  for (const pattern of Object.keys(value)) {
    const [test, below] = [patternOf(pattern), planner.below(value[pattern], draft)];
    if (test === null || below === null) return false;
    plans.push([test, below]);
  }
  return addedMembers(draft, rankOf('object', 'patternProperties'), (data) => {
    if (!isObject(data)) return [];
    return plans.flatMap(([test, below]) =>
      Object.keys(data)
        .filter(test)
        .map((key) => ({ key, below, value: data[key] ?? null })),
    );
  });
}

function additionalProperties(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (typeof value !== 'boolean' && !isObject(value)) return false;
  if (value === true) return true;
  const below = value === false ? null : planner.below(value, draft);
  const [named, matched] = [own(schema, 'properties'), own(schema, 'patternProperties')];
  const tests = Object.keys(isObject(matched) ? matched : {}).map(patternOf);
  if ((value !== false && below === null) || tests.some((test) => test === null)) return false;
  const others = (data: Json): string[] => {
    if (!isObject(data)) return [];
    const isNamed = (key: string): boolean => isObject(named) && Object.hasOwn(named, key);
    return Object.keys(data).filter((key) => !isNamed(key) && !tests.some((test) => test?.(key) === true));
  };
  const rank = rankOf('object', 'additionalProperties');
  if (below !== null)
    return addedMembers(draft, rank, (data) =>
      others(data).map((key) => ({ key, below, value: own(data, key) ?? null })),
    );
  const words = (data: Json): Words => ({
    message: 'must NOT have additional properties',
    params: { additionalProperty: others(data)[0] },
  });
  return added(draft, rank, (data) => others(data).length === 0, saying('additionalProperties', words));
}

function items(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  const rank = rankOf('array', 'items');
  if (!isArray(value)) {
    const below = planner.below(value, draft);
    const before = own(schema, 'prefixItems');
    const from = planner.vocabulary === '2020-12' && isArray(before) ? before.length : 0;
    if (below === null) return false;
    return addedMembers(draft, rank, (data) =>
      isArray(data) ? data.slice(from).map((item, index) => ({ key: String(from + index), value: item, below })) : [],
    );
  }
  const plans = planner.vocabulary === '2020-12' ? null : planner.belowAll(value, draft);
  return plans !== null && addedMembers(draft, rank, (data) => inOrder(plans, data));
}

function prefixItems(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  if (planner.vocabulary !== '2020-12') return !holdsIdentity('prefixItems', value);
  const plans = planner.belowAll(value, draft);
  return plans !== null && addedMembers(draft, rankOf('array', 'prefixItems'), (data) => inOrder(plans, data));
}

function inOrder(plans: readonly Below[], data: Json): readonly Member[] {
  if (!isArray(data)) return [];
  return plans.slice(0, data.length).map((below, index) => ({ key: String(index), value: data[index] ?? null, below }));
}

function all(planner: Planner, value: Json, _schema: JsonObject, draft: Draft): boolean {
  const plans = planner.belowAll(value, draft);
  if (plans === null) return false;
  return added(
    draft,
    RANK.allOf,
    (data, relaxed) => plans.every(({ check }) => check(data, relaxed)),
    (data, relaxed, at) => plans.find(({ check }) => !check(data, relaxed))?.explain(data, relaxed, at) ?? null,
  );
}

/** Which of several schemas hold; ajv tells it with the errors of each. */
function some(keyword: 'anyOf' | 'oneOf'): Keyword {
  return (planner, value, _schema, draft) => {
    const plans = planner.belowAll(value, draft);
    if (plans === null) return false;
    return added(draft, RANK[keyword], (data, relaxed) => {
      if (keyword === 'anyOf') return plans.some(({ check }) => check(data, relaxed));
      return plans.filter(({ check }) => check(data, relaxed)).length === 1;
    });
  };
}

function condition(planner: Planner, value: Json, schema: JsonObject, draft: Draft): boolean {
  if (!planner.modern) return false;
  const below = planner.below(value, draft);
  const branch = (key: string): Check | null => {
    const written = own(schema, key);
    return written === undefined ? () => true : (planner.below(written, draft)?.check ?? null);
  };
  const [then, otherwise] = [branch('then'), branch('else')];
  if (below === null || then === null || otherwise === null) return false;
  return added(draft, RANK.if, (data, relaxed) => (below.check(data, relaxed) ? then : otherwise)(data, relaxed));
}

/** Deep equality of JSON values. */
function equal(left: Json, right: Json): boolean {
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
  [
    'const',
    (planner, value, _schema, draft) =>
      planner.modern &&
      added(draft, RANK.const, (data) => equal(data, value), saying('const', { message: 'must be equal to constant' })),
  ],
  ['format', formatted],
  ['pattern', patterned],
  ['minLength', counted('minLength', CHARACTERS)],
  ['maxLength', counted('maxLength', CHARACTERS)],
  ['minItems', counted('minItems', ITEMS)],
  ['maxItems', counted('maxItems', ITEMS)],
  ['minProperties', counted('minProperties', PROPERTIES)],
  ['maxProperties', counted('maxProperties', PROPERTIES)],
  ['minimum', bound('minimum')],
  ['maximum', bound('maximum')],
  ['exclusiveMinimum', exclusive('exclusiveMinimum')],
  ['exclusiveMaximum', exclusive('exclusiveMaximum')],
  ['multipleOf', multiple],
  ['uniqueItems', unique],
  ['required', required],
  ['properties', properties],
  ['patternProperties', patternProperties],
  ['additionalProperties', additionalProperties],
  ['items', items],
  ['additionalItems', (planner, value) => planner.vocabulary !== '2020-12' && value === true],
  ['prefixItems', prefixItems],
  ['allOf', all],
  ['anyOf', some('anyOf')],
  ['oneOf', some('oneOf')],
  [
    'not',
    (planner, value, _schema, draft) => {
      const below = planner.below(value, draft);
      // Below `not` nothing is relaxed.
      return below !== null && added(draft, RANK.not, (data) => !below.check(data, 'nothing'));
    },
  ],
  ['if', condition],
  ['then', (planner, _value, schema) => planner.modern && Object.hasOwn(schema, 'if')],
  ['else', (planner, _value, schema) => planner.modern && Object.hasOwn(schema, 'if')],
]);
