import { isArray, isObject, type Json, type JsonObject, own, ownString } from '../../../../model/json.ts';
import { pointerOfReference, segmentsOf } from '../../../../model/pointer.ts';
import { follow } from '../../follow.ts';

/** Keywords whose value is data: a `$ref` in there is a key like any other. */
const DATA = new Set(['default', 'enum', 'const', 'example', 'examples']);

/** Keywords whose value maps names to schemas: the names are no keywords. */
const NAMES = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']);

/** Compact JSON with keys sorted at every depth and `<`, `>`, `&`, U+2028 and U+2029 escaped, as Go's encoder writes it. */
export function compactJson(value: Json): string {
  return serialised(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A schema on its own: everything it references stands below `definitions`. Circular references are fine. */
export function standaloneSchema(document: JsonObject, schema: JsonObject): JsonObject {
  const definitions = new Map<string, Json>();
  const body = schemaWith(document, schema, definitions);
  return definitions.size === 0 ? body : { ...body, definitions: Object.fromEntries(definitions) };
}

type Definitions = Map<string, Json>;

/** A copy in which references lead to `#/definitions/…`; what they lead to is added to `definitions`, once each. */
function schemaWith(document: JsonObject, schema: JsonObject, definitions: Definitions): JsonObject {
  const reference = ownString(schema, '$ref');
  const entries = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (key === '$ref' && reference !== undefined) return [key, define(document, reference, definitions)];
    if (DATA.has(key) || key.startsWith('x-')) return [key, value];
    if (!NAMES.has(key) || !isObject(value)) return [key, rewritten(document, value, definitions)];
    const named = Object.entries(value).map(([name, each]) => [name, rewritten(document, each, definitions)] as const);
    return [key, Object.fromEntries(named)];
  });
  return Object.fromEntries(entries);
}

function rewritten(document: JsonObject, value: Json, definitions: Definitions): Json {
  if (isArray(value)) return value.map((each) => rewritten(document, each, definitions));
  return isObject(value) ? schemaWith(document, value, definitions) : value;
}

/** Adds what a reference leads to, and says where it stands then. What stands elsewhere than in `components.schemas` is named by its pointer. */
function define(document: JsonObject, reference: string, definitions: Definitions): string {
  const pointer = pointerOfReference(reference);
  if (pointer === null) return reference;
  const [, , name, ...below] = pointer.startsWith('/components/schemas/') ? segmentsOf(pointer) : [];
  const key = name ?? pointer.slice(1).replaceAll(/[^\w.-]/g, '_');
  if (!definitions.has(key)) {
    definitions.set(key, {});
    const root = name === undefined ? reference : `#${pointer.split('/').slice(0, 4).join('/')}`;
    definitions.set(key, rewritten(document, follow(document, { $ref: root }) ?? {}, definitions));
  }
  return ['#/definitions', ...[key, ...below].map(escaped)].join('/');
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Written by hand because a JavaScript object always lists keys such as `10` and `9` as numbers first. */
function serialised(value: Json): string {
  if (isArray(value)) return `[${value.map(serialised).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${serialised(own(value, key) ?? null)}`);
  return `{${members.join(',')}}`;
}
