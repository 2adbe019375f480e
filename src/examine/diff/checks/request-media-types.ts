import { type Check, defineCheck } from '../define.ts';
import { bareName, rangeName } from '../pair.ts';
import type { MediaTypeSide } from '../read/sides.ts';
import type { View } from '../schema/node.ts';
import type { Shape } from '../schema/shape.ts';
import { sameValue } from '../schema/values.ts';

/** A part that is there and is a list, an object or a file: a single value is written alike in all encodings. */
function isComposite({ schema }: MediaTypeSide, name: string, shapeOf: (view: View) => Shape): boolean {
  const part = schema === null ? undefined : shapeOf(schema).properties.get(name);
  if (part === undefined) return false;
  const { types, format } = shapeOf(part);
  return types === null || types.has('array') || types.has('object') || format === 'binary';
}

const MEDIA_TYPES: readonly Check[] = [
  defineCheck({
    id: 'request-body-media-type-added',
    on: 'request-media-type',
    impact: 'compatible',
    summary: 'A request may be sent in a further media type.',
    why: 'Callers that send another one are served as before.',
    fix: 'Nothing to do.',
    added: ({ name }) => `The request body may now be sent as ${name}.`,
  }),
  defineCheck({
    id: 'request-body-media-type-removed',
    on: 'request-media-type',
    impact: 'breaking',
    summary: 'A request may no longer be sent in a media type.',
    why: 'Callers that send it are answered 415.',
    fix: 'Keep taking it until nobody sends it.',
    removed: ({ name }) => `The request body may no longer be sent as ${name}.`,
    kept: (before, after) =>
      rangeName(before.name) === rangeName(after.name) && bareName(before.name) !== bareName(after.name)
        ? `The request body must be sent as ${after.name} where it was ${before.name}.`
        : null,
  }),
  defineCheck({
    id: 'request-body-media-type-schema-added',
    on: 'request-media-type',
    impact: 'breaking',
    summary: 'A request body that could be anything now has a schema.',
    why: 'Callers that send what does not fit the schema start to be refused.',
    fix: 'Make the schema accept everything that callers send today.',
    kept: (before, after) =>
      before.schema === null && after.schema !== null ? `The request body (${after.name}) has a schema now.` : null,
  }),
  defineCheck({
    id: 'request-body-media-type-schema-removed',
    on: 'request-media-type',
    impact: 'compatible',
    summary: 'A request body no longer has a schema.',
    why: 'Everything that was accepted still is; but nobody can read any more what to send.',
    fix: 'Keep the schema: it is the documentation.',
    kept: (before, after) =>
      before.schema !== null && after.schema === null
        ? `The request body (${after.name}) has no schema any more.`
        : null,
  }),
  defineCheck({
    id: 'request-body-encoding-changed',
    on: 'request-media-type',
    impact: 'breaking',
    bothWays: true,
    summary: 'A part of a form is written in another way (encoding).',
    why: 'Callers go on writing the part the old way.',
    fix: 'Keep the encoding of the part.',
    kept: (before, after, { shape }) =>
      [...new Set([...before.encoding.keys(), ...after.encoding.keys()])]
        .filter((name) => !sameValue(before.encoding.get(name), after.encoding.get(name)))
        .filter((name) => isComposite(before, name, shape.before) && isComposite(after, name, shape.after))
        .map((name) => ({
          message: `The part \`${name}\` of the request body (${after.name}) is encoded in another way.`,
          about: [after.name, name],
          before: `${before.pointer}/encoding`,
          after: `${after.pointer}/encoding`,
        })),
  }),
];

export default MEDIA_TYPES;
