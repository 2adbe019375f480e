import { type AnyDialect, isContractDialect } from '../../model/contract.ts';
import { DOCUMENT, type Draft, fillSchema, listOf, mapOf, shape, type Shape } from './shape.ts';

/** The shape of a whole document. */
export function shapeOfDocument(dialect: AnyDialect): Shape {
  if (isContractDialect(dialect)) return DOCUMENT;
  const known = others.get(dialect);
  if (known !== undefined) return known;
  const made = dialect === 'arazzo-1.0' ? arazzo() : asyncapi(dialect.startsWith('asyncapi-3'));
  others.set(dialect, made);
  return made;
}

const others = new Map<AnyDialect, Shape>();

/** Keys below which stands data, whatever it looks like. */
const DATA = ['example', 'examples', 'default', 'enum', 'const'];

/** Whatever may hold a reference and has no room among the components: it is put in the place of its reference. */
function anything(): Draft {
  const made = shape('object');
  made.rest = made;
  made.items = made;
  made.fields = new Map(DATA.map((key) => [key, null]));
  return made;
}

/** A thing of which some parts are known; the others may hold references as well. `section` is where it can stand among the components. */
function thing(
  name: string,
  section: string | null,
  rest: Shape,
  fields: readonly (readonly [string, Shape])[],
): Draft {
  const made = shape(name, section);
  made.rest = rest;
  made.fields = new Map([...DATA.map((key) => [key, null] as const), ...fields]);
  return made;
}

/** Payloads may be of other formats than JSON Schema, such as Avro: references are followed there as well. */
function schemaIn(section: string, rest: Shape): Draft {
  const made = shape('schema', section);
  fillSchema(made);
  made.rest = rest;
  for (const key of DATA) made.fields.set(key, null);
  return made;
}

/** From version 3 on an operation must reference its channel, and a channel its servers: what stands in other files needs a home among the components. */
function asyncapi(three: boolean): Shape {
  const other = anything();
  const home = (section: string): string | null => (three ? section : null);
  const schema = schemaIn('schemas', other);
  // `payload` of version 3 may be an object of format and schema.
  schema.fields.set('schema', schema);
  const parameter = thing('parameter', null, other, [['schema', schema]]);
  const message = thing('message', home('messages'), other, [
    ['headers', schema],
    ['payload', schema],
  ]);
  message.fields.set('oneOf', listOf(message));
  message.fields.set('traits', listOf(message));
  const server = thing('server', home('servers'), other, [['variables', mapOf(other)]]);
  const operation = thing('operation', null, other, [['message', message]]);
  operation.fields.set('messages', listOf(message));
  operation.fields.set('reply', operation);
  const channel = thing('channel', home('channels'), other, [
    ['publish', operation],
    ['subscribe', operation],
    ['messages', mapOf(message)],
    ['parameters', mapOf(parameter)],
    ['servers', listOf(server)],
  ]);
  operation.fields.set('channel', channel);
  const sections: readonly (readonly [string, Shape])[] = [
    ['servers', mapOf(server)],
    ['channels', mapOf(channel)],
    ['operations', mapOf(operation)],
  ];
  const components = thing('components', null, mapOf(other), [
    ...sections,
    ['schemas', mapOf(schema)],
    ['messages', mapOf(message)],
    ['messageTraits', mapOf(message)],
    ['parameters', mapOf(parameter)],
    ['replies', mapOf(operation)],
  ]);
  return thing('document', null, other, [...sections, ['components', components]]);
}

/** References are for the schemas of inputs; whatever else is reused is named by expressions. */
function arazzo(): Shape {
  const other = anything();
  const schema = schemaIn('inputs', other);
  const workflow = thing('workflow', null, other, [['inputs', schema]]);
  const components = thing('components', null, mapOf(other), [['inputs', mapOf(schema)]]);
  return thing('document', null, other, [
    ['workflows', listOf(workflow)],
    ['components', components],
  ]);
}
