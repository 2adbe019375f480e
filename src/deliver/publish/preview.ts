import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Publication } from '../../model/publication.ts';
import type { Tip } from './tip.ts';

const NOWHERE = '/dev/null';

/** The unified diff of what a publication's commit changes, by path; empty for none. Plan and tip must belong together. */
export function previewPublication(publication: Publication | null, tip: Tip): string {
  if (publication === null) return '';
  const after = new Map<string, string | null>([
    ...publication.remove.map((path) => [path, null] as const),
    ...publication.write.map(({ path, content }) => [path, content] as const),
  ]);
  return [...after]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, content]) => patch(path, tip.files.get(path.slice(tip.folder.length + 1)) ?? null, content))
    .join('');
}

function patch(path: string, before: string | null, after: string | null): string {
  return createTwoFilesPatch(
    before === null ? NOWHERE : `a/${path}`,
    after === null ? NOWHERE : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );
}
