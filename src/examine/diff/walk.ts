import type { Context, Position, Subject, Subjects } from './define.ts';
import { bareName } from './media-types.ts';
import {
  type Pair,
  pairCallbacks,
  pairMediaTypes,
  pairOperations,
  pairParameters,
  pairResponses,
  pairSchemes,
  pairUp,
} from './pair.ts';
import type {
  DocumentSide,
  HeaderSide,
  MediaTypeSide,
  OperationSide,
  ParameterSide,
  ResponseSide,
} from './read/sides.ts';
import type { Flow, Medium } from './schema/change.ts';
import type { View } from './schema/node.ts';

/** Where a pair stands: its parents on both sides, for what is missing on one of them, and what tells it from its like. */
export type Where = {
  readonly context: Context;
  readonly before: string;
  readonly after: string;
  readonly about: readonly string[];
};

/** A place where schemas are used, and what to call it. */
export type Surface = {
  readonly root: Position;
  readonly below: Position;
  readonly flow: Flow;
  readonly medium: Medium;
  /** `Request body`, and for a property in it `Request property`. */
  readonly noun: string;
  readonly propertyNoun: string;
  /** Closes the noun of a property: ` (200)`, or ` of query parameter filter`. */
  readonly of: string;
};

export type Visitor = {
  readonly visit: <K extends Subject>(on: K, pair: Pair<Subjects[K]>, where: Where) => void;
  readonly schema: (before: View, after: View, surface: Surface, where: Where) => void;
  /** What is to be told once an operation begins anew. */
  readonly enter: () => void;
};

type Both<T> = { readonly before: T; readonly after: T };

/** Goes through two contracts side by side, once, and shows every pair to the visitor. */
export function walk(before: DocumentSide, after: DocumentSide, context: Context, visitor: Visitor): void {
  const where: Where = { context, before: '', after: '', about: [] };
  visitor.visit('document', { before, after }, where);
  walkDocument({ before, after }, where, visitor);
  for (const pair of pairOperations(before.operations, after.operations)) walkOperation(pair, where, visitor);
  for (const pair of pairUp(before.webhooks, after.webhooks, [({ name }) => [name]])) {
    visitor.visit('webhook', pair, { ...where, about: [(pair.after ?? pair.before).name] });
    if (pair.before === null || pair.after === null) continue;
    for (const inner of pairUp(pair.before.operations, pair.after.operations, [({ operation }) => [operation.method]]))
      walkOperation(inner, where, visitor);
  }
}

function walkDocument({ before, after }: Both<DocumentSide>, where: Where, visitor: Visitor): void {
  visitor.visit('security', { before: before.security, after: after.security }, where);
  for (const pair of pairUp(before.servers, after.servers, [({ url }) => [url], ({ path }) => [path]]))
    visitor.visit('server', pair, { ...where, about: [(pair.after ?? pair.before).url] });
  for (const pair of pairSchemes(before.schemes, after.schemes))
    visitor.visit('scheme', pair, { ...where, about: [(pair.after ?? pair.before).name] });
  const components = (side: DocumentSide): readonly Subjects['component'][] =>
    [...side.schemas].map(([name, pointer]) => ({ name, pointer }));
  for (const pair of pairUp(components(before), components(after), [({ name }) => [name]]))
    visitor.visit('component', pair, { ...where, about: [(pair.after ?? pair.before).name] });
}

function walkOperation(pair: Pair<OperationSide>, outer: Where, visitor: Visitor): void {
  visitor.enter();
  const context: Context = { ...outer.context, operation: pair };
  visitor.visit('operation', pair, { ...outer, context });
  if (pair.before === null || pair.after === null) return;
  const { before, after } = pair;
  const where: Where = { context, before: before.pointer, after: after.pointer, about: [] };
  const both = { before, after };
  if (!before.security.inherited || !after.security.inherited)
    visitor.visit('security', { before: before.security, after: after.security }, where);
  walkParameters(both, where, visitor);
  walkBody(both, where, visitor);
  walkResponses(both, where, visitor);
  for (const inner of pairCallbacks(before.callbacks, after.callbacks))
    walkOperation(inner, { ...outer, before: before.pointer, after: after.pointer }, visitor);
}

function walkParameters({ before, after }: Both<OperationSide>, where: Where, visitor: Visitor): void {
  for (const pair of pairParameters(before.parameters, after.parameters)) {
    const shown = pair.after ?? pair.before;
    const here = { ...where, about: [shown.in, shown.name] };
    visitor.visit('parameter', pair, here);
    if (pair.before !== null && pair.after !== null)
      visitor.schema(pair.before.schema, pair.after.schema, parameterSurface(pair.after, after), here);
  }
}

function parameterSurface(parameter: ParameterSide, { caller }: OperationSide): Surface {
  const name = `${parameter.in} parameter \`${parameter.name}\``;
  const words = {
    medium: parameterMedium(parameter),
    noun: capital(name),
    propertyNoun: 'Property',
    of: ` of ${name}`,
  };
  if (caller === 'out')
    return { ...words, root: 'response-header', below: 'response-header-property', flow: 'response' };
  const below = parameter.in === 'header' ? 'request-header-property' : 'request-parameter-property';
  return { ...words, root: 'request-parameter', below, flow: 'request' };
}

function parameterMedium({ in: where, mediaType, wire }: ParameterSide): Medium {
  if (mediaType !== null) return mediumOf(mediaType);
  if (where === 'path') return 'segment';
  return wire.startsWith('form, exploded') ? 'list' : 'text';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MARKUP = /xml|text\/|form-urlencoded/;

function mediumOf(mediaType: string): Medium {
  return MARKUP.test(bareName(mediaType)) ? 'markup' : 'json';
}

function walkBody({ before, after }: Both<OperationSide>, where: Where, visitor: Visitor): void {
  const [old, new_] = [before.body, after.body];
  if (new_ === null) {
    if (old !== null) visitor.visit('body', { before: old, after: null }, where);
    return;
  }
  visitor.visit('body', { before: old, after: new_ }, where);
  if (old === null) return;
  const here = { ...where, before: old.pointer, after: new_.pointer };
  const surface: Omit<Surface, 'medium'> =
    after.caller === 'in'
      ? {
          root: 'request-body',
          below: 'request-property',
          flow: 'request',
          noun: 'Request body',
          propertyNoun: 'Request property',
          of: '',
        }
      : {
          root: 'response-body',
          below: 'response-property',
          flow: 'response',
          noun: 'Payload',
          propertyNoun: 'Payload property',
          of: '',
        };
  for (const pair of pairMediaTypes(old.content, new_.content)) walkMediaType('request', pair, surface, here, visitor);
}

function walkMediaType(
  side: 'request' | 'response',
  pair: Pair<MediaTypeSide>,
  surface: Omit<Surface, 'medium'>,
  where: Where,
  visitor: Visitor,
): void {
  const shown = pair.after ?? pair.before;
  const here = { ...where, about: [...where.about, shown.name] };
  visitor.visit(`${side}-media-type`, pair, here);
  // The schema of a whole body says nothing of the items of a stream.
  if (pair.before?.streamed !== pair.after?.streamed) return;
  const [old, new_] = [pair.before?.schema ?? null, pair.after?.schema ?? null];
  if (old !== null && new_ !== null) visitor.schema(old, new_, { ...surface, medium: mediumOf(shown.name) }, here);
}

function walkResponses({ before, after }: Both<OperationSide>, where: Where, visitor: Visitor): void {
  for (const pair of pairResponses(before.responses, after.responses)) {
    const { status } = pair.after ?? pair.before;
    const inside = {
      ...where,
      context: { ...where.context, status },
      before: pair.before?.pointer ?? `${where.before}/responses`,
      after: pair.after?.pointer ?? `${where.after}/responses`,
      about: [status],
    };
    visitor.visit('response', pair, inside);
    if (pair.before !== null && pair.after !== null)
      walkResponse({ before: pair.before, after: pair.after }, after, inside, visitor);
  }
}

function walkResponse(pair: Both<ResponseSide>, { caller }: OperationSide, where: Where, visitor: Visitor): void {
  const of = ` (${pair.after.status === 'DEFAULT' ? 'default' : pair.after.status})`;
  const surface: Omit<Surface, 'medium'> =
    caller === 'in'
      ? {
          root: 'response-body',
          below: 'response-property',
          flow: 'response',
          noun: `Response body${of}`,
          propertyNoun: 'Response property',
          of,
        }
      : {
          root: 'request-body',
          below: 'request-property',
          flow: 'request',
          noun: `Answer body${of}`,
          propertyNoun: 'Answer property',
          of,
        };
  for (const media of pairMediaTypes(pair.before.content, pair.after.content))
    walkMediaType('response', media, surface, where, visitor);
  const headers = pairUp(pair.before.headers, pair.after.headers, [({ name }) => [name.toLowerCase()]]);
  for (const header of headers) walkHeader(header, caller, where, visitor);
}

function walkHeader(pair: Pair<HeaderSide>, caller: OperationSide['caller'], where: Where, visitor: Visitor): void {
  const { name } = pair.after ?? pair.before;
  const here = { ...where, about: [...where.about, name] };
  visitor.visit('header', pair, here);
  if (pair.before === null || pair.after === null) return;
  const noun = `response header \`${name}\` (${where.context.status ?? ''})`;
  const words = { medium: 'text', noun: capital(noun), propertyNoun: 'Property', of: ` of ${noun}` } as const;
  visitor.schema(
    pair.before.schema,
    pair.after.schema,
    caller === 'in'
      ? { ...words, root: 'response-header', below: 'response-header-property', flow: 'response' }
      : { ...words, root: 'request-parameter', below: 'request-parameter-property', flow: 'request' },
    here,
  );
}
