import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Contract, Dialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type JsonObject, ownObject, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { parentOf } from '../../model/pointer.ts';
import { type Parsed, parseFile } from './parse.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a contract whole from a tree: the root file and everything it references.
 * `id` is the API's id in the workspace. Throws a CountersignError with exit code 3 for whatever is no contract.
 */
export async function loadContract(tree: Tree, file: string, id: string): Promise<Contract> {
  const bytes = await tree.read(file);
  const parsed = parseFile(file, bytes);
  if (!isObject(parsed.value)) throw new CountersignError('CONTRACT_NOT_AN_OBJECT', `${file} is not an object`);
  const document = parsed.value;
  return {
    id,
    title: ownString(ownObject(document, 'info'), 'title') ?? '',
    version: ownString(ownObject(document, 'info'), 'version') ?? '',
    dialect: dialectOf(file, document),
    document,
    source: {
      file,
      commit: tree.commit,
      sha256: sha256(canonicalize(document) ?? ''),
      files: [{ file, sha256: sha256(bytes) }],
    },
    locate: (pointer) => locate(parsed, file, tree.commit, pointer),
    lines: (name) => (name === file ? parsed.text.split(/\r\n|\r|\n/) : []),
  };
}

function dialectOf(file: string, document: JsonObject): Dialect {
  const version = ownString(document, 'openapi') ?? ownString(document, 'swagger') ?? '';
  const dialect = /^(2\.0|3\.[012])(\.|$)/.exec(version)?.[1];
  if (dialect === undefined) throw new CountersignError('CONTRACT_DIALECT', `${file} is no OpenAPI document`);
  return dialect as Dialect;
}

function locate(parsed: Parsed, file: string, commit: string | null, pointer: string): Location {
  let surviving = pointer;
  let span = parsed.span(surviving);
  while (span === null && surviving !== '') {
    surviving = parentOf(surviving);
    span = parsed.span(surviving);
  }
  const { start, end } = span ?? { start: 0, end: 0 };
  const [from, to] = [position(parsed.text, start), position(parsed.text, end)];
  return {
    file,
    commit,
    pointer: surviving,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
