import type { CheckInfo } from '../../../model/change.ts';
import { type JsonObject, ownString } from '../../../model/json.ts';
import { type Check, type Context, defineCheck } from '../define.ts';
import type { ParameterSide } from '../read/sides.ts';

type Case = CheckInfo & { readonly applies: (parameter: ParameterSide) => boolean; readonly says: string };

const REQUIRED = {
  impact: 'breaking',
  why: 'Callers that do not send it are refused.',
  fix: 'Make it optional and give it a default, or require it only in a new major version.',
} as const;
const OPTIONAL = {
  impact: 'compatible',
  why: 'Callers that do not send it are served as before.',
  fix: 'Nothing to do.',
} as const;

const CASES: readonly Case[] = [
  {
    ...REQUIRED,
    id: 'new-request-path-parameter',
    summary: 'An operation has a new path parameter.',
    applies: (parameter) => parameter.in === 'path',
    says: 'is new',
  },
  {
    ...REQUIRED,
    id: 'new-required-request-parameter',
    summary: 'An operation has a new required parameter.',
    applies: (parameter) => parameter.in !== 'path' && parameter.required && !parameter.shared,
    says: 'is new and required',
  },
  {
    ...OPTIONAL,
    id: 'new-optional-request-parameter',
    summary: 'An operation has a new optional parameter.',
    applies: (parameter) => parameter.in !== 'path' && !parameter.required && !parameter.shared,
    says: 'is new and optional',
  },
  {
    ...REQUIRED,
    id: 'new-required-request-default-parameter-to-existing-path',
    summary: 'All operations of a path have a new required parameter.',
    applies: (parameter) => parameter.in !== 'path' && parameter.required && parameter.shared,
    says: 'is new and required for every operation of the path',
  },
  {
    ...OPTIONAL,
    id: 'new-optional-request-default-parameter-to-existing-path',
    summary: 'All operations of a path have a new optional parameter.',
    applies: (parameter) => parameter.in !== 'path' && !parameter.required && parameter.shared,
    says: 'is new and optional for every operation of the path',
  },
];

/** Why nobody has to send more than before, though the contract lists a further parameter; null where they have to. */
function alreadySent(parameter: ParameterSide, { operation, documents }: Context): string | null {
  const before = operation?.before ?? null;
  if (before === null || before.caller === 'out') return null;
  const keys = documents.before.schemes.filter(({ value }) => isKey(value, parameter)).map(({ name }) => name);
  const { alternatives } = before.security;
  const sent = alternatives.length > 0 && alternatives.every(({ schemes }) => keys.some((name) => schemes.has(name)));
  return sent ? 'callers send it already, as their API key' : null;
}

function isKey(scheme: JsonObject, parameter: ParameterSide): boolean {
  const name = ownString(scheme, 'name') ?? '';
  const same =
    parameter.in === 'header' ? name.toLowerCase() === parameter.name.toLowerCase() : name === parameter.name;
  return ownString(scheme, 'type') === 'apiKey' && ownString(scheme, 'in') === parameter.in && same;
}

const ADDED: readonly Check[] = CASES.map(({ applies, says, ...info }) =>
  defineCheck({
    ...info,
    on: 'parameter',
    added: (after, context) => {
      if (!applies(after)) return null;
      const where = after.in.charAt(0).toUpperCase() + after.in.slice(1);
      const known = info.impact === 'breaking' ? alreadySent(after, context) : null;
      const message = `${where} parameter \`${after.name}\` ${says}`;
      return known === null ? `${message}.` : { message: `${message} (${known}).`, impact: 'compatible' };
    },
  }),
);

export default ADDED;
