import addFormatsModule from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Change } from '../../../../src/model/change.ts';
import type { Contract } from '../../../../src/model/contract.ts';
import { type Json, type JsonObject, isArray, isObject, own, ownArray } from '../../../../src/model/json.ts';
import { pointerOf } from '../../../../src/model/pointer.ts';

/**
 * What plain ajv says of a payload by a contract as it was written: the whole document is handed to it, with nothing of the engine in
 * between but OpenAPI 3.0's own spellings turned into JSON Schema's. One answer for each media type that the payload may be of.
 */
export function acceptedBy(contract: Contract, { operation, witness }: Change): readonly boolean[] {
  if (witness?.kind !== 'payload' || operation === null) return [];
  const document = contract.document;
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, multipleOfPrecision: 9 });
  addFormatsModule.default(ajv);
  ajv.addSchema(spelled(document, hiddenBy(witness.direction)) as JsonObject, 'contract');
  return rootsOf(document, operation, witness.reason).map((at) =>
    ajv.compile({ $ref: `contract#${at.split('/').map(encodeURIComponent).join('/')}` })(witness.value),
  );
}

function hiddenBy(direction: 'request' | 'response'): string {
  return direction === 'request' ? 'readOnly' : 'writeOnly';
}

/** `nullable`, boolean exclusive bounds, and properties that do not travel. */
function spelled(value: Json, hidden: string): Json {
  if (isArray(value)) return value.map((item) => spelled(item, hidden));
  if (!isObject(value)) return value;
  const { nullable, exclusiveMaximum, exclusiveMinimum, ...rest } = value;
  const schema: Record<string, Json> = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, spelled(inner, hidden)]),
  );
  if (isArray(value['enum']) && value['enum'].length === 0) {
    delete schema['enum'];
    schema['not'] = {};
  }
  for (const [limit, said, strict] of [
    ['maximum', exclusiveMaximum, 'exclusiveMaximum'],
    ['minimum', exclusiveMinimum, 'exclusiveMinimum'],
  ] as const) {
    if (said === true) {
      schema[strict] = schema[limit] ?? 0;
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete schema[limit];
    } else if (said !== undefined && said !== false) schema[strict] = spelled(said, hidden);
  }
  const properties = own(value, 'properties');
  if (isObject(properties)) {
    const gone = Object.keys(properties).filter((name) => own(properties[name], hidden) === true);
    schema['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, gone.includes(name) ? true : spelled(inner, hidden)]),
    );
    const required = ownArray(value, 'required');
    if (required !== undefined)
      schema['required'] = required.filter((name) => typeof name !== 'string' || !gone.includes(name));
  }
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/**
 * The schema of the payload that a reason speaks of: `the request body`, `the response body (200)`, `the response header x (200)`,
 * `the query parameter x`.
 */
function rootsOf(
  document: JsonObject,
  { method, path }: { method: string; path: string },
  reason: string,
): readonly string[] {
  const operation = pointerOf('paths', path, method.toLowerCase());
  const status = /the response body \((\w+)\)/.exec(reason)?.[1];
  if (status !== undefined) return contentOf(document, operation + pointerOf('responses', status));
  if (reason.includes('the request body')) return contentOf(document, `${operation}/requestBody`);
  const [, header, of] = /the response header `([^`]+)` \((\w+)\)/.exec(reason) ?? [];
  if (header !== undefined && of !== undefined) {
    const key = Object.keys((valueAt(document, `${operation}/responses`) ?? {}) as JsonObject).find(
      (each) => each.toLowerCase() === of.toLowerCase(),
    );
    const response = resolved(document, operation + pointerOf('responses', key ?? of));
    const at = resolved(document, response + pointerOf('headers', header));
    return own(valueAt(document, at), 'schema') === undefined ? contentOf(document, at) : [`${at}/schema`];
  }
  const [, place, name] = /the (query|path|header|cookie) parameter `([^`]+)`/.exec(reason) ?? [];
  for (const owner of [operation, pointerOf('paths', path)]) {
    const list = valueAt(document, `${owner}/parameters`);
    for (const [index] of (isArray(list) ? list : []).entries()) {
      const at = resolved(document, `${owner}/parameters/${index}`);
      const parameter = valueAt(document, at);
      if (own(parameter, 'in') === place && own(parameter, 'name') === name)
        return own(parameter, 'schema') === undefined ? contentOf(document, at) : [`${at}/schema`];
    }
  }
  return [];
}

function contentOf(document: JsonObject, pointer: string): readonly string[] {
  const at = resolved(document, pointer);
  const types = Object.entries((own(valueAt(document, at), 'content') ?? {}) as JsonObject);
  return types.flatMap(([type, media]) =>
    own(media, 'schema') === undefined ? [] : [at + pointerOf('content', type, 'schema')],
  );
}

function resolved(document: JsonObject, pointer: string): string {
  const target = own(valueAt(document, pointer), '$ref');
  return typeof target === 'string' ? resolved(document, decodeURIComponent(target.slice(1))) : pointer;
}

function valueAt(document: JsonObject, pointer: string): Json | undefined {
  let found: Json | undefined = document;
  for (const segment of pointer.split('/').slice(1)) {
    const key: string = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    found = isArray(found) ? found[Number(key)] : own(found, key);
  }
  return found;
}
