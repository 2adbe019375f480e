import addFormatsModule from 'ajv-formats';
import { type Json, type JsonObject, isArray, isObject, ownArray, ownObject } from '../../../model/json.ts';
import { textOf } from '../schema/values.ts';
import { type Run, Undecidable, refuse } from './judging.ts';
import { isLinear, matches } from './linear.ts';
import { plainKeywords } from './plain-keywords.ts';

// The package is CommonJS, and its types say that the module itself is the function.
const formats = addFormatsModule.default;

/** Judges values by the keywords without subschemas. Properties that do not travel are not asked for. */
export function plainJudges(schema: JsonObject, ignored: ReadonlySet<string>): readonly Run[] {
  return [
    ...plainKeywords(schema).flatMap(([keyword, said]) => judgeOf(keyword, said) ?? []),
    ...required(schema, ignored),
    ...dependents(schema, ignored),
  ];
}

type Test = (value: Json) => boolean;

function judgeOf(keyword: string, said: Json): Run | null {
  const make = KEYWORDS.get(keyword);
  if (make === undefined) return null;
  const { accepts, params } = make(said);
  return (value, path, at) => {
    if (!accepts(value)) refuse(at, keyword, path, params);
  };
}

type Keyword = (said: Json) => { readonly accepts: Test; readonly params: JsonObject };

const number = (test: (value: number, limit: number) => boolean): Keyword => limited(ofNumber, test);
const length = (test: (value: number, limit: number) => boolean): Keyword => limited(ofText, test);
const items = (test: (value: number, limit: number) => boolean): Keyword => limited(ofArray, test);
const properties = (test: (value: number, limit: number) => boolean): Keyword => limited(ofObject, test);

/** What a limit is a limit of; null for values that it says nothing of. */
function ofNumber(value: Json): number | null {
  return typeof value === 'number' ? value : null;
}

/** JSON Schema counts code points (2020-12 validation, 6.3.1). */
function ofText(value: Json): number | null {
  return typeof value === 'string' ? Array.from(value).length : null;
}

function ofArray(value: Json): number | null {
  return isArray(value) ? value.length : null;
}

function ofObject(value: Json): number | null {
  return isObject(value) ? Object.keys(value).length : null;
}

function limited(of: (value: Json) => number | null, test: (value: number, limit: number) => boolean): Keyword {
  return (said) => {
    const limit = Number(said);
    return {
      accepts: (value) => {
        const found = of(value);
        return found === null || test(found, limit);
      },
      params: { limit },
    };
  };
}

const atMost = (value: number, limit: number): boolean => value <= limit;
const atLeast = (value: number, limit: number): boolean => value >= limit;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['type', typeKeyword],
  ['enum', (said) => listKeyword(isArray(said) ? said : [], { allowedValues: said })],
  ['const', (said) => listKeyword([said], { allowedValue: said })],
  ['maximum', number(atMost)],
  ['minimum', number(atLeast)],
  ['exclusiveMaximum', number((value, limit) => value < limit)],
  ['exclusiveMinimum', number((value, limit) => value > limit)],
  ['maxLength', length(atMost)],
  ['minLength', length(atLeast)],
  ['maxItems', items(atMost)],
  ['minItems', items(atLeast)],
  ['maxProperties', properties(atMost)],
  ['minProperties', properties(atLeast)],
  ['multipleOf', multipleKeyword],
  ['uniqueItems', () => ({ accepts: (value) => !isArray(value) || isUnique(value), params: {} })],
  ['pattern', patternKeyword],
  ['format', formatKeyword],
]);

const TYPES: ReadonlyMap<Json, Test> = new Map<Json, Test>([
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => typeof value === 'number'],
  ['integer', (value) => Number.isInteger(value)],
  ['boolean', (value) => typeof value === 'boolean'],
  ['null', (value) => value === null],
  ['array', isArray],
  ['object', isObject],
]);

function typeKeyword(said: Json): ReturnType<Keyword> {
  const tests = (isArray(said) ? said : [said]).flatMap((each) => TYPES.get(each) ?? []);
  return { accepts: (value) => tests.some((test) => test(value)), params: { type: said } };
}

function listKeyword(values: readonly Json[], params: JsonObject): ReturnType<Keyword> {
  const texts = new Set(values.map(textOf));
  return { accepts: (value) => texts.has(textOf(value)), params };
}

function multipleKeyword(said: Json): ReturnType<Keyword> {
  const accepts = (value: Json): boolean => {
    if (typeof value !== 'number') return true;
    const quotient = value / Number(said);
    return Math.abs(Math.round(quotient) - quotient) <= 1e-9;
  };
  return { accepts, params: { multipleOf: said } };
}

function isUnique(values: readonly Json[]): boolean {
  return new Set(values.map(textOf)).size === values.length;
}

function patternKeyword(said: Json): ReturnType<Keyword> {
  const pattern = typeof said === 'string' ? said : '';
  const accepts = (value: Json): boolean => {
    if (typeof value !== 'string') return true;
    if (!isLinear(pattern)) throw new Undecidable();
    return matches(pattern, value);
  };
  return { accepts, params: { pattern } };
}

function formatKeyword(said: Json): ReturnType<Keyword> {
  const found = formats.get(said as Parameters<typeof formats.get>[0]);
  const params = { format: said };
  if (found instanceof RegExp) return { accepts: (value) => typeof value !== 'string' || found.test(value), params };
  if (typeof found === 'function') return { accepts: (value) => typeof value !== 'string' || found(value), params };
  if (typeof found !== 'object') return { accepts: () => true, params };
  const { type = 'string', validate } = found;
  const test = validate instanceof RegExp ? (value: string) => validate.test(value) : validate;
  const accepts = (value: Json): boolean =>
    typeof value !== type || typeof test !== 'function' || Boolean((test as (value: Json) => unknown)(value));
  return { accepts, params };
}

function required(schema: JsonObject, ignored: ReadonlySet<string>): readonly Run[] {
  const names = (ownArray(schema, 'required') ?? []).filter((name) => isAsked(name, ignored));
  if (names.length === 0) return [];
  return [
    (value, path, at) => {
      if (!isObject(value)) return;
      for (const missingProperty of names)
        if (!Object.hasOwn(value, missingProperty)) refuse(at, 'required', path, { missingProperty });
    },
  ];
}

export function isAsked(name: Json, ignored: ReadonlySet<string>): name is string {
  return typeof name === 'string' && name !== '' && !ignored.has(name);
}

function dependents(schema: JsonObject, ignored: ReadonlySet<string>): readonly Run[] {
  return Object.entries(ownObject(schema, 'dependentRequired') ?? {}).map(([property, needed]): Run => {
    const names = (isArray(needed) ? needed : []).filter((name) => isAsked(name, ignored));
    const deps = names.join(', ');
    return (value, path, at) => {
      if (!isObject(value) || !Object.hasOwn(value, property)) return;
      for (const missingProperty of names)
        if (!Object.hasOwn(value, missingProperty))
          refuse(at, 'dependentRequired', path, { property, missingProperty, deps });
    };
  });
}
