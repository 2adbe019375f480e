import { parseDayOrDateTime } from './day.ts';
import type { JsonObject } from './json.ts';
import { operationsIn } from './operations.ts';

/** The response headers that tell callers of an end, in the order in which they are sent. */
export const LIFECYCLE_HEADERS = ['Deprecation', 'Sunset', 'Link'] as const;
export type LifecycleHeader = (typeof LIFECYCLE_HEADERS)[number];

/** Milliseconds since 1970 of an RFC 3339 date or date-time, or null where it is none. A bare day begins at 00:00:00 and ends at 23:59:59 UTC. */
export function instantOf(text: string, bareDay: 'start' | 'end'): number | null {
  if (parseDayOrDateTime(text) === null) return null;
  if (text.length > 'YYYY-MM-DD'.length) return Date.parse(text.toUpperCase().replace(/:60(?=[.Z+-])/, ':59'));
  return Date.parse(`${text}T${bareDay === 'start' ? '00:00:00' : '23:59:59'}Z`);
}

/** A structured-field date, `@1688169599` (RFC 9745 §2). */
export function deprecationHeader(instant: number): string {
  return `@${Math.floor(instant / 1000)}`;
}

/** An HTTP-date, `Fri, 31 Dec 2027 23:59:59 GMT` (RFC 8594 §3). */
export function sunsetHeader(instant: number): string {
  return new Date(instant).toUTCString();
}

/** Where to find what comes instead, and the announcement, as links (RFC 8288, RFC 5829, RFC 9745 §3). */
export function linksHeader(successor: string | null, announcement: string | null): readonly string[] {
  return [
    ...(successor === null ? [] : [`<${successor}>; rel="successor-version"`]),
    ...(announcement === null ? [] : [`<${announcement}>; rel="deprecation"`]),
  ];
}

/** An absolute URL or an absolute path of RFC 3986 characters: nothing that could end a header or its angle brackets. */
export function isLinkTarget(text: string): boolean {
  return /^(?:https?:\/\/|\/)[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]{0,2000}$/.test(text);
}

/** A URI as it is; the operation id, or `METHOD /path`, of an operation gives its path unless that has parameters. Null for what has no address of its own. */
export function addressOf(document: JsonObject, successor: string): string | null {
  const named = operationsIn(document).find(
    ({ method, path, operationId }) => successor === `${method} ${path}` || successor === operationId,
  );
  const address = named?.path ?? successor;
  return isLinkTarget(address) ? address : null;
}
