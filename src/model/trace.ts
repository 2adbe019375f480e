import type { Kind } from './contract-grammar.ts';
import { type Json, own, ownString } from './json.ts';
import { pointerOf } from './pointer.ts';

/*
 * A trace is the pointer that a thing has, or would have, in OpenAPI 3 with every schema written out in one piece. It is the same in Swagger 2.0, for every
 * media type, within `allOf` or without, and wherever a parameter stands in its list:
 *
 *   /definitions/A/allOf/1/properties/b                       /components/schemas/A/properties/b
 *   /paths/~1a/get/parameters/3                               /paths/~1a/get/parameters/query limit
 *   /paths/~1a/post/parameters/0/schema/properties/b          /paths/~1a/post/requestBody/schema/properties/b   (in: body)
 *   /paths/~1a/get/responses/200/content/text~1xml/schema     /paths/~1a/get/responses/200/schema
 *
 * A parameter in the path is named by its place in it, since callers do not know its name: `/paths/~1a~1{id}/get/parameters/path 0`.
 */

/** One step down: the key below a thing, and where that holds several, the name or index of one. */
export type Step = {
  readonly steps: readonly string[];
  readonly value: Json;
  readonly path: string | null;
};

/** The trace of what stands below a thing of a kind whose trace is known. */
export function traceBelow(above: string, from: Kind, step: Step): string {
  const [key = '', name = ''] = step.steps;
  if (from === 'document') return inDocument(key, name, step.value);
  const written = above + pointerOf(...step.steps);
  if (CALLED.has(from)) {
    if (key === 'parameters') return above + parameterTrace(step);
    return key === 'additionalOperations' ? above + pointerOf(name) : written;
  }
  if (CARRYING.has(from)) return key === 'content' ? above : written;
  if (from !== 'schema' && from !== 'property') return written;
  if (key === 'allOf') return above;
  const alternatives = key === 'oneOf' || key === 'anyOf';
  return alternatives ? above + pointerOf(key, alternative(step.value) ?? name) : written;
}

/** What has parameters, and what has a schema for each media type. */
const CALLED: ReadonlySet<Kind> = new Set(['pathItem', 'hook', 'operation', 'hookOperation']);
const CARRYING: ReadonlySet<Kind> = new Set(['carrier', 'response', 'parameter', 'header']);

function inDocument(key: string, name: string, value: Json): string {
  switch (key) {
    case 'components':
      return '/components';
    case 'definitions':
      return pointerOf('components', 'schemas', name);
    case 'parameters':
      return pointerOf('components', isBody(value) ? 'requestBodies' : 'parameters', name);
    case 'responses':
      return pointerOf('components', 'responses', name);
    case 'securityDefinitions':
      return pointerOf('components', 'securitySchemes', name);
    case 'x-webhooks':
      return pointerOf('webhooks', name);
    default:
      return pointerOf(key, name);
  }
}

export function isBody(parameter: Json): boolean {
  return own(parameter, 'in') === 'body';
}

/** Below its operation or path item. What Swagger 2.0 sends in a form or as the body is the request body. */
export function parameterTrace({ value, path, steps }: Step): string {
  const sent = ownString(value, 'in') ?? '';
  const name = ownString(value, 'name');
  // A reference, which says no more than where it stands.
  if (name === undefined) return pointerOf(...steps);
  if (sent === 'body') return '/requestBody';
  if (sent === 'formData') return pointerOf('requestBody', 'schema', 'properties', name);
  const index = sent === 'path' ? parameterNames(path ?? '').indexOf(name) : -1;
  return pointerOf('parameters', `${sent} ${index === -1 ? name : index}`);
}

/** The names between braces in a path. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
}

/** How an alternative of several is known when they change places. */
function alternative(schema: Json): string | null {
  return ownString(schema, 'title') ?? ownString(schema, '$ref')?.replace(/^.*\//, '') ?? null;
}

/** A trace in which the names of path parameters do not count: `GET /a/{id}` and `GET /a/{key}` answer the same calls. */
export function withoutParameterNames(text: string): string {
  return text.includes('{') ? text.replace(/\{[^{}]*\}/g, '{}') : text;
}
