import type { Contract } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject, ownArray, ownObject, ownString } from '../../model/json.ts';
import { without } from './without.ts';

/** A contract as gateways read it: OpenAPI 3 whatever its dialect. `pointer` leads back to where something stands in the contract as written. */
export type Readable = { readonly document: JsonObject; readonly pointer: (pointer: string) => string };

/**
 * Swagger 2.0 contracts get what routing needs in the words of OpenAPI 3: `servers`, `components.securitySchemes` and `schema` on parameters.
 * Bodies and responses stay as they are, for no gateway configuration is made of them.
 */
export function asOpenApi3(contract: Contract): Readable {
  if (contract.dialect !== '2.0') return { document: contract.document, pointer: (pointer) => pointer };
  return {
    document: upgraded(contract.document),
    pointer: (pointer) => pointer.replace(/^\/components\/securitySchemes(?=\/|$)/, '/securityDefinitions'),
  };
}

function upgraded(document: JsonObject): JsonObject {
  const components = {
    ...ownObject(document, 'components'),
    securitySchemes: mapped(ownObject(document, 'securityDefinitions'), (scheme) =>
      ownString(scheme, 'type') === 'basic' ? { ...scheme, type: 'http', scheme: 'basic' } : scheme,
    ),
  };
  return {
    ...document,
    ...serversOf(document),
    components,
    parameters: mapped(ownObject(document, 'parameters'), withSchema),
    paths: mapped(ownObject(document, 'paths'), (pathItem) =>
      mapped(withParameters(pathItem), (operation) => ({
        ...withParameters(operation),
        ...schemesOf(document, operation),
      })),
    ),
  };
}

function serversOf(document: JsonObject): JsonObject {
  const host = ownString(document, 'host');
  const basePath = ownString(document, 'basePath') ?? '/';
  if (host === undefined) return ownString(document, 'basePath') === undefined ? {} : { servers: [{ url: basePath }] };
  return { servers: [{ url: `${preferred(ownArray(document, 'schemes'))}://${host}${basePath}` }] };
}

/** Operations may name schemes of their own; they get a server of their own only where the document's scheme is not among them. */
function schemesOf(document: JsonObject, operation: JsonObject): JsonObject {
  const schemes = ownArray(operation, 'schemes');
  const host = ownString(document, 'host');
  if (schemes === undefined || host === undefined || preferred(schemes) === preferred(ownArray(document, 'schemes')))
    return {};
  return { servers: [{ url: `${preferred(schemes)}://${host}${ownString(document, 'basePath') ?? '/'}` }] };
}

/** Of several schemes the safer one. */
function preferred(schemes: readonly Json[] | undefined): string {
  return schemes?.includes('http') === true && !schemes.includes('https') ? 'http' : 'https';
}

function withParameters(node: JsonObject): JsonObject {
  const parameters = ownArray(node, 'parameters');
  return parameters === undefined
    ? node
    : { ...node, parameters: parameters.map((each) => (isObject(each) ? withSchema(each) : each)) };
}

/** Swagger 2.0 writes `type`, `enum` and the like beside `name`; OpenAPI 3 below `schema`. */
function withSchema(parameter: JsonObject): JsonObject {
  if (ownObject(parameter, 'schema') !== undefined || ownString(parameter, '$ref') !== undefined) return parameter;
  return { ...parameter, schema: without(parameter, 'name', 'in', 'description', 'required') };
}

function mapped(object: JsonObject | undefined, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object ?? {}).map(([key, value]) => [key, isObject(value) ? change(value) : value]),
  );
}
