import { hash } from 'node:crypto';
import type { Contract } from '../../model/contract.ts';
import type { Location } from '../../model/location.ts';
import { placeOf } from '../../model/place.ts';
import type { Edit } from './draft.ts';

type Locate = (pointer: string) => Location;

/**
 * Gives the edits of two contracts their names: the first 16 hexadecimal characters of the SHA-256 of a JSON array of the API, both places
 * and what was edited there. Message text, operation, check and order are no part of it.
 */
export function causesOf(
  before: Contract,
  after: Contract,
  locate: { readonly before: Locate; readonly after: Locate },
): (edit: Edit) => string {
  const roots = { file: after.source.file, base: before.source };
  const known = new Map<Edit, string>();
  const nameOf = (edit: Edit): string => {
    const places = [placeOf(locate.before(edit.before), roots), placeOf(locate.after(edit.after), roots)];
    const parts = JSON.stringify(['edit', after.id, places, edit.what]);
    return hash('sha256', parts, 'hex').slice(0, 16);
  };
  return (edit) => {
    const name = known.get(edit) ?? nameOf(edit);
    known.set(edit, name);
    return name;
  };
}
