import type { Edit } from '../../model/edit.ts';
import { CountersignError } from '../../model/errors.ts';

/** The error for an edit that cannot be made in place. */
export function notEditable({ pointer }: Pick<Edit, 'pointer'>, why: string): CountersignError {
  return new CountersignError('EDIT_IMPOSSIBLE', `#${pointer} cannot be edited in place: ${why}`);
}
