import { type Json, type JsonObject, isArray, own } from '../../../model/json.ts';
import { isChecked } from './formats.ts';

type Entries = readonly (readonly [string, Json])[];

const NUMBERS = [
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'maxProperties',
  'minProperties',
  'maxContains',
  'minContains',
  'multipleOf',
  'exclusiveMaximum',
  'exclusiveMinimum',
];
const TYPES = new Set<Json>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** The keywords without subschemas as JSON Schema 2020-12 writes them. What is ill-formed says nothing. */
export function plainKeywords(value: JsonObject): Entries {
  return [
    ...typesOf(value),
    ...listed(value),
    ...NUMBERS.flatMap((keyword) => numberOf(value, keyword)),
    ...bound(value, 'maximum', 'exclusiveMaximum'),
    ...bound(value, 'minimum', 'exclusiveMinimum'),
    ...(own(value, 'uniqueItems') === true ? [['uniqueItems', true] as const] : []),
    ...textual(value),
  ];
}

/** `file` is how Swagger 2.0 writes a binary string. */
function typesOf(value: JsonObject): Entries {
  const type = own(value, 'type');
  const written = isArray(type) ? type : type === undefined ? [] : [type];
  const types = [
    ...new Set(written.map((each) => (each === 'file' ? 'string' : each)).filter((each) => TYPES.has(each))),
  ];
  return types.length === 0 ? [] : [['type', types]];
}

function listed(value: JsonObject): Entries {
  const [values, pinned] = [own(value, 'enum'), own(value, 'const')];
  return [
    ...(isArray(values) ? [['enum', values] as const] : []),
    ...(pinned === undefined ? [] : [['const', pinned] as const]),
  ];
}

function numberOf(value: JsonObject, keyword: string): Entries {
  const found = own(value, keyword);
  const sensible = typeof found === 'number' && (!/Length|Items|Properties|Contains/.test(keyword) || found >= 0);
  return sensible && !(keyword === 'multipleOf' && found <= 0) ? [[keyword, found]] : [];
}

/** OpenAPI 3.0 writes `exclusiveMaximum: true` beside `maximum`. */
function bound(value: JsonObject, keyword: string, strict: string): Entries {
  const found = own(value, keyword);
  return typeof found === 'number' ? [[own(value, strict) === true ? strict : keyword, found]] : [];
}

function textual(value: JsonObject): Entries {
  const [pattern, format] = [own(value, 'pattern'), own(value, 'format')];
  return [
    ...(typeof pattern === 'string' ? [['pattern', pattern] as const] : []),
    ...(typeof format === 'string' && isChecked(format) ? [['format', format] as const] : []),
  ];
}
