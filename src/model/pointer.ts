import { type Json, isArray, own, ownString } from './json.ts';

/** Builds an RFC 6901 pointer: `pointerOf('paths', '/a~b', 'get')` is `/paths/~1a~0b/get`. The whole document is the empty string. */
export function pointerOf(...segments: readonly (string | number)[]): string {
  let pointer = '';
  for (const segment of segments) pointer += `/${escapeSegment(String(segment))}`;
  return pointer;
}

/** Splits an RFC 6901 pointer into its unescaped segments (§4). */
export function segmentsOf(pointer: string): string[] {
  if (pointer === '') return [];
  const segments = pointer.slice(1).split('/');
  if (!pointer.includes('~')) return segments;
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer, or undefined where nothing stands there. References are not followed. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of segmentsOf(pointer)) {
    value = isArray(value)
      ? /^(0|[1-9]\d*)$/.test(segment)
        ? value[Number(segment)]
        : undefined
      : own(value, segment);
    if (value === undefined) return undefined;
  }
  return value;
}

/** The pointer that a `$ref` within the same document leads to (`#/…`); null for any other reference. */
export function pointerOfReference(reference: string): string | null {
  return reference === '#' || reference.startsWith('#/') ? decodedFragment(reference.slice(1)) : null;
}

/** Where a chain of `$ref`s within the document ends that begins at a pointer. One that leads nowhere ends before that, a circle within itself. */
export function endOfReferences(document: Json, pointer: string): string {
  const visited = new Set<string>();
  let at = pointer;
  for (;;) {
    const reference = ownString(valueAt(document, at), '$ref');
    const next = reference === undefined ? null : pointerOfReference(reference);
    if (next === null || visited.has(next) || valueAt(document, next) === undefined) return at;
    visited.add(next);
    at = next;
  }
}

/** In the fragment of a URI a pointer is percent-encoded (RFC 6901 §6). A lone `%` is no escape: then it is meant as it stands. */
export function decodedFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The pointer one level up; the root is its own parent. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** Whether a pointer is that of a place, or leads to what is inside it. */
export function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

/** A segment as it is written in a pointer (RFC 6901 §3). */
export function escapeSegment(segment: string): string {
  if (!segment.includes('/') && !segment.includes('~')) return segment;
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
