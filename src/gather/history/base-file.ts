import { CORE_SCHEMA, load } from 'js-yaml';
import { own, ownObject, ownString } from '../../model/json.ts';
import type { Repository, TreeEntry } from '../../model/ports.ts';
import { LIMITS } from '../contract/limits.ts';

/** A contract of the present, to be found in the past. */
export type Sought = {
  readonly file: string;
  readonly title: string | null;
  /** The file that bore the API's id in the settings of that commit; null where they do not have it. */
  readonly known: string | null;
  /** Whether a file is there at present; a contract that still is cannot be what another one was renamed from. */
  readonly present: (file: string) => Promise<boolean>;
};

/**
 * Where a contract stood in commit `base`: the file that its API had in the settings; else under the same name; else the only OpenAPI document of the same
 * title that is not there any more; else where git's rename detection between `base` and `head` finds it. Null when the contract did not exist.
 */
export async function baseFile(
  repository: Repository,
  base: string,
  head: string,
  { file, title, known, present }: Sought,
): Promise<string | null> {
  const paths = (await repository.tree(base)).map(({ path }) => path);
  const has = new Set(paths);
  if (known !== null && has.has(known)) return known;
  if (has.has(file)) return file;
  const gone = await contractsGone(repository, base, present, file);
  const ofTitle = gone.filter((one) => title !== null && title !== '' && one.title === title);
  const [only, ...more] = ofTitle;
  if (only !== undefined && more.length === 0) return only.file;
  return repository.renamedFrom(base, head, file);
}

/** An OpenAPI document of a commit. */
export type PastContract = { readonly file: string; readonly title: string };

/**
 * The OpenAPI documents of a commit that are not there at present. Where letter case does not count, `renamed`, a file of the present, is there also as
 * what it was called before.
 */
export async function contractsGone(
  repository: Repository,
  commit: string,
  present: Sought['present'],
  renamed: string | null = null,
): Promise<readonly PastContract[]> {
  const candidates: TreeEntry[] = [];
  for (const entry of await repository.tree(commit)) {
    if (!/\.(ya?ml|json)$/i.test(entry.path)) continue;
    const respelt = entry.path !== renamed && entry.path.toLowerCase() === renamed?.toLowerCase();
    if (respelt || !(await present(entry.path))) candidates.push(entry);
  }
  const found: PastContract[] = [];
  let index = 0;
  for await (const bytes of repository.readBlobs(candidates.map(({ blob }) => blob))) {
    const file = candidates[index]?.path ?? '';
    index += 1;
    const title = titleOf(bytes);
    if (title !== null) found.push({ file, title });
  }
  return found;
}

/** The title of an OpenAPI document, empty where it has none; null for whatever else. */
function titleOf(bytes: Uint8Array): string | null {
  if (bytes.length > LIMITS.fileBytes) return null;
  const text = new TextDecoder().decode(bytes);
  if (!/\b(openapi|swagger)\b/.test(text)) return null;
  try {
    const document: unknown = load(text, { schema: CORE_SCHEMA });
    if ((own(document, 'openapi') ?? own(document, 'swagger')) === undefined) return null;
    return ownString(ownObject(document, 'info'), 'title') ?? '';
  } catch {
    // No contract, then; whether the one asked for is well-formed, its loader says.
    return null;
  }
}
