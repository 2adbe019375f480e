import type { CheckInfo } from '../../../model/change.ts';
import { type Check, defineCheck } from '../define.ts';
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

const ADDED: readonly Check[] = CASES.map(({ applies, says, ...info }) =>
  defineCheck({
    ...info,
    on: 'parameter',
    added: (after) => {
      if (!applies(after)) return null;
      const where = after.in.charAt(0).toUpperCase() + after.in.slice(1);
      return `${where} parameter \`${after.name}\` ${says}.`;
    },
  }),
);

export default ADDED;
