import type { Impact } from '../../../model/change.ts';
import { type Check, type Context, defineCheck } from '../define.ts';
import { pairSchemes } from '../pair.ts';
import type { Alternative, DocumentSide, OperationSide, SecuritySide } from '../read/sides.ts';

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

const RENAMED = new WeakMap<DocumentSide, ReadonlyMap<string, string>>();

/** The names of the old schemes in the new version: a scheme that only has another name asks for the same credentials. */
function newNames({ before, after }: Context['documents']): ReadonlyMap<string, string> {
  const known = RENAMED.get(after);
  if (known !== undefined) return known;
  const names = new Map(
    pairSchemes(before.schemes, after.schemes).flatMap((pair) =>
      pair.before === null || pair.after === null ? [] : [[pair.before.name, pair.after.name] as const],
    ),
  );
  RENAMED.set(after, names);
  return names;
}

/** What differs: the alternatives of the old side in the names of the new, without those that stand on both sides alike. */
type Comparison = {
  readonly before: SecuritySide;
  readonly after: SecuritySide;
  readonly gone: readonly Alternative[];
  readonly come: readonly Alternative[];
};

function compared(before: SecuritySide, after: SecuritySide, { documents }: Context): Comparison {
  const names = newNames(documents);
  const declared = new Set(documents.after.schemes.map(({ name }) => name));
  const renamed = ({ pointer, schemes }: Alternative, nameOfScheme: (name: string) => string): Alternative => ({
    pointer,
    schemes: new Map([...schemes].map(([name, scopes]) => [nameOfScheme(name), scopes] as const)),
  });
  const translated = before.alternatives.map((each) => renamed(each, (name) => names.get(name) ?? name));
  // A name that was forgotten when the scheme was renamed still means that scheme.
  const asked = after.alternatives.map((each) =>
    renamed(each, (name) => (declared.has(name) ? name : (names.get(name) ?? name))),
  );
  const same = (left: Alternative, right: Alternative): boolean => suffices(left, right) && suffices(right, left);
  return {
    before: { ...before, alternatives: translated },
    after: { ...after, alternatives: asked },
    gone: translated.filter((old) => !asked.some((each) => same(old, each))),
    come: asked.filter((each) => !translated.some((old) => same(old, each))),
  };
}

/** Alternatives of one list for which the other names no alternative with the same schemes. */
function without(list: readonly Alternative[], others: readonly Alternative[]): readonly Alternative[] {
  const known = new Set(others.map(schemesOf));
  return list.filter((each) => !known.has(schemesOf(each)));
}

function keptPairs({ gone, come, after }: Comparison): readonly (readonly [Alternative, Alternative])[] {
  return gone.flatMap((old) => {
    const wanted = schemesOf(old);
    const found = [...come, ...after.alternatives].find((each) => schemesOf(each) === wanted);
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

/** What the document asks for is asked of nobody when every operation that both versions have says for itself what it asks for. */
function reaches({ operation, documents }: Context): boolean {
  if (operation !== null) return true;
  const inheriting = new Set(documents.after.operations.filter(({ security }) => security.inherited).map(nameOf));
  return documents.before.operations.some((each) => each.security.inherited && inheriting.has(nameOf(each)));
}

function nameOf({ operation, template }: OperationSide): string {
  return `${operation.method} ${template}`;
}

function impactOf(breaks: boolean, context: Context): Impact {
  if (!breaks) return 'compatible';
  return reaches(context) ? 'breaking' : 'contract-only';
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
    kept: (before, after, context) => {
      if (!concerns(global, context)) return null;
      const { gone, after: now } = compared(before, after, context);
      return without(gone, now.alternatives).map((old) => ({
        message: missed(old, now)
          ? `${of} no longer accepts ${schemesOf(old)}.`
          : `${of} no longer names ${schemesOf(old)}; what it accepts now is part of that.`,
        impact: impactOf(missed(old, now), context),
        about: [schemesOf(old)],
        before: old.pointer,
      }));
    },
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
      const comparison = compared(before, after, context);
      const first =
        before.alternatives.length === 0 && alternatives(before).some((old) => missed(old, comparison.after));
      return without(comparison.come, comparison.before.alternatives).map((new_) => ({
        message: first
          ? `${of} asked for no credentials and now asks for ${schemesOf(new_)}.`
          : `${of} now also accepts ${schemesOf(new_)}.`,
        impact: impactOf(first, context),
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
    kept: (before, after, context) => {
      if (!concerns(global, context)) return null;
      const comparison = compared(before, after, context);
      return scopes(keptPairs(comparison), 'added').map(({ scheme, scope, at, old }) => ({
        message: `${of} now asks for the scope \`${scope}\` of ${scheme}.`,
        impact: impactOf(missed(old, comparison.after), context),
        about: [scheme, scope],
        before: old.pointer,
        after: at.pointer,
      }));
    },
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
        : scopes(keptPairs(compared(before, after, context)), 'removed').map(({ scheme, scope, at, old }) => ({
            message: `${of} no longer asks for the scope \`${scope}\` of ${scheme}.`,
            about: [scheme, scope],
            before: old.pointer,
            after: at.pointer,
          })),
  }),
]);

export default REQUIREMENTS;
