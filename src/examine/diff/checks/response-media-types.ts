import { type Check, type Context, defineCheck } from '../define.ts';
import { bareName, covers, parametersOf, rangeName } from '../media-types.ts';
import type { MediaTypeSide } from '../read/sides.ts';

const of = ({ status }: Context): string => `Response ${status ?? ''}`;

/** `application/problem+json` says more than `application/json`. */
function specificity(name: string): number {
  const bare = bareName(name);
  return (bare.includes('*') ? 0 : 1) + (bare.includes('+') ? 1 : 0);
}

/** Says more of one and the same media type, such as its version. */
function addsParameters(from: string, to: string): boolean {
  return bareName(from) === bareName(to) && parametersOf(to).size > parametersOf(from).size;
}

function isSpecialised(before: MediaTypeSide, after: MediaTypeSide): boolean {
  return (
    addsParameters(before.name, after.name) ||
    (bareName(before.name) !== bareName(after.name) && specificity(after.name) > specificity(before.name))
  );
}

const MEDIA_TYPES: readonly Check[] = [
  defineCheck({
    id: 'response-media-type-added',
    on: 'response-media-type',
    impact: 'compatible',
    bothWays: true,
    summary: 'A response is offered in a further media type.',
    why: 'Consumers that ask for another one (Accept) get what they got.',
    fix: 'Nothing to do.',
    added: ({ name }, context) => `${of(context)} is now also offered as ${name}.`,
  }),
  defineCheck({
    id: 'response-media-type-removed',
    on: 'response-media-type',
    impact: 'breaking',
    bothWays: true,
    summary: 'A response is no longer offered in a media type.',
    why: 'Consumers that ask for it (Accept) are answered 406, or get what they cannot read.',
    fix: 'Keep offering it until nobody asks for it.',
    removed: ({ name }, context) => `${of(context)} is no longer offered as ${name}.`,
  }),
  defineCheck({
    id: 'response-media-type-name-generalized',
    on: 'response-media-type',
    impact: 'breaking',
    bothWays: true,
    summary: 'A response has a less specific media type.',
    why: 'Consumers choose how to read it by the media type: a problem document that is no longer called one is not recognised.',
    fix: 'Keep the specific media type.',
    kept: (before, after, context) =>
      isSpecialised(after, before)
        ? {
            message: `${of(context)} is ${after.name} where it was ${before.name}.`,
            impact: bareName(before.name) === bareName(after.name) ? ('risky' as const) : ('breaking' as const),
          }
        : null,
  }),
  defineCheck({
    id: 'response-media-type-name-specialized',
    on: 'response-media-type',
    impact: 'risky',
    bothWays: true,
    summary: 'A response has a more specific media type.',
    why: 'Consumers that compare the media type letter by letter, or ask for the old one (Accept), do not recognise it.',
    fix: 'Answer with the old media type to those who ask for it.',
    kept: (before, after, context) =>
      isSpecialised(before, after)
        ? {
            message: `${of(context)} is ${after.name} where it was ${before.name}.`,
            impact: covers(before.name, after.name) ? ('compatible' as const) : ('risky' as const),
          }
        : null,
  }),
  defineCheck({
    id: 'response-media-type-name-changed',
    on: 'response-media-type',
    impact: 'risky',
    bothWays: true,
    summary: 'A response has another media type of the same kind.',
    why: 'Consumers that compare the media type letter by letter do not recognise it.',
    fix: 'Answer with the old media type to those who ask for it.',
    kept: (before, after, context) =>
      bareName(before.name) !== bareName(after.name) &&
      rangeName(before.name) === rangeName(after.name) &&
      specificity(after.name) === specificity(before.name)
        ? `${of(context)} is ${after.name} where it was ${before.name}.`
        : null,
  }),
  defineCheck({
    id: 'response-body-media-type-schema-added',
    on: 'response-media-type',
    impact: 'compatible',
    bothWays: true,
    summary: 'A response body that could be anything now has a schema.',
    why: 'Consumers are told more than before.',
    fix: 'Nothing to do.',
    kept: (before, after, context) =>
      before.schema === null && after.schema !== null ? `${of(context)} (${after.name}) has a schema now.` : null,
  }),
  defineCheck({
    id: 'response-body-media-type-schema-removed',
    on: 'response-media-type',
    impact: 'risky',
    bothWays: true,
    summary: 'A response body no longer has a schema.',
    why: 'Nothing is promised of the body any more: it may be what it was, or anything.',
    fix: 'Keep the schema.',
    kept: (before, after, context) =>
      before.schema !== null && after.schema === null ? `${of(context)} (${after.name}) has no schema any more.` : null,
  }),
];

export default MEDIA_TYPES;
