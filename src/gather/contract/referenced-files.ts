import { posix } from 'node:path';
import type { Document, Source } from '@redocly/openapi-core';
import { CountersignError } from '../../model/errors.ts';
import { LIMITS } from './limits.ts';
import { parseFile, type SourceFile } from './parse.ts';
import type { OpenFile } from './resolve-reference.ts';
import type { Tree } from './tree.ts';

/** The files that a contract consists of, the root first. Each is read once, through the tree alone. */
type ContractFiles = { readonly open: OpenFile; readonly all: () => readonly SourceFile[] };

/** Begins with the root; `kept` as in `parseFile`. The resolver is loaded with the first file that is referenced: most contracts have none, and it is large. */
export function contractFiles(tree: Tree, root: SourceFile, rootBytes: number, kept: boolean): ContractFiles {
  const read = new Map<string, SourceFile>([[posix.normalize(root.file), root]]);
  let bytesRead = rootBytes;
  let resolver: Promise<OpenFile> | null = null;

  const load = async (path: string): Promise<SourceFile> => {
    if (read.size >= LIMITS.files) throw tooMuch(root, `more than ${LIMITS.files} files`);
    const bytes = await tree.read(path);
    refuseLarge(path, bytes);
    bytesRead += bytes.length;
    if (bytesRead > LIMITS.totalBytes) throw tooMuch(root, `more than ${LIMITS.totalBytes} bytes`);
    const file = parseFile(path, bytes, { role: 'referenced', kept });
    read.set(path, file);
    return file;
  };

  return {
    async open(from, uri) {
      const known = read.get(pathOf(from.file, uri));
      if (known !== undefined) return known;
      resolver ??= treeResolver(load, read);
      return (await resolver)(from, uri);
    },
    all: () => [...read.values()],
  };
}

/** openapi-core's resolver, reading through the tree: never from the disk by itself, never from the network. */
async function treeResolver(
  load: (path: string) => Promise<SourceFile>,
  read: ReadonlyMap<string, SourceFile>,
): Promise<OpenFile> {
  const { BaseResolver, Source } = await import('@redocly/openapi-core');
  class TreeResolver extends BaseResolver {
    override resolveExternalRef(base: string | null, ref: string): string {
      return pathOf(base ?? '', ref);
    }

    override async loadExternalRef(path: string): Promise<Source> {
      return new Source(path, (await load(path)).text);
    }

    override parseDocument(source: Source): Document {
      return { source, parsed: read.get(source.absoluteRef)?.value };
    }
  }
  const resolver = new TreeResolver();
  return async (from, uri) => {
    const document = await resolver.resolveDocument(from.file, uri);
    const file = document instanceof Error ? undefined : read.get(document.source.absoluteRef);
    if (file === undefined) throw document instanceof Error ? document : new Error(`${uri} was not kept`);
    return file;
  };
}

/** Throws CONTRACT_TOO_LARGE, for trees that do not look at the size themselves. */
export function refuseLarge(file: string, bytes: Uint8Array): void {
  if (bytes.length > LIMITS.fileBytes)
    throw new CountersignError(
      'CONTRACT_TOO_LARGE',
      `${file} has ${bytes.length} bytes; the limit is ${LIMITS.fileBytes}`,
    );
}

/** The path that a reference means, relative to the tree's root. Throws PATH_OUTSIDE_WORKSPACE. */
function pathOf(from: string, uri: string): string {
  const path = posix.join(posix.dirname(from), decodedPath(uri));
  if (path === '..' || path.startsWith('../'))
    throw new CountersignError('PATH_OUTSIDE_WORKSPACE', `${path} is outside the workspace`);
  return path;
}

function decodedPath(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function tooMuch(root: SourceFile, what: string): CountersignError {
  return new CountersignError('CONTRACT_TOO_LARGE', `${root.file} and what it references are ${what}`);
}
