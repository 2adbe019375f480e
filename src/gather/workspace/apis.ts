import { join, resolve } from 'node:path';
import { pointerOf } from '../../model/pointer.ts';
import type { Files } from '../../model/ports.ts';
import type { Api } from '../../model/workspace.ts';
import { globParts, rebased, stemOf, within } from './paths.ts';
import type { Problem } from './schema-problems.ts';
import type { ApiEntry } from './settings-file.ts';

/** Which files there are, at present or in a commit. */
type FileNames = Pick<Files, 'kind' | 'list'>;

type Found = { readonly apis: readonly Api[]; readonly problems: readonly Problem[] };

/** Why a contract is not found. */
type Trouble = { readonly message: string; readonly hint?: string };

/** The APIs that `apis:` lists, in its order; `folder` is the settings file's own (absolute). */
export async function apisOf(
  files: FileNames,
  root: string,
  folder: string,
  entries: { readonly [id: string]: ApiEntry },
): Promise<Found> {
  const apis: Api[] = [];
  const problems: Problem[] = [];
  const ids = new Map<string, string>();
  for (const [id, entry] of Object.entries(entries)) {
    const problem = (message: string, hint?: string): void => {
      const at = { pointer: pointerOf('apis', id, 'contract'), on: 'value' } as const;
      problems.push({ ...at, message, ...(hint === undefined ? {} : { hint }) });
    };
    const contracts = await contractsOf(files, root, folder, id, entry.contract);
    if ('message' in contracts) problem(contracts.message, contracts.hint);
    else {
      for (const { id: one, file } of contracts) {
        const taken = apis.find((api) => api.file === file);
        const same = ids.get(one);
        if (taken !== undefined) problem(`\`${file}\` is the contract of \`${taken.id}\` already`);
        else if (same !== undefined) problem(`\`${same}\` and \`${file}\` would both be \`${one}\``);
        else {
          ids.set(one, file);
          apis.push(apiOf(one, file, entry));
        }
      }
    }
  }
  return { apis, problems };
}

function apiOf(id: string, file: string, entry: ApiEntry): Api {
  return {
    id,
    file,
    owner: entry.owner ?? null,
    audience: entry.audience ?? null,
    criticality: entry.criticality ?? 'normal',
  };
}

/** One path, or each file that a glob matches; words where there is none. */
async function contractsOf(
  files: FileNames,
  root: string,
  folder: string,
  id: string,
  contract: string,
): Promise<readonly { id: string; file: string }[] | Trouble> {
  const outside = { message: `\`${contract}\` leads out of the repository` };
  const file = rebased(root, folder, contract);
  const kind = file === null ? null : await files.kind(join(root, file));
  if (file !== null && kind === 'directory')
    return { message: `\`${contract}\` is a folder; name the contract in it, or use a glob` };
  if (file !== null && kind !== null) return [{ id, file }];

  const glob = globParts(contract);
  if (glob === null && file === null) return outside;
  if (glob === null)
    return {
      message: `there is no file \`${contract}\``,
      hint: `correct the path; to remove the API, take \`${id}\` out of \`apis\` as well`,
    };
  const base = rebased(root, folder, glob.base);
  if (base === null || glob.rest.split('/').includes('..')) return outside;
  const found = await files.list(resolve(root, base), [glob.rest]);
  if (found.length === 0) return { message: `\`${contract}\` matches no file` };
  return found.flatMap((path) => {
    const rooted = within(root, resolve(root, base, path));
    return rooted === null ? [] : [{ id: `${id}/${varyingPart(glob.rest, path)}`, file: rooted }];
  });
}

/**
 * What tells one match of a glob from another: the folders, and the file's name where the glob leaves it open. It depends on this
 * file alone, so that an API keeps its id when another one is added.
 */
function varyingPart(glob: string, path: string): string {
  const folders = path.split('/').slice(0, -1);
  const fixedName = globParts(glob.split('/').at(-1) ?? '') === null;
  return (fixedName && folders.length > 0 ? folders : [...folders, stemOf(path)]).join('/');
}
