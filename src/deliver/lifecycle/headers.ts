import { posix } from 'node:path';
import type { Dialect } from '../../model/contract.ts';
import { type Json, type JsonObject, own, ownObject } from '../../model/json.ts';
import {
  addressOf,
  deprecationHeader,
  instantOf,
  isLinkTarget,
  LIFECYCLE_HEADERS,
  type LifecycleHeader,
  linksHeader,
  sunsetHeader,
} from '../../model/lifecycle-headers.ts';
import type { EndTerms } from './mark.ts';

/** The values that the response headers of a thing have; null for a header that has nothing to say. */
export type HeaderValues = { readonly [name in LifecycleHeader]: string | null };

/** By RFC 9745 and RFC 8594. A successor that has no address of its own, such as a path with parameters, has no link. */
export function headerValues(document: JsonObject, { since, sunset, successor, announcement }: EndTerms): HeaderValues {
  const begin = instantOf(since, 'start');
  const end = instantOf(sunset, 'end');
  const links = linksHeader(
    successor === null ? null : addressOf(document, successor),
    announcement !== null && isLinkTarget(announcement) ? announcement : null,
  );
  return {
    Deprecation: begin === null ? null : deprecationHeader(begin),
    Sunset: end === null ? null : sunsetHeader(end),
    Link: links.length === 0 ? null : links.join(', '),
  };
}

/** Of the components of a contract; `Link` alone is the name of too many other things. */
const COMPONENTS: { readonly [name in LifecycleHeader]: string } = {
  Deprecation: 'Deprecation',
  Sunset: 'Sunset',
  Link: 'DeprecationLink',
};

const DESCRIPTIONS: { readonly [name in LifecycleHeader]: string } = {
  Deprecation: 'Since when what was called is deprecated, in seconds since 1970 (RFC 9745).',
  Sunset: 'When what was called goes away (RFC 8594).',
  Link: 'What to call instead, and where its end is announced.',
};

const SCHEMAS: { readonly [name in LifecycleHeader]: JsonObject } = {
  Deprecation: { type: 'string', pattern: '^@-?[0-9]+$', maxLength: 21 },
  Sunset: { type: 'string', minLength: 29, maxLength: 29 },
  Link: { type: 'string', maxLength: 4096 },
};

/** The header itself, with an example. */
export function headerObject(name: LifecycleHeader, example: string, dialect: Dialect): JsonObject {
  const description = DESCRIPTIONS[name];
  return dialect === '2.0'
    ? { description, type: 'string', 'x-example': example }
    : { description, schema: SCHEMAS[name], example };
}

/** The headers that are declared as components where a response refers to them, by name of the component; those that are there already are left as they are. */
export function missingComponents(
  document: JsonObject,
  values: HeaderValues,
  dialect: Dialect,
): readonly (readonly [string, JsonObject])[] {
  const there = ownObject(ownObject(document, 'components'), 'headers');
  return LIFECYCLE_HEADERS.flatMap((name) => {
    const value = values[name];
    if (value === null || own(there, COMPONENTS[name]) !== undefined) return [];
    return [[COMPONENTS[name], headerObject(name, value, dialect)] as const];
  });
}

/** A reference from a file to the component in the root file. */
export function componentReference(name: LifecycleHeader, from: string, root: string): string {
  const way = from === root ? '' : posix.relative(posix.dirname(from), root);
  return `${way}#/components/headers/${COMPONENTS[name]}`;
}

/** The headers that a response does not declare yet. Names of headers do not mind case (RFC 9110 §5.1). */
export function missingHeaders(response: JsonObject, values: HeaderValues): readonly LifecycleHeader[] {
  const declared = new Set(Object.keys(ownObject(response, 'headers') ?? {}).map((name) => name.toLowerCase()));
  return LIFECYCLE_HEADERS.filter((name) => values[name] !== null && !declared.has(name.toLowerCase()));
}

/** What stands under the name of a header in a response. */
export function headerEntry(name: LifecycleHeader, value: string, dialect: Dialect, reference: string | null): Json {
  return reference === null ? headerObject(name, value, dialect) : { $ref: reference };
}
