import { type Json, type JsonObject, own, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { HeaderSide, PartSide } from './sides.ts';

/** Reads `encoding` of a media type: the parts of a form by their names. */
export function partsOf(
  encoding: JsonObject | undefined,
  pointer: string,
  headersOf: (headers: JsonObject | undefined, pointer: string) => readonly HeaderSide[],
): ReadonlyMap<string, PartSide> {
  return new Map(
    Object.entries(encoding ?? {}).map(([name, part]) => {
      const at = pointer + pointerOf('encoding', name);
      return [name, { ...wayOf(part), pointer: at, headers: headersOf(ownObject(part, 'headers'), at) }] as const;
    }),
  );
}

/** Where style or explode is named, contentType is ignored (OpenAPI 3.1, 4.8.15.1.2). */
function wayOf(part: Json): Pick<PartSide, 'contentTypes' | 'style'> {
  const [style, explode] = [ownString(part, 'style'), own(part, 'explode')];
  if (style !== undefined || explode !== undefined) {
    const named = style ?? 'form';
    return { contentTypes: null, style: (explode ?? named === 'form') === true ? `${named}, exploded` : named };
  }
  const types = ownString(part, 'contentType');
  return { contentTypes: types === undefined ? null : types.split(',').map((type) => type.trim()), style: null };
}
