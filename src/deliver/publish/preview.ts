import type { Publication } from '../../model/publication.ts';
import { unifiedDiff } from '../../model/unified-diff.ts';
import type { Tip } from './tip.ts';

/** The unified diff of what a publication's commit changes, by path; empty for none. Plan and tip must belong together. */
export function previewPublication(publication: Publication | null, tip: Tip): string {
  if (publication === null) return '';
  const after = new Map<string, string | null>([
    ...publication.remove.map((path) => [path, null] as const),
    ...publication.write.map(({ path, content }) => [path, content] as const),
  ]);
  return [...after]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, content]) => unifiedDiff(path, tip.files.get(path.slice(tip.folder.length + 1)) ?? null, content))
    .join('');
}
