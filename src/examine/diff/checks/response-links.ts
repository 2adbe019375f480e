import { type Json, own } from '../../../model/json.ts';
import { type Check, type Context, type Reports, defineCheck } from '../define.ts';
import { pairUp } from '../pair.ts';
import type { LinkSide, ResponseSide } from '../read/sides.ts';
import { sameValue } from '../schema/values.ts';

type Kind = 'added' | 'removed' | 'changed';

/** What following a link comes to: which operation, with which values, at which server. */
const MEANING = ['operationId', 'operationRef', 'parameters', 'requestBody', 'server'] as const;

function meaningOf({ value }: LinkSide): readonly (Json | undefined)[] {
  return MEANING.map((key) => own(value, key));
}

function linkCheck(
  kind: Kind,
  info: Pick<Check, 'impact' | 'summary' | 'why' | 'fix'>,
  says: (name: string, status: string) => string,
): Check {
  return defineCheck({
    ...info,
    id: `response-link-${kind}`,
    on: 'response',
    bothWays: true,
    kept: (before, after, context): Reports =>
      pairUp(before.links, after.links, [({ name }) => [name]]).flatMap((pair) => {
        if (kindOf(pair.before, pair.after) !== kind) return [];
        const { name } = pair.after ?? pair.before;
        return {
          message: says(name, statusOf(after, context)),
          about: [after.status, name],
          before: pair.before?.pointer ?? before.pointer,
          after: pair.after?.pointer ?? after.pointer,
        };
      }),
  });
}

function kindOf(before: LinkSide | null, after: LinkSide | null): Kind | null {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  const [old, new_] = [meaningOf(before), meaningOf(after)];
  return old.every((value, index) => sameValue(value, new_[index])) ? null : 'changed';
}

function statusOf({ status }: ResponseSide, context: Context): string {
  return (context.status ?? status).toLowerCase();
}

const LINKS: readonly Check[] = [
  linkCheck(
    'added',
    {
      impact: 'compatible',
      summary: 'An answer says of a further operation how it can be called next (link).',
      why: 'Clients that do not follow it do not notice.',
      fix: 'Nothing to do.',
    },
    (name, status) => `Link \`${name}\` of response ${status} is new.`,
  ),
  linkCheck(
    'removed',
    {
      impact: 'risky',
      summary: 'An answer no longer says how an operation can be called next (link).',
      why: 'Clients that follow the link find it no more; the operation itself is reported where it changed.',
      fix: 'Keep the link until nobody follows it.',
    },
    (name, status) => `Link \`${name}\` of response ${status} was removed.`,
  ),
  linkCheck(
    'changed',
    {
      impact: 'risky',
      summary: 'A link leads to another operation, or hands it other values.',
      why: 'Clients that follow the link call something else than before.',
      fix: 'Add a new link, and keep the old one as it was.',
    },
    (name, status) => `Link \`${name}\` of response ${status} leads elsewhere, or with other values.`,
  ),
];

export default LINKS;
