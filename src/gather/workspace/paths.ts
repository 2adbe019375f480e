import { isAbsolute, relative, resolve, sep } from 'node:path';

/** `path` relative to `root`, with forward slashes and `''` for the root itself; null where it lies outside. Both are absolute; links are not resolved. */
export function within(root: string, path: string): string | null {
  const way = relative(root, path);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null;
  return way.split(sep).join('/');
}

/** A path as a settings file writes it, relative to `folder` (absolute), made relative to `root`; null where it leads out. */
export function rebased(root: string, folder: string, path: string): string | null {
  return within(root, resolve(folder, path));
}

/** Name of a file without folders and extension: `a/b.openapi.yaml` is `b.openapi`. */
export function stemOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
}

/** A glob cut where its first wildcard segment begins: `a/*\/c.yaml` is `a` and `*\/c.yaml`. Null for a path without wildcards. */
export function globParts(pattern: string): { readonly base: string; readonly rest: string } | null {
  const segments = pattern.split('/');
  const first = segments.findIndex((segment) => /[*?[\]{}!()]/.test(segment));
  if (first < 0) return null;
  // The first segment of an absolute path is empty.
  const base = first === 1 && segments[0] === '' ? '/' : segments.slice(0, first).join('/');
  return { base, rest: segments.slice(first).join('/') };
}
