import { isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../../../model/json.ts';
import type { Segment } from '../../define.ts';
import { type EngineContext, type EngineFunction, NOTHING, type Said } from '../function.ts';
import type { Relaxed } from '../schema/plan.ts';
import { dialectOfContract } from '../schema/room.ts';

/** A value to validate, and where it stands. */
type Item = { readonly value: Json | undefined; readonly path: readonly Segment[] };

/** A value against a schema that the rule brings along, read as the contract's dialect reads schemas. */
export function oasSchema(...[input, options, context]: Parameters<EngineFunction>): readonly Said[] {
  const schema = ownObject(options, 'schema');
  if (schema === undefined) return NOTHING;
  return asked({ value: input, path: context.path }, schema, 'nothing', false, context);
}

/** Examples and defaults against the schema beside them. */
export function oasExample(...[input, options, context]: Parameters<EngineFunction>): readonly Said[] {
  if (!isObject(input)) return NOTHING;
  const field = ownString(options, 'schemaField') ?? '';
  const schema = field === '$' ? input : own(input, field);
  // What is no schema is told by the rule about whole documents.
  if (!isObject(schema)) return NOTHING;
  const media = own(options, 'type') === 'media';
  const swagger = own(options, 'oasVersion') === 2;
  const items = media ? mediaItems(input, swagger, context.path) : schemaItems(input, swagger, context.path);
  const relaxed = media ? relaxedAt(context.path, swagger) : 'nothing';
  const bare = context.dialect === '2.0' ? withoutFlag(schema) : schema;
  return items.flatMap((item) => asked(item, bare, relaxed, true, context));
}

function asked(
  item: Item,
  schema: JsonObject,
  relaxed: Relaxed,
  example: boolean,
  context: EngineContext,
): readonly Said[] {
  const { value, path } = item;
  if (value === undefined) return [{ path, message: '#{{print("property")}}must exist' }];
  const { dialect, shapes, resolved } = context;
  return context.schemas.open({
    value,
    schema,
    dialect: dialectOfContract(dialect, shapes.written),
    path,
    relaxed,
    example,
    swagger: dialect === '2.0',
    nullable: dialect === '2.0' || dialect === '3.0',
    resolved,
  });
}

function schemaItems(input: JsonObject, swagger: boolean, path: readonly Segment[]): readonly Item[] {
  const fields = swagger ? ['example', 'x-example', 'default'] : ['example', 'default'];
  return fields
    .filter((field) => Object.hasOwn(input, field))
    .map((field) => ({ value: own(input, field), path: [...path, field] }));
}

/** The first kind of example that there is, and only that. */
function mediaItems(input: JsonObject, swagger: boolean, path: readonly Segment[]): readonly Item[] {
  if (!swagger && Object.hasOwn(input, 'example'))
    return [{ value: own(input, 'example'), path: [...path, 'example'] }];
  const examples = own(input, 'examples');
  if (typeof examples !== 'object' || examples === null) return [];
  return Object.entries(examples as JsonObject).flatMap(([name, example]) => {
    const at = [...path, 'examples', name];
    if (swagger) return [{ value: example, path: at }];
    if (typeof example !== 'object' || example === null || own(example, 'externalValue') !== undefined) return [];
    return [{ value: own(example, 'value'), path: [...at, 'value'] }];
  });
}

/** Requests need not carry what is `readOnly`, responses not what is `writeOnly`: what an example is of shows in its path. */
export function relaxedAt(path: readonly Segment[], swagger: boolean): Relaxed {
  const [first, second, , fourth] = path;
  const inPath = first === 'paths' && path.length > 3;
  if (swagger) return first === 'responses' || (inPath && fourth === 'responses') ? 'writeOnly' : 'nothing';
  if ((first === 'components' && second === 'requestBodies') || (inPath && fourth === 'requestBody')) return 'readOnly';
  if ((first === 'components' && second === 'responses') || (inPath && fourth === 'responses')) return 'writeOnly';
  return 'nothing';
}

const WITHOUT = new WeakMap<JsonObject, JsonObject>();

/** Parameters of Swagger 2.0 are schemas with a flag `required` of their own. */
function withoutFlag(schema: JsonObject): JsonObject {
  if (typeof own(schema, 'required') !== 'boolean') return schema;
  const known = WITHOUT.get(schema) ?? Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'required'));
  WITHOUT.set(schema, known);
  return known;
}
