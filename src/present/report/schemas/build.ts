import { isObject, type Json, type JsonObject, ownString } from '../../../model/json.ts';
import { DEFINITIONS } from './definitions.ts';
import { object } from './keywords.ts';

/** What every report begins with. */
const HEAD = {
  schemaVersion: { type: 'string', pattern: '^1\\.\\d+$' },
  tool: object({ name: { const: 'countersign' }, version: { type: 'string', minLength: 1 } }),
  today: { $ref: '#/$defs/day' },
  verdict: { enum: ['pass', 'fail'] },
} as const satisfies { readonly [key: string]: JsonObject };

const ADDITIVE =
  'Every listed property is always there unless its description says otherwise. Unknown properties are allowed on every level: within schemaVersion 1 the output only gains.';

/** The whole schema (draft 2020-12) of one report: head, own properties, and the definitions that they reach. */
export function outputSchema(
  name: string,
  title: string,
  properties: { readonly [key: string]: JsonObject },
  optional: { readonly [key: string]: JsonObject } = {},
): JsonObject {
  const body = object({ ...HEAD, report: { const: name }, ...properties }, optional);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:countersign:output:${name}:1`,
    title,
    description: ADDITIVE,
    ...body,
    $defs: reachable(body),
  };
}

/** The definitions that a schema refers to, and those that they refer to, by name. */
function reachable(schema: JsonObject): JsonObject {
  const found = new Map<string, JsonObject>();
  const pending = namesIn(schema);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const definition = DEFINITIONS.get(name);
    if (definition === undefined || found.has(name)) continue;
    found.set(name, definition);
    pending.push(...namesIn(definition));
  }
  return Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function namesIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each: Json) => namesIn(each));
  if (!isObject(schema)) return [];
  const name = ownString(schema, '$ref')?.replace('#/$defs/', '');
  return [...(name === undefined ? [] : [name]), ...Object.values(schema).flatMap(namesIn)];
}
