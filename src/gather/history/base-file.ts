import { CORE_SCHEMA, load } from 'js-yaml';
import { own, ownObject, ownString } from '../../model/json.ts';
import type { Repository } from '../../model/ports.ts';

/** A contract of the present, to be found in the past. */
export type Sought = {
  readonly file: string;
  readonly title: string | null;
  /** Whether a file is there at present; a contract that still is cannot be what another one was renamed from. */
  readonly present: (file: string) => Promise<boolean>;
};

/**
 * Where a contract stood in commit `base`: under the same name; else where git's rename detection between `base` and `head` finds it; else the only
 * OpenAPI document of the same title that is not there any more. Null when the contract did not exist.
 */
export async function baseFile(
  repository: Repository,
  base: string,
  head: string,
  sought: Sought,
): Promise<string | null> {
  if ((await repository.read(base, sought.file)) !== null) return sought.file;
  const renamed = await repository.renamedFrom(base, head, sought.file);
  if (renamed !== null) return renamed;
  return sought.title === null || sought.title === '' ? null : ofTitle(repository, base, sought.title, sought.present);
}

async function ofTitle(
  repository: Repository,
  base: string,
  title: string,
  present: Sought['present'],
): Promise<string | null> {
  const candidates = (await repository.tree(base)).filter(({ path }) => /\.(ya?ml|json)$/i.test(path));
  const found: string[] = [];
  let index = 0;
  for await (const bytes of repository.readBlobs(candidates.map(({ blob }) => blob))) {
    const path = candidates[index]?.path;
    index += 1;
    if (path !== undefined && titleOf(bytes, title) === title && !(await present(path))) found.push(path);
  }
  const [only, ...more] = found;
  return only !== undefined && more.length === 0 ? only : null;
}

/** The title of an OpenAPI document; null for whatever else, and for what cannot have the wanted title, unparsed. */
function titleOf(bytes: Uint8Array, wanted: string): string | null {
  const text = new TextDecoder().decode(bytes);
  const word = /[A-Za-z]{2,}/.exec(wanted)?.[0] ?? '';
  if (!/\b(openapi|swagger)\b/.test(text) || !text.includes(word)) return null;
  try {
    const document: unknown = load(text, { schema: CORE_SCHEMA });
    if ((own(document, 'openapi') ?? own(document, 'swagger')) === undefined) return null;
    return ownString(ownObject(document, 'info'), 'title') ?? null;
  } catch {
    // No contract, then; whether the one asked for is well-formed, its loader says.
    return null;
  }
}
