import { type Check, defineCheck } from '../define.ts';
import { covers, parametersOf } from '../media-types.ts';

/** A parameter of the media type, such as its version, that need not be sent before. */
function asksForMore(before: string, after: string): boolean {
  const held = parametersOf(before);
  return [...parametersOf(after).keys()].some((key) => !held.has(key));
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
    kept: (before, after) =>
      covers(after.name, before.name) && !covers(before.name, after.name)
        ? { message: `The request body may now be sent as ${after.name}.`, about: [after.name] }
        : null,
  }),
  defineCheck({
    id: 'request-body-media-type-removed',
    on: 'request-media-type',
    impact: 'breaking',
    summary: 'A request may no longer be sent in a media type.',
    why: 'Callers that send it are answered 415.',
    fix: 'Keep taking it until nobody sends it.',
    removed: ({ name }) => `The request body may no longer be sent as ${name}.`,
    kept: (before, after) => {
      const message = `The request body must be sent as ${after.name} where it was ${before.name}.`;
      if (!covers(after.name, before.name)) return message;
      // Most servers do not look at a parameter that is missing; by the contract they may refuse without it.
      return asksForMore(before.name, after.name) ? { message, impact: 'risky' } : null;
    },
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
];

export default MEDIA_TYPES;
