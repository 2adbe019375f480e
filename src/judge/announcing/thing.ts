import { hash } from 'node:crypto';
import type { Deprecable } from '../../model/deprecation.ts';
import { pointerOf, segmentsOf } from '../../model/pointer.ts';
import { withoutParameterNames } from '../../model/trace.ts';

/**
 * Which thing of which API it is, in 16 hexadecimal characters that stay when the contract around it is edited: what a list holds is known by its
 * name instead of its place, and the names of path parameters do not count.
 */
export function thingOf(api: string, { kind, name, method, path, pointer }: Deprecable): string {
  const operation = path === null ? null : [method, withoutParameterNames(path)];
  const place = kind === 'operation' && operation !== null ? null : withoutParameterNames(withoutIndex(pointer));
  return hash('sha256', JSON.stringify(['thing', api, kind, name, operation, place]), 'hex').slice(0, 16);
}

/** `/paths/~1a/get/parameters/3` is `/paths/~1a/get/parameters`. */
function withoutIndex(pointer: string): string {
  const segments = segmentsOf(pointer);
  return /^\d+$/.test(segments.at(-1) ?? '') ? pointerOf(...segments.slice(0, -1)) : pointer;
}
