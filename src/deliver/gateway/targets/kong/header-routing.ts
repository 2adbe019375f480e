import { type Json, type JsonObject, own, ownArray, ownObject } from '../../../../model/json.ts';
import { followObject } from '../../follow.ts';
import type { OperationAt, ParameterAt } from '../../operations.ts';
import { refuse } from '../../place.ts';
import type { Route } from './entities.ts';
import { compactJson } from './json-schema.ts';
import type { Conversion } from './options.ts';
import { identity } from './service.ts';

/** So many routes one operation may become. */
const MOST_ROUTES = 256;

/**
 * The routes of an operation: one for every combination of values of its header parameters with an enum, and last the plain one for all other calls.
 * All of them have the same plugins.
 */
export function routesByHeader(
  conversion: Conversion,
  route: Route,
  operation: OperationAt,
  parameters: readonly ParameterAt[],
): Route[] {
  const headers = routingHeaders(conversion, operation, parameters);
  if (headers.length === 0) return [route];
  if (headers.reduce((count, header) => count * header.values.length, 1) > MOST_ROUTES)
    return refuse(
      conversion.where,
      operation.pointer,
      `the header parameters have more than ${MOST_ROUTES} combinations of values, each of which would be a route`,
      'set `headerRouting: off`',
    );
  return [...combinations(headers).map((each, index) => variant(conversion, route, each, index)), route];
}

type Header = { readonly name: string; readonly values: readonly string[] };

/** The operation's own headers first, then the path's. */
function routingHeaders(conversion: Conversion, operation: OperationAt, parameters: readonly ParameterAt[]): Header[] {
  const { headerRouting } = conversion.options;
  if (headerRouting === 'off') return [];
  const isOwn = (each: ParameterAt): boolean => each.pointer.startsWith(`${operation.pointer}/`);
  return [...parameters.filter(isOwn), ...parameters.filter((each) => !isOwn(each))].flatMap((each) => {
    const required = own(each.parameter, 'required') === true || headerRouting === 'all';
    const schema = followObject(conversion.document, ownObject(each.parameter, 'schema'));
    const values = (ownArray(schema, 'enum') ?? []).filter(isScalar).map(String);
    return each.in === 'header' && required && values.length > 0 ? [{ name: each.name, values }] : [];
  });
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function combinations(headers: readonly Header[]): JsonObject[] {
  return headers.reduce<JsonObject[]>(
    (found, header) =>
      found.flatMap((combination) => header.values.map((value) => ({ ...combination, [header.name]: [value] }))),
    [{}],
  );
}

function variant(conversion: Conversion, route: Route, headers: JsonObject, index: number): Route {
  const name = `${route.name}_${index}`;
  const owner = route.name + compactJson(headers);
  return {
    ...route,
    ...identity(conversion, name),
    name,
    headers,
    plugins: route.plugins.map((plugin) =>
      Object.hasOwn(plugin, 'id') ? { ...plugin, ...identity(conversion, `${owner}.plugin.${plugin.name}`) } : plugin,
    ),
  };
}
