import { posix } from 'node:path';
import type { Repository, Revision } from '../../model/ports.ts';
import type { Memory } from './memory.ts';

/** Where a `$ref` leads to another file, and names of files as a discriminator's mapping has them. What is none of it has no revisions. */
const REFERENCES = [
  /["']?\$ref["']?\s*:\s*["']?([^"'\s#,}]+)/g,
  /["']?([\w@.~%+-]*(?:\/[\w@.~%+-]+)*\.(?:ya?ml|json))\b/gi,
];

/**
 * The revisions, along the first parents of a commit, of every file that a root or a file that it refers to ever referred to; in no order that counts.
 * References are looked for in the text, so that one too many does no harm.
 */
export async function filesBeside(
  repository: Repository,
  roots: readonly Revision[],
  commit: string,
  memory: Memory,
): Promise<readonly Revision[]> {
  const rootPaths = new Set(roots.map(({ path }) => path));
  const known = new Set(rootPaths);
  const found: Revision[] = [];
  let news: readonly Revision[] = roots;
  while (news.length > 0) {
    await scan(repository, news, memory);
    const paths = new Set(news.flatMap((revision) => pathsIn(revision, memory)).filter((path) => !known.has(path)));
    for (const path of paths) known.add(path);
    news = paths.size === 0 ? [] : await repository.touches(commit, [...paths]);
    found.push(...news);
  }
  return found;
}

function pathsIn({ path, blob }: Revision, memory: Memory): readonly string[] {
  const folder = posix.dirname(path);
  return (memory.references.get(blob ?? '') ?? [])
    .map((reference) => posix.join(folder, reference))
    .filter((target) => !target.startsWith('../') && !target.startsWith('/'));
}

/** Takes down the references of the blobs that were not looked at before. */
async function scan(repository: Repository, revisions: readonly Revision[], { references }: Memory): Promise<void> {
  const blobs = [...new Set(revisions.flatMap(({ blob }) => (blob === null || references.has(blob) ? [] : [blob])))];
  const decoder = new TextDecoder();
  let index = 0;
  for await (const bytes of repository.readBlobs(blobs)) {
    const text = decoder.decode(bytes);
    const names = new Set(
      REFERENCES.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, name]) => name ?? '')),
    );
    references.set(
      blobs[index] ?? '',
      [...names].map(unescaped).filter((name) => name !== '' && !name.includes(':')),
    );
    index += 1;
  }
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
