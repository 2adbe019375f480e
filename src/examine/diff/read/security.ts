import { type Json, isArray, isObject, ownArray } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { Alternative, SecuritySide } from './sides.ts';

/** Reads a `security` list. An operation without one takes over that of the document; an empty list asks for nothing. */
export function securityAt(value: Json, pointer: string, inherited: SecuritySide | null): SecuritySide {
  const list = ownArray(value, 'security');
  const at = pointer + pointerOf('security');
  if (list !== undefined)
    return {
      pointer: at,
      alternatives: list.map((each, index) => alternativeOf(each, `${at}/${index}`)),
      inherited: false,
    };
  return inherited === null ? { pointer, alternatives: [], inherited: false } : { ...inherited, inherited: true };
}

function alternativeOf(value: Json, pointer: string): Alternative {
  const entries = isObject(value) ? Object.entries(value) : [];
  return {
    pointer,
    schemes: new Map(
      entries.map(([name, scopes]) => [name, new Set(isArray(scopes) ? scopes.map(String) : [])] as const),
    ),
  };
}
