import { hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Files, Ports } from '../../../model/ports.ts';

/** Something that a run asked the world, and what it was told. */
export type Asked =
  | {
      readonly kind: 'read';
      readonly root: string;
      readonly path: string;
      readonly limit: number;
      readonly answer: string | null;
    }
  | { readonly kind: 'kind'; readonly path: string; readonly answer: string | null }
  | { readonly kind: 'list'; readonly root: string; readonly globs: readonly string[]; readonly answer: string }
  | { readonly kind: 'repository'; readonly folder: string; readonly answer: string | null };

/** Ports that take down what is asked through them. */
export type Recorder = { readonly ports: Ports; readonly asked: () => readonly Asked[] };

export function recorder(ports: Ports): Recorder {
  const { files, asked, note } = recordedFiles(ports);
  return {
    asked,
    ports: {
      ...ports,
      files,
      git: {
        ...ports.git,
        async open(folder, options) {
          note({ kind: 'repository', folder, answer: await repositoryAbove(ports.files, folder) });
          return ports.git.open(folder, options);
        },
      },
    },
  };
}

/** Takes down what is asked of the file system. What ships with the tool is left out: the cache's `tool` speaks for it. */
export function recordedFiles({ files, assets }: Pick<Ports, 'files' | 'assets'>) {
  const asked = new Map<string, Asked>();
  const note = (one: Asked): void => {
    asked.set(JSON.stringify({ ...one, answer: null }), one);
  };
  const isOurs = (root: string): boolean => root === assets.rulesets;
  const recorded: Files = {
    ...files,
    async read(root, path, limit) {
      const bytes = await files.read(root, path, limit).catch((error: unknown) => {
        note({ kind: 'read', root, path, limit, answer: null });
        throw error;
      });
      if (!isOurs(root)) note({ kind: 'read', root, path, limit, answer: digestOf(bytes) });
      return bytes;
    },
    async kind(path) {
      const answer = await files.kind(path);
      note({ kind: 'kind', path, answer });
      return answer;
    },
    async list(root, globs) {
      const found = await files.list(root, globs);
      if (!isOurs(root)) note({ kind: 'list', root, globs, answer: digestOf(JSON.stringify(found)) });
      return found;
    },
  };
  return { files: recorded, asked: (): readonly Asked[] => [...asked.values()], note };
}

/** Whether the world would say all of it again; with the bytes of the files that were read, by root and path. Null where it would not. */
export async function saidAgain(
  asked: readonly Asked[],
  files: Files,
): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const read = new Map<string, Uint8Array>();
  for (const one of asked) if ((await answerTo(one, files, read)) !== one.answer) return null;
  return read;
}

async function answerTo(one: Asked, files: Files, read: Map<string, Uint8Array>): Promise<string | null> {
  switch (one.kind) {
    case 'read': {
      const bytes = await files.read(one.root, one.path, one.limit).catch(() => null);
      if (bytes === null) return null;
      read.set(fileKey(one.root, one.path), bytes);
      return digestOf(bytes);
    }
    case 'kind':
      return files.kind(one.path).catch(() => 'unknown');
    case 'list':
      return files.list(one.root, one.globs).then(
        (found) => digestOf(JSON.stringify(found)),
        () => null,
      );
    case 'repository':
      return repositoryAbove(files, one.folder);
  }
}

export function fileKey(root: string, path: string): string {
  return `${root}\0${path}`;
}

/** The nearest folder with a `.git`, which is where git would begin: asking git itself costs a process. */
async function repositoryAbove(files: Files, start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await files.kind(join(folder, '.git')).catch(() => null)) !== null) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function digestOf(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex');
}
