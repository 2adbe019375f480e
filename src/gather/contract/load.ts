import { createHash } from 'node:crypto';
import type { Contract, Dialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { type JsonObject, ownObject, ownString } from '../../model/json.ts';
import { type Bundled, bundle, isWhole } from './bundle.ts';
import { canonical } from './canonical.ts';
import { contractIn } from './dialect.ts';
import { linesOf } from './line-index.ts';
import { locator } from './locate.ts';
import { measure } from './measure.ts';
import { parseFile, type SourceFile } from './parse.ts';
import { contractFiles, refuseLarge } from './referenced-files.ts';
import { followReferences, type Links } from './references.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a contract whole from a tree: the root file and everything it references.
 * `id` is the API's id in the workspace. Throws a CountersignError with exit code 3 for whatever is no contract.
 */
export async function loadContract(tree: Tree, file: string, id: string): Promise<Contract> {
  const bytes = await tree.read(file);
  refuseLarge(file, bytes);
  const root = parseFile(file, bytes);
  const { object, dialect } = contractIn(root);
  const files = contractFiles(tree, root, bytes.length);
  const links = await followReferences(root, dialect, files.open);
  const bundled = wholeDocument(root, object, dialect, links);
  const sources = inOrder(files.all());
  return {
    id,
    title: ownString(ownObject(bundled.document, 'info'), 'title') ?? '',
    version: ownString(ownObject(bundled.document, 'info'), 'version') ?? '',
    dialect,
    document: bundled.document,
    source: {
      file,
      commit: tree.commit,
      sha256: createHash('sha256').update(canonical(bundled.document)).digest('hex'),
      files: sources.map((each) => ({ file: each.file, sha256: each.sha256 })),
    },
    locate: locator(bundled, root, tree.commit),
    lines: linesIn(sources),
  };
}

/** Splits a file when its lines are first asked for: a report asks for many frames. */
function linesIn(sources: readonly SourceFile[]): Contract['lines'] {
  const split = new Map<string, readonly string[]>();
  return (name) => {
    const lines = split.get(name) ?? linesOf(sources.find((each) => each.file === name)?.text ?? null);
    split.set(name, lines);
    return lines;
  };
}

function wholeDocument(root: SourceFile, object: JsonObject, dialect: Dialect, links: Links): Bundled {
  if (isWhole(links, root)) return { document: object, origins: new Map() };
  const bundled = bundle(root, object, dialect, links);
  measure(bundled.document, (code, _path, problem) => {
    return new CountersignError(code, `${root.file}: ${problem}, counted over all its files`);
  });
  return bundled;
}

/** The root first, then by name. */
function inOrder([root, ...referenced]: readonly SourceFile[]): readonly SourceFile[] {
  const sorted = referenced.sort((left, right) => (left.file < right.file ? -1 : 1));
  return root === undefined ? [] : [root, ...sorted];
}
