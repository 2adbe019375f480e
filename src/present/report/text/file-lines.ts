import type { Publication } from '../../../model/publication.ts';
import type { FileDiff } from './diff-lines.ts';
import type { Page } from './page.ts';
import { type Cell, table } from './table.ts';

/** The files of a commit with the number of lines that change in each; their folder, where they share one, is told once. */
export function fileLines({ write, remove }: Publication, diffs: readonly FileDiff[], page: Page): string[] {
  const files = [
    ...write.map(({ path }) => ({ word: 'write', path, paint: page.ink.added })),
    ...remove.map((path) => ({ word: 'remove', path, paint: page.ink.removed })),
  ];
  const folder = sharedFolder(files.map(({ path }) => path));
  const rows = files.map(({ word, path, paint }): readonly Cell[] => [
    { text: word, paint },
    { text: path.slice(folder.length) },
    { text: sizeOf(diffs.find((one) => one.path === path)), paint: page.ink.faint },
  ]);
  return [...(folder === '' ? [] : [`  in ${folder}`]), ...table(rows, folder === '' ? 2 : 4), ''];
}

/** `+12 -3`; nothing where the diff does not speak of the file. */
function sizeOf(diff: FileDiff | undefined): string {
  if (diff === undefined) return '';
  const parts = [diff.added === 0 ? '' : `+${diff.added}`, diff.removed === 0 ? '' : `-${diff.removed}`];
  return parts.filter((part) => part !== '').join(' ');
}

/** With its slash at the end; empty where the files stand in several folders. */
function sharedFolder(paths: readonly string[]): string {
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  const [only = ''] = folders;
  return folders.size === 1 ? only : '';
}
