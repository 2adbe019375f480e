import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { OUTPUT_SCHEMAS } from '../../../src/present/report/schemas/index.ts';
import { rendererOf } from './renderer-of.ts';
import { sampleLines } from './samples/contract.ts';
import { SAMPLES } from './samples/index.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const validators = new Map([...OUTPUT_SCHEMAS].map(([name, schema]) => [name, ajv.compile(schema)]));

const rendered = [...SAMPLES]
  .filter(([, { report }]) => report !== 'schema')
  .map(([name, report]) => {
    const context = { color: false, width: 80, verbose: false, quiet: false, lines: sampleLines };
    return [name, report.report, JSON.parse(rendererOf('json').render(report, context)) as Json] as const;
  });

function validatorOf(report: string): ValidateFunction {
  const found = validators.get(report);
  if (found === undefined) throw new Error(`no schema for ${report}`);
  return found;
}

test('every report but `schema` has a schema, and a sample', () => {
  const reports = new Set(rendered.map(([, report]) => report));
  expect([...OUTPUT_SCHEMAS.keys()].sort()).toEqual([...reports].sort());
});

test.each([...OUTPUT_SCHEMAS])('the schema of %s is a self-contained document', (name, schema) => {
  expect(schema['$id']).toBe(`urn:countersign:output:${name}:1`);
  const definitions = new Set(Object.keys(isObject(schema['$defs']) ? schema['$defs'] : {}));
  const used = new Set([...JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, found]) => found ?? ''));
  expect([...definitions].sort()).toEqual([...used].sort());
});

describe.each(rendered)('%s', (_, report, value) => {
  const valid = validatorOf(report);

  test('fits its schema', () => {
    valid(value);
    expect(valid.errors).toBeNull();
  });

  test('does not fit any more when a field is missing', () => {
    const accepted = fieldsOf(value).filter((path) => valid(changed(value, path, () => undefined)));
    // These two leave them out themselves where they do not look for them.
    expect(
      accepted.filter(
        (path) => !(/^(check|impact)$/.test(report) && /^(changes|checks|deprecations)$/.test(path.join('/'))),
      ),
    ).toEqual([]);
  });

  test('does not fit any more when a field has another type', () => {
    const accepted = fieldsOf(value).filter((path) => valid(changed(value, path, another)));
    expect(accepted).toEqual([]);
  });

  test('does not fit any more with a word outside a vocabulary', () => {
    const words = fieldsOf(value).filter((path) => VOCABULARIES.has(String(path.at(-1))));
    expect(words.filter((path) => valid(changed(value, path, () => 'fatal')))).toEqual([]);
  });

  test('still fits when a later version adds to it', () => {
    const objects = [[], ...fieldsOf(value)].filter((path) => isObject(at(value, path)));
    expect(objects.filter((path) => !valid(changed(value, [...path, 'added'], () => 1)))).toEqual([]);
  });
});

type Path = readonly (string | number)[];

const VOCABULARIES: ReadonlySet<string> = new Set([
  'severity',
  'verdict',
  'impact',
  'status',
  'outcome',
  'dialect',
  'report',
  'section',
  'per',
]);

/** Paths of all object fields, at every depth, but for those that hold free JSON: there anything is right. */
function fieldsOf(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((each: Json, index) => fieldsOf(each, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    isFree(value, key) ? [] : [[...path, key], ...fieldsOf(each, [...path, key])],
  );
}

/** The payload of a witness and the options of a rule's function. */
function isFree(owner: JsonObject, key: string): boolean {
  return (key === 'value' && 'acceptedBy' in owner) || (key === 'options' && 'function' in owner);
}

function at(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, key) => (Array.isArray(found) ? (found as Json[])[Number(key)] : isObject(found) ? found[key] : undefined),
    value,
  );
}

/** A copy with one field changed; undefined takes it away. */
function changed(value: Json, [key, ...rest]: Path, change: (old: Json | undefined) => Json | undefined): Json {
  if (Array.isArray(value))
    return value.map((each: Json, index) => (index === key ? changed(each, rest, change) : each));
  if (!isObject(value) || key === undefined) return value;
  const old = value[key];
  const fresh = rest.length === 0 ? change(old) : changed(old ?? null, rest, change);
  const others = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(fresh === undefined ? others : [...others, [String(key), fresh]]);
}

/** A value of a type that no field with this value may have. */
function another(old: Json | undefined): Json {
  // What may be null may be a text, a number, true or false or a list as well; an object has properties that must be there.
  if (old === null) return {};
  return typeof old === 'string' ? false : 'text';
}
