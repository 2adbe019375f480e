import { type JsonObject, own, ownObject } from '../../../../model/json.ts';
import { followObject } from '../../follow.ts';
import type { OperationAt, ParameterAt } from '../../operations.ts';
import { refuse } from '../../place.ts';
import { without } from '../../without.ts';
import type { Plugin, Route } from './entities.ts';
import { captureName } from './names.ts';
import type { Conversion } from './options.ts';
import { pathRegex } from './path-regex.ts';
import { identity } from './service.ts';

/** Plain paths come before paths with parameters, as OpenAPI demands (§4.8.8.2). */
const PRIORITY = { plain: 200, withParameters: 100 };

/** The route of an operation. `defaults` is the nearest `x-kong-route-defaults`. */
export function routeOf(
  conversion: Conversion,
  name: string,
  operation: OperationAt,
  parameters: readonly ParameterAt[],
  defaults: JsonObject | null,
  plugins: readonly Plugin[],
): Route {
  const rest = without(defaults ?? {}, 'service');
  const { regex, captures } = pathRegex(
    operation.path,
    (parameter) => captureFor(conversion, operation, parameter),
    (parameter) => mayBeEmpty(conversion, parameters, parameter),
  );
  refuseSameCapture(conversion, operation, captures);
  return {
    strip_path: false,
    ...rest,
    ...identity(conversion, `${name}.route`),
    name,
    methods: [operation.method],
    paths: [regex],
    regex_priority: priority(own(rest, 'regex_priority'), captures.length > 0),
    plugins,
    tags: conversion.tags,
  };
}

/** The group's name for a path parameter; `_` first where the name begins with a digit, for a group may not. */
export function captureFor(conversion: Conversion, operation: OperationAt, parameter: string): string {
  const { naming, captureLength } = conversion.options;
  const name = captureName(parameter, naming).replace(/^(?=\d)/, '_');
  if (name === '')
    return refuse(
      conversion.where,
      operation.pointer,
      `the path parameter \`${parameter}\` has no letter or digit that Kong can name it by`,
      'rename the parameter',
    );
  if (name.length <= captureLength) return name;
  return refuse(
    conversion.where,
    operation.pointer,
    `the path parameter \`${parameter}\` is longer than the ${captureLength} characters that Kong can name`,
    captureLength === 31 ? 'shorten it, or set `longParameterNames: true` for Kong 3.8 or newer' : 'shorten it',
  );
}

function refuseSameCapture(
  conversion: Conversion,
  operation: OperationAt,
  captures: readonly { readonly parameter: string; readonly capture: string }[],
): void {
  captures.forEach(({ parameter, capture }, index) => {
    const first = captures.findIndex((other) => other.capture === capture);
    if (first === index) return;
    const other = captures[first]?.parameter ?? '';
    refuse(
      conversion.where,
      operation.pointer,
      other === parameter
        ? `the path parameter \`${parameter}\` stands twice in ${operation.path}, and Kong can name only one of them`
        : `the path parameters \`${other}\` and \`${parameter}\` of ${operation.path} have the same name in Kong`,
      'rename one of them',
    );
  });
}

/** The operation's parameters come last in the list, and they have the last word. */
function mayBeEmpty(conversion: Conversion, parameters: readonly ParameterAt[], name: string): boolean {
  const parameter = parameters.findLast((each) => each.name === name && each.in === 'path');
  const schema = followObject(conversion.document, ownObject(parameter?.parameter, 'schema'));
  return own(schema, 'minLength') === 0;
}

/** A default is for plain paths; those with parameters come right after. */
function priority(given: unknown, parameterised: boolean): number {
  if (typeof given === 'number') return parameterised ? given - 1 : given;
  return parameterised ? PRIORITY.withParameters : PRIORITY.plain;
}
