import { isObject, type Json, type JsonObject, own, ownObject } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { KEYWORD_OPTIONS, lacking } from '../keywords.ts';
import { bodiesOf, itemsOf, parametersOf } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';
import { child, children, type Placed } from '../references.ts';

/** A schema of something that callers send, and what a message calls it. */
type Sent = Placed & { readonly name: string; readonly part: boolean };

export default defineLintFunction({
  name: 'sentSchemas',
  summary: 'Schemas of what callers send, at any depth, have one at least of several keywords.',
  options: {
    type: 'object',
    properties: {
      ...KEYWORD_OPTIONS,
      whole: { type: 'boolean', description: 'branches of `allOf` are let through: another one may have the keyword' },
    },
    required: ['anyOf', 'lacks'],
    additionalProperties: false,
  },
  check: (input, options, context) =>
    sentSchemas(context, input)
      .filter(({ part }) => !part || own(options, 'whole') !== true)
      .flatMap(({ value, path, name }): Complaint[] => {
        const message = isObject(value) ? lacking(value, options) : null;
        return message === null ? [] : [{ message: `${name} ${message}`, path }];
      }),
});

const KNOWN = new WeakMap<JsonObject, readonly Sent[]>();

/** Several rules ask for the same list. */
function sentSchemas(context: FunctionContext, input: Json | undefined): readonly Sent[] {
  const known = KNOWN.get(context.document);
  if (known !== undefined) return known;
  const open = Object.entries(ownObject(input, 'paths') ?? {})
    .flatMap(([template, item]) =>
      operationsOf(item).flatMap(({ steps, value }) =>
        rootsOf(context, { value, path: ['paths', template, ...steps] }),
      ),
    )
    .reverse();
  const seen = new Set<Json>();
  const found: Sent[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isObject(next.value) || seen.has(next.value)) continue;
    seen.add(next.value);
    found.push(next);
    open.push(...below(context.document, next).reverse());
  }
  KNOWN.set(context.document, found);
  return found;
}

function rootsOf(context: FunctionContext, operation: Placed): Sent[] {
  const parameters = parametersOf(context, operation)
    .filter((parameter) => parameter.in !== 'body')
    .map((parameter) => {
      // In Swagger 2.0 a parameter is its own schema.
      const schema = context.dialect === '2.0' ? parameter : child(context.document, parameter, 'schema');
      return { ...schema, name: `\`${parameter.name}\``, part: false };
    });
  const bodies = bodiesOf(context, operation)
    .filter(({ role }) => role === 'request')
    .map(({ schema }) => ({ ...schema, name: 'the request body', part: false }));
  return [...parameters, ...bodies];
}

/** What the server alone sets (`readOnly`) is not sent. */
function below(document: JsonObject, schema: Sent): Sent[] {
  const { name } = schema;
  const members = ['properties', 'patternProperties'].flatMap((key) =>
    children(document, child(document, schema, key)).map((member) => ({ ...member, name: `\`${member.key}\`` })),
  );
  const items = { ...child(document, schema, 'items'), name: `an item of ${name}` };
  const others = { ...child(document, schema, 'additionalProperties'), name: `a value of ${name}` };
  const choices = ['anyOf', 'oneOf'].flatMap((key) => itemsOf(document, child(document, schema, key)));
  const parts = itemsOf(document, child(document, schema, 'allOf'));
  return [
    ...[...members, items, others, ...choices.map((choice) => ({ ...choice, name }))].map((one) => ({
      ...one,
      part: false,
    })),
    ...parts.map((one) => ({ ...one, name, part: true })),
  ].filter(({ value }) => own(value, 'readOnly') !== true);
}
