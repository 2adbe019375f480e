import { checksOf } from '../table.ts';

export default checksOf([
  {
    turn: 'pattern-added',
    effect: 'narrower',
    did: 'must now match a regular expression',
    values: 'strings that do not match',
    says: ({ to }) => `must now match the pattern ${to}`,
  },
  {
    turn: 'pattern-removed',
    effect: 'wider',
    did: 'need no longer match a regular expression',
    values: 'strings that did not match',
    says: ({ from }) => `need no longer match the pattern ${from}`,
  },
  {
    turn: 'pattern-changed',
    effect: 'unknown',
    did: 'must match another regular expression',
    values: 'the same strings',
    says: ({ from, to }) => `must match the pattern ${to} where it had to match ${from}`,
    why: {
      request: 'Whether the new expression takes every string that the old one took cannot be decided in general.',
      response: 'Whether the new expression lets no new string through cannot be decided in general.',
    },
    fix: { request: 'Try the values that callers send today against the new expression before you merge.' },
  },
  {
    turn: 'pattern-generalized',
    effect: 'wider',
    did: 'must match a regular expression that now takes everything',
    values: 'strings that did not match',
    says: ({ from, to }) => `has the pattern ${to}, which takes everything, where it had ${from}`,
  },
  {
    turn: 'content-media-type-changed',
    effect: 'both',
    did: 'holds another kind of encoded content (contentMediaType)',
    values: 'content of the old kind',
    says: ({ from, to }) => `holds content of type ${to} where it held ${from}`,
  },
  {
    turn: 'content-encoding-changed',
    effect: 'both',
    did: 'is encoded in another way (contentEncoding)',
    values: 'strings in the old encoding',
    says: ({ from, to }) => `is encoded as ${to} where it was ${from}`,
  },
]);
