import { createHash } from 'node:crypto';
import type { AnyDialect, ApiDocument, Broken, Contract, OddKey, OddKind } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { type JsonObject, ownObject, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { BrokenReference } from './broken-reference.ts';
import { type Bundled, bundle, isWhole } from './bundle.ts';
import { canonical } from './canonical.ts';
import { contractIn, documentIn, type Root } from './dialect.ts';
import { linesOf } from './line-index.ts';
import { locationOf, locator, placeOf } from './locate.ts';
import { measure } from './measure.ts';
import { parseFile, type SourceFile } from './parse.ts';
import { contractFiles, refuseLarge } from './referenced-files.ts';
import { followReferences, type Links } from './references.ts';
import type { Span } from './source-node.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a contract whole from a tree: the root file and everything it references.
 * `id` is the API's id in the workspace. Throws a CountersignError with exit code 3 for whatever is no contract.
 */
export function loadContract(tree: Tree, file: string, id: string): Promise<Contract> {
  return load(tree, file, id, { rootOf: contractIn, kept: false });
}

/**
 * The same for whatever is linted: contracts, AsyncAPI and Arazzo. References that lead nowhere or to another host stand in `broken`, and stay in the
 * document as they are; of keys that stand twice the last counts, and they are among the `oddKeys`: lint reports them.
 */
export function loadDocument(tree: Tree, file: string, id: string): Promise<ApiDocument> {
  return load(tree, file, id, { rootOf: documentIn, kept: true });
}

type Reading<Kind extends AnyDialect> = {
  readonly rootOf: (root: SourceFile) => Root<Kind>;
  /** Whether references that lead nowhere and keys that stand twice are handed back instead of being an error. */
  readonly kept: boolean;
};

async function load<Kind extends AnyDialect>(
  tree: Tree,
  file: string,
  id: string,
  { rootOf, kept }: Reading<Kind>,
): Promise<ApiDocument & { readonly dialect: Kind }> {
  const bytes = await tree.read(file);
  refuseLarge(file, bytes);
  const root = parseFile(file, bytes, { kept });
  const { object, dialect } = rootOf(root);
  const files = contractFiles(tree, root, bytes.length, kept);
  const { links, broken } = await followReferences(root, dialect, files.open, kept);
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
    broken: broken.map((each) => brokenIn(each, tree.commit)),
    unnamed: bundled.unnamed,
    oddKeys: (kind) => sources.flatMap((each) => oddKeysOf(each, kind, tree.commit)),
    locate: locator(bundled, root, tree.commit),
    lines: linesIn(sources),
  };
}

function brokenIn({ from, site, problem, hint, cause }: BrokenReference, commit: string | null): Broken {
  // What a file's own error says is a sentence of its own.
  const message = `'${site.ref}'${cause === undefined ? '' : ':'} ${problem}`;
  return { reference: site.ref, message, hint, at: placeOf(from, site.pointer, commit) };
}

function oddKeysOf(file: SourceFile, kind: OddKind, commit: string | null): readonly OddKey[] {
  return file.oddKeys(kind).map(({ path, problem, ...span }) => {
    const locate = (where: Span): Location => locationOf(file, pointerOf(...path), where, commit);
    return {
      key: path.at(-1) ?? '',
      problem: 'type' in problem ? problem : { first: locate(problem.first) },
      at: locate(span),
    };
  });
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

function wholeDocument(root: SourceFile, object: JsonObject, dialect: AnyDialect, links: Links): Bundled {
  if (isWhole(links, root)) return { document: object, origins: new Map(), unnamed: new Set() };
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
