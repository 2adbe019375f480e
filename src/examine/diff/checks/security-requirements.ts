import { type Check, type Context, defineCheck } from '../define.ts';
import type { Alternative, SecuritySide } from '../read/sides.ts';

const SCOPE = [
  { prefix: 'api-global-security', global: true, of: 'The document' },
  { prefix: 'api-security', global: false, of: 'The operation' },
] as const;

function schemesOf({ schemes }: Alternative): string {
  return [...schemes.keys()].sort().join(' and ') || 'no credentials';
}

/** Whether credentials that satisfy `held` satisfy `asked` as well: every scheme and scope of `asked` is among them. */
function suffices(held: Alternative, asked: Alternative): boolean {
  return [...asked.schemes].every(([name, scopes]) => {
    const own = held.schemes.get(name);
    return own !== undefined && [...scopes].every((scope) => own.has(scope));
  });
}

/** No alternatives at all ask for nothing, which is what one empty alternative says. */
function alternatives({ alternatives: list, pointer }: SecuritySide): readonly Alternative[] {
  return list.length === 0 ? [{ pointer, schemes: new Map() }] : list;
}

/** Alternatives of one side for which the other names no alternative with the same schemes. */
function without(side: SecuritySide, other: SecuritySide): readonly Alternative[] {
  const known = new Set(other.alternatives.map(schemesOf));
  return side.alternatives.filter((each) => !known.has(schemesOf(each)));
}

function keptPairs(before: SecuritySide, after: SecuritySide): readonly (readonly [Alternative, Alternative])[] {
  return before.alternatives.flatMap((old) => {
    const found = after.alternatives.find((each) => schemesOf(each) === schemesOf(old));
    return found === undefined ? [] : [[old, found] as const];
  });
}

type ScopeChange = {
  readonly scheme: string;
  readonly scope: string;
  readonly at: Alternative;
  readonly old: Alternative;
};

function scopes(
  pairs: readonly (readonly [Alternative, Alternative])[],
  verb: 'added' | 'removed',
): readonly ScopeChange[] {
  return pairs.flatMap(([before, after]) =>
    [...after.schemes.keys()].flatMap((scheme) => {
      const [from, to] = [
        before.schemes.get(scheme) ?? new Set<string>(),
        after.schemes.get(scheme) ?? new Set<string>(),
      ];
      const changed =
        verb === 'added' ? [...to].filter((each) => !from.has(each)) : [...from].filter((each) => !to.has(each));
      return changed.map((scope) => ({ scheme, scope, at: after, old: before }));
    }),
  );
}

/** An alternative is missed when no other one takes the credentials that satisfied it. */
function missed(old: Alternative, after: SecuritySide): boolean {
  return !alternatives(after).some((each) => suffices(old, each));
}

const NARROWED = 'Callers whose credentials sufficed until now are answered 401 or 403.';
const NARROWED_FIX = 'Accept the old credentials beside the new ones until every consumer has moved.';

function concerns(global: boolean, { operation }: Context): boolean {
  return (operation === null) === global;
}

const REQUIREMENTS: readonly Check[] = SCOPE.flatMap(({ prefix, global, of }): readonly Check[] => [
  defineCheck({
    id: `${prefix}-removed`,
    on: 'security',
    impact: 'breaking',
    bothWays: true,
    summary: `${of} no longer accepts one of its sets of credentials.`,
    why: `${NARROWED} Where another set that is still accepted is part of the removed one, nobody is locked out.`,
    fix: NARROWED_FIX,
    kept: (before, after, context) =>
      !concerns(global, context)
        ? null
        : without(before, after).map((old) => ({
            message: missed(old, after)
              ? `${of} no longer accepts ${schemesOf(old)}.`
              : `${of} no longer names ${schemesOf(old)}; what it accepts now is part of that.`,
            impact: missed(old, after) ? ('breaking' as const) : ('compatible' as const),
            about: [schemesOf(old)],
            before: old.pointer,
          })),
  }),
  defineCheck({
    id: `${prefix}-added`,
    on: 'security',
    impact: 'compatible',
    bothWays: true,
    summary: `${of} accepts another set of credentials, or asks for credentials for the first time.`,
    why: 'A further way in locks nobody out; but where nothing was asked for until now, every caller without credentials is refused.',
    fix: 'When it is the first: announce it, and let callers in without credentials until the announced day.',
    kept: (before, after, context) => {
      if (!concerns(global, context)) return null;
      const first = before.alternatives.length === 0 && alternatives(before).some((old) => missed(old, after));
      return without(after, before).map((new_) => ({
        message: first
          ? `${of} asked for no credentials and now asks for ${schemesOf(new_)}.`
          : `${of} now also accepts ${schemesOf(new_)}.`,
        impact: first ? ('breaking' as const) : ('compatible' as const),
        about: [schemesOf(new_)],
        after: new_.pointer,
      }));
    },
  }),
  defineCheck({
    id: `${prefix}-scope-added`,
    on: 'security',
    impact: 'breaking',
    bothWays: true,
    summary: `${of} asks for a further scope.`,
    why: 'Tokens without the scope, which worked until now, are refused; consumers and often customers must consent again.',
    fix: 'Accept the old scopes as an alternative until tokens have been renewed.',
    kept: (before, after, context) =>
      !concerns(global, context)
        ? null
        : scopes(keptPairs(before, after), 'added').map(({ scheme, scope, at, old }) => ({
            message: `${of} now asks for the scope \`${scope}\` of ${scheme}.`,
            impact: missed(old, after) ? ('breaking' as const) : ('compatible' as const),
            about: [scheme, scope],
            before: old.pointer,
            after: at.pointer,
          })),
  }),
  defineCheck({
    id: `${prefix}-scope-removed`,
    on: 'security',
    impact: 'compatible',
    bothWays: true,
    summary: `${of} asks for one scope less.`,
    why: 'Every token that worked still works. Make sure that what the scope protected may be seen without it.',
    fix: 'Nothing to do for callers; have the weaker protection reviewed.',
    kept: (before, after, context) =>
      !concerns(global, context)
        ? null
        : scopes(keptPairs(before, after), 'removed').map(({ scheme, scope, at, old }) => ({
            message: `${of} no longer asks for the scope \`${scope}\` of ${scheme}.`,
            about: [scheme, scope],
            before: old.pointer,
            after: at.pointer,
          })),
  }),
]);

export default REQUIREMENTS;
