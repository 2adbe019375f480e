import type { OperationSide, ParameterSide, ResponseSide, MediaTypeSide } from './read/sides.ts';

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
  return pairUp(before, after, [({ key }) => [key]]);
}

/**
 * Media types by name, then without parameters, then where a range covers them (RFC 9110, 12.5.1), then by structured suffix
 * (RFC 6839): `application/problem+json` is a kind of JSON.
 */
export function pairMediaTypes(
  before: readonly MediaTypeSide[],
  after: readonly MediaTypeSide[],
): readonly Pair<MediaTypeSide>[] {
  return pairUp(before, after, [
    ({ name }) => [fullName(name)],
    ({ name }) => [bareName(name)],
    ({ name }) => [rangeName(name)],
  ]);
}

function fullName(name: string): string {
  return name.toLowerCase().replaceAll(/\s/g, '');
}

export function bareName(name: string): string {
  return fullName(name).replace(/;.*/, '');
}

/** `application/problem+json` → `application/json`. */
export function rangeName(name: string): string {
  return bareName(name).replace(/\/.*\+/, '/');
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

/** `default` stands in for errors only: a success that is gone is not made good by an error format. */
function coverOf({ status }: ResponseSide, others: readonly ResponseSide[]): ResponseSide | null {
  const class_ = status.charAt(0);
  if (status.endsWith('XX')) return others.find((other) => other.status.startsWith(class_)) ?? null;
  const range = others.find((other) => other.status === `${class_}XX`);
  const rest = /^[345]/.test(status) ? others.find((other) => other.status === 'DEFAULT') : undefined;
  return range ?? rest ?? null;
}
