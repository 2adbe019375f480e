import { CountersignError } from '../../model/errors.ts';
import type { Files, Repository } from '../../model/ports.ts';
import type { Api } from '../../model/workspace.ts';
import { apisOf } from './apis.ts';
import { readDocument } from './document.ts';
import { settingsFolder } from './setting-paths.ts';
import { SETTINGS_FILE } from './settings-file.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';
import { within } from './paths.ts';

/**
 * The APIs that the settings of a commit list, as far as their contracts were there. `file` is the settings file, relative to the top of the repository.
 * `none` where it was not there, `unreadable` where it was no settings file that this version understands.
 */
export async function pastApis(
  repository: Repository,
  commit: string,
  file: string,
): Promise<readonly Api[] | 'none' | 'unreadable'> {
  const bytes = await repository.read(commit, file);
  if (bytes === null) return 'none';
  if (bytes.length > MAX_SETTINGS_BYTES) return 'unreadable';
  try {
    const { value } = await readDocument(file, bytes, SETTINGS_FILE);
    const home = { root: repository.root, file };
    const paths = (await repository.tree(commit)).map(({ path }) => path);
    return (await apisOf(pastFiles(repository.root, paths), home.root, settingsFolder(home), value.apis ?? {})).apis;
  } catch (error) {
    // What is wrong there was said when it was made; at present it can no longer be mended.
    if (error instanceof CountersignError) return 'unreadable';
    throw error;
  }
}

/** The paths of a commit as if they were a folder at `root` (absolute). */
function pastFiles(root: string, paths: readonly string[]): Pick<Files, 'kind' | 'list'> {
  return {
    kind(path) {
      const inside = within(root, path);
      if (inside === null) return Promise.resolve(null);
      if (paths.includes(inside)) return Promise.resolve('file');
      return Promise.resolve(paths.some((each) => each.startsWith(`${inside}/`)) ? 'directory' : null);
    },
    list(folder, globs) {
      const inside = within(root, folder) ?? '';
      const prefix = inside === '' ? '' : `${inside}/`;
      const patterns = globs.map(globPattern);
      const below = paths.flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
      return Promise.resolve(below.filter((path) => patterns.some((pattern) => pattern.test(path))).sort());
    },
  };
}

/** `**`, `*`, `?`, `[…]` and `{a,b}` as the file system's globs have them; anything more, such as `!(…)`, matches as its letters. */
export function globPattern(glob: string): RegExp {
  // Repeated stars mean no more than one, and would be slow to match.
  const source = glob
    .replace(/(\*\*\/)+/g, '**/')
    .replace(
      /(\*\*\/)|(\*\*)|(\*)|(\?)|\[([!^]?)([^\]/]+)\]|\{([^{}]*)\}|([^])/g,
      (_, deep, all, star, one, not, set, choice, letter: string | undefined) => {
        if (deep !== undefined) return '(?:[^/]+/)*';
        if (all !== undefined) return '.*';
        if (star !== undefined) return '[^/]*';
        if (one !== undefined) return '[^/]';
        if (set !== undefined) return `[${not === '' ? '' : '^'}${String(set).replace(/[\\\]^]/g, '\\$&')}]`;
        if (choice !== undefined)
          return `(?:${String(choice)
            .split(',')
            .map((each) => globPattern(each).source.slice(1, -1))
            .join('|')})`;
        return (letter ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      },
    );
  return new RegExp(`^${source}$`, 's');
}
