import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Digest } from '../../model/contract.ts';
import type { EditedFile, FileEdit } from '../../model/edit.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Files } from '../../model/ports.ts';
import { edited } from './edited.ts';

/** Larger than any contract that is read. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * What edits make of files of the working tree; nothing is written. Files that stay as they are are left out. A file that is not what `known` says was
 * read is refused with FILE_CHANGED, a link with FILE_NOT_READABLE, and an edit that cannot be made with EDIT_IMPOSSIBLE.
 */
export async function editedFiles(
  files: Files,
  root: string,
  edits: readonly FileEdit[],
  known: readonly Digest[],
): Promise<readonly EditedFile[]> {
  const changed: EditedFile[] = [];
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const before = await textOf(files, root, file);
    const digest = known.find((each) => each.file === file)?.sha256;
    if (digest !== undefined && digest !== hash('sha256', before)) throw changedMeanwhile(file);
    const after = edited(
      before,
      edits.filter((edit) => edit.file === file),
    );
    if (after !== before) changed.push({ file, before, after });
  }
  return changed;
}

/** Writes files whole, each if nobody has changed it since it was read; none is written before all were looked at. Throws FILE_CHANGED and WRITE_FAILED. */
export async function writeEdited(files: Files, root: string, changed: readonly EditedFile[]): Promise<void> {
  for (const { file, before } of changed)
    if ((await textOf(files, root, file)) !== before) throw changedMeanwhile(file);
  for (const { file, after } of changed) await files.write(root, file, after);
}

/** The text with its byte order mark. Writing would put a file in the place of a link, so a link is refused. */
async function textOf(files: Files, root: string, file: string): Promise<string> {
  const bytes = await files.read(root, file, MAX_BYTES);
  if ((await files.kind(join(root, file))) !== 'file')
    throw new CountersignError('FILE_NOT_READABLE', `${file} is a link, and a file would take its place`, {
      hint: 'name the file that it leads to',
    });
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function changedMeanwhile(file: string): CountersignError {
  return new CountersignError('FILE_CHANGED', `${file} was changed since it was read; nothing was written`);
}
