import { type JsonObject, ownObject, ownString } from '../../model/json.ts';
import { bareName, contradict, covers, fullName, rangeName } from './media-types.ts';
import type { MediaTypeSide, OperationSide, ParameterSide, ResponseSide, SchemeSide } from './read/sides.ts';

/** A thing in both versions, or in one of them. */
export type Pair<T extends object> =
  | { readonly before: T; readonly after: T }
  | { readonly before: T; readonly after: null }
  | { readonly before: null; readonly after: T };

/** A way to recognise a thing; a thing may have several names, and one name in common is enough. */
type Key<T> = (each: T) => readonly string[];

/** Pairs two lists by the first key that finds a partner; what remains is removed or added. The order is that of `before`, then of `after`. */
export function pairUp<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly Key<T>[],
): readonly Pair<T>[] {
  const partner = new Map<T, T>();
  const taken = new Set<T>();
  for (const key of keys) {
    const index = new Map<string, T>();
    for (const each of after)
      if (!taken.has(each)) for (const name of key(each)) if (!index.has(name)) index.set(name, each);
    for (const each of before) {
      if (partner.has(each)) continue;
      const found = key(each)
        .map((name) => index.get(name))
        .find((other) => other !== undefined && !taken.has(other));
      if (found === undefined) continue;
      partner.set(each, found);
      taken.add(found);
    }
  }
  return [
    ...before.map((each): Pair<T> => {
      const after = partner.get(each);
      return after === undefined ? { before: each, after: null } : { before: each, after };
    }),
    ...after.filter((each) => !taken.has(each)).map((each): Pair<T> => ({ before: null, after: each })),
  ];
}

/**
 * Operations by what is called: method and URL below the host. Where the servers themselves moved, by the path alone, so that one
 * changed server is not told as every operation removed.
 */
export function pairOperations(
  before: readonly OperationSide[],
  after: readonly OperationSide[],
): readonly Pair<OperationSide>[] {
  return pairUp(before, after, [
    ({ operation, urls }) => urls.map((url) => `${operation.method} ${url} ${operation.path}`),
    ({ operation, urls }) => urls.map((url) => `${operation.method} ${url}`),
    ({ operation, template }) => [`${operation.method} ${template}`],
  ]);
}

export function pairParameters(
  before: readonly ParameterSide[],
  after: readonly ParameterSide[],
): readonly Pair<ParameterSide>[] {
  return pairUp(before, after, [
    ({ key }) => [key],
    // What is left under one name was moved, say from the query to a header. A path parameter belongs to its URL.
    (parameter) => (parameter.in === 'path' ? [] : [parameter.name]),
  ]);
}

/**
 * Media types by name, then where one of them says no more than the other in its parameters, then by structured suffix (RFC 6839), and
 * what is left where a range of the other version holds it. Such a range may be compared with several.
 */
export function pairMediaTypes(
  before: readonly MediaTypeSide[],
  after: readonly MediaTypeSide[],
): readonly Pair<MediaTypeSide>[] {
  const named = pairUp(before, after, [({ name }) => [fullName(name)]]);
  const loose = pairLeft(
    named,
    (old, new_) => bareName(old.name) === bareName(new_.name) && !contradict(old.name, new_.name),
  );
  const kinds = pairLeft(
    loose,
    (old, new_) => rangeName(old.name) === rangeName(new_.name) && !contradict(old.name, new_.name),
  );
  const covering = new Set<MediaTypeSide>();
  const cover = (side: MediaTypeSide, others: readonly MediaTypeSide[]): MediaTypeSide | null => {
    const found = others.find((other) => covers(other.name, side.name) && !contradict(other.name, side.name)) ?? null;
    if (found !== null) covering.add(found);
    return found;
  };
  const covered = kinds.map((pair): Pair<MediaTypeSide> => {
    if (pair.after === null) return { before: pair.before, after: cover(pair.before, after) };
    const range = pair.before === null ? cover(pair.after, before) : null;
    return range === null ? pair : { before: range, after: pair.after };
  });
  return covered.filter(
    (pair) =>
      (pair.after !== null || !covering.has(pair.before)) && (pair.before !== null || !covering.has(pair.after)),
  );
}

/** Pairs what was left on both sides wherever two of them go together. */
function pairLeft(
  pairs: readonly Pair<MediaTypeSide>[],
  together: (before: MediaTypeSide, after: MediaTypeSide) => boolean,
): readonly Pair<MediaTypeSide>[] {
  const free = new Set(pairs.flatMap((pair) => (pair.before === null ? [pair.after] : [])));
  const joined = pairs.map((pair): Pair<MediaTypeSide> => {
    if (pair.before === null || pair.after !== null) return pair;
    const found = [...free].find((after) => together(pair.before, after));
    if (found === undefined) return pair;
    free.delete(found);
    return { before: pair.before, after: found };
  });
  return joined.filter((pair) => pair.before !== null || free.has(pair.after));
}

/** A response, and the one that answers in its place in the other version. */
export type ResponsePair = Pair<ResponseSide>;

/**
 * Responses by status. Where a status has gone but a range (`4XX`) or `default` still describes it, it is compared with that; the
 * same for one that is new. Such a cover may be compared with several.
 */
export function pairResponses(
  before: readonly ResponseSide[],
  after: readonly ResponseSide[],
): readonly ResponsePair[] {
  const exact = pairUp(before, after, [({ status }) => [status]]);
  return exact.map((pair) => {
    if (pair.after === null) {
      const cover = coverOf(pair.before, after);
      return cover === null ? pair : { before: pair.before, after: cover };
    }
    if (pair.before === null) {
      const cover = coverOf(pair.after, before);
      return cover === null ? pair : { before: cover, after: pair.after };
    }
    return pair;
  });
}

/** `default` stands in for errors, and for success where no success is described: a success that is gone is not made good by an error format. */
function coverOf({ status }: ResponseSide, others: readonly ResponseSide[]): ResponseSide | null {
  const class_ = status.charAt(0);
  if (status.endsWith('XX')) return others.find((other) => other.status.startsWith(class_)) ?? null;
  const range = others.find((other) => other.status === `${class_}XX`);
  const rest = others.find((other) => other.status === 'DEFAULT');
  const stands = /^[345]/.test(status) || (class_ === '2' && !others.some((other) => other.status.startsWith('2')));
  return range ?? (stands ? rest : undefined) ?? null;
}

/**
 * Security schemes: the same name and definition first, then the same definition under another name, then the same name. So a scheme
 * that was renamed is told from one that was replaced.
 */
export function pairSchemes(before: readonly SchemeSide[], after: readonly SchemeSide[]): readonly Pair<SchemeSide>[] {
  const names = (side: readonly SchemeSide[]): ReadonlySet<string> => new Set(side.map(({ name }) => name));
  const [old, new_] = [names(before), names(after)];
  // A definition that stands under a name which both versions have is not that of a renamed scheme.
  const renamed = (scheme: SchemeSide): boolean => !(old.has(scheme.name) && new_.has(scheme.name));
  return pairUp(before, after, [
    (scheme) => [`${scheme.name} ${definitionOf(scheme)}`],
    (scheme) => (renamed(scheme) ? [definitionOf(scheme)] : []),
    ({ name }) => [name],
  ]);
}

/** What callers must know of a scheme to use it: where the key goes and what it is called, which HTTP scheme, which flows. */
function definitionOf({ value }: SchemeSide): string {
  const text = (key: string): string => (ownString(value, key) ?? '').toLowerCase();
  switch (ownString(value, 'type') ?? '') {
    case 'apiKey':
      return `key ${text('in')} ${text('in') === 'header' ? text('name') : (ownString(value, 'name') ?? '')}`;
    case 'http':
      return `http ${text('scheme')}`;
    case 'openIdConnect':
      return `openid ${ownString(value, 'openIdConnectUrl') ?? ''}`;
    case 'oauth2':
      return `oauth2 ${flowsOf(value)}`;
    default:
      return text('type');
  }
}

function flowsOf(value: JsonObject): string {
  return Object.entries(ownObject(value, 'flows') ?? {})
    .map(([name, flow]) =>
      [name, ownString(flow, 'authorizationUrl') ?? '', ownString(flow, 'tokenUrl') ?? ''].join(' '),
    )
    .sort()
    .join('\n');
}

/** Callbacks by name and URL, then by name alone, then by URL alone. */
export function pairCallbacks(
  before: readonly OperationSide[],
  after: readonly OperationSide[],
): readonly Pair<OperationSide>[] {
  return pairUp(before, after, [
    ({ operation }) => [`${operation.method} ${operation.path}`],
    ({ operation, callback }) => [`${operation.method} ${callback?.name ?? ''}`],
    ({ operation, callback }) => [`${operation.method} ${callback?.expression ?? ''}`],
  ]);
}
