import { isObject, type Json, type JsonObject, own, ownArray } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { endsIn, isData, itemsOf, strings, typesOf } from '../parts.ts';
import { child, children, type Placed } from '../references.ts';
import { refuses } from '../schema-samples.ts';

export default defineLintFunction({
  name: 'constrainedProperty',
  summary: 'Of the properties with a certain name, the schema refuses wrong values, or has certain keywords.',
  options: {
    type: 'object',
    properties: {
      names: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        description: 'in lower case, words apart; endings count',
      },
      except: { type: 'array', items: { type: 'string' } },
      refuses: { type: 'array', items: { type: 'string' }, description: 'texts that the schema must not accept' },
      anyOf: {
        type: 'array',
        items: { type: 'object' },
        description: 'keywords and their values; one of the objects must fit',
      },
      notTypes: {
        type: 'array',
        items: { type: 'object' },
        description: 'keywords and values that the schema may not have',
      },
    },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options, context) => {
    if (!isObject(input) || isData(context.path)) return [];
    const names = strings(options, 'names');
    const except = strings(options, 'except');
    return children(context.document, { value: input, path: context.path })
      .filter(({ key }) => endsIn(key, names) && !endsIn(key, except))
      .flatMap((property) => complaintsOf(context, property, options, [...context.path, property.key]));
  },
});

/** A property that is a list of such values, or one of several schemas, is looked at where the values are. */
function complaintsOf(
  context: FunctionContext,
  property: Placed & { readonly key: string },
  options: Json | null,
  path: FunctionContext['path'],
): Complaint[] {
  const { document } = context;
  const leaves = leavesOf(document, property, new Set());
  const wrong = leaves.map((leaf) => problemOf(document, leaf, options)).find((problem) => problem !== null);
  return wrong === undefined ? [] : [{ message: `\`${property.key}\` ${wrong}`, path }];
}

function leavesOf(document: JsonObject, schema: Placed, seen: Set<Json>): Placed[] {
  if (!isObject(schema.value) || seen.has(schema.value)) return [];
  seen.add(schema.value);
  const branches = ['oneOf', 'anyOf'].flatMap((key) => itemsOf(document, child(document, schema, key)));
  if (branches.length > 0) return branches.flatMap((branch) => leavesOf(document, branch, seen));
  const types = typesOf(document, schema);
  if (types.includes('array')) return leavesOf(document, child(document, schema, 'items'), seen);
  const nothing = own(schema.value, 'type') === 'null';
  return nothing || types.includes('object') || types.includes('boolean') ? [] : [schema];
}

function problemOf(document: JsonObject, leaf: Placed, options: Json | null): string | null {
  const parts = [leaf, ...itemsOf(document, child(document, leaf, 'allOf'))].map(({ value }) => value).filter(isObject);
  const forbidden = (ownArray(options, 'notTypes') ?? []).filter(isObject);
  const found = forbidden.find((keywords) => parts.some((part) => fits(part, keywords)));
  if (found !== undefined) return `is ${worded(found)}`;
  const wanted = (ownArray(options, 'anyOf') ?? []).filter(isObject);
  if (wanted.length > 0 && !wanted.some((keywords) => parts.some((part) => fits(part, keywords)))) {
    return `is not ${wanted.map(worded).join(' or ')}`;
  }
  const accepted = strings(options, 'refuses').find((sample) => !parts.some((part) => refuses(part, sample)));
  return accepted === undefined
    ? null
    : `would accept ${accepted.length > 60 ? `a text of ${accepted.length} characters` : JSON.stringify(accepted)}`;
}

/** Whether a schema has the keywords; null stands for a keyword that is not there. */
function fits(schema: JsonObject, keywords: JsonObject): boolean {
  return Object.entries(keywords).every(([key, value]) =>
    value === null ? own(schema, key) === undefined : own(schema, key) === value,
  );
}

function worded(keywords: JsonObject): string {
  return Object.entries(keywords)
    .map(([key, value]) => (value === null ? `without ${key}` : `${key}: ${JSON.stringify(value).replaceAll('"', '')}`))
    .join(', ');
}
