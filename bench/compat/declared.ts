import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../../src/examine/lint/engine/print.ts';
import { uriPointer } from '../../src/examine/lint/engine/uri-pointer.ts';
import { targetOf } from '../../src/examine/lint/references.ts';
import { shapeOfDocument } from '../../src/gather/contract/document-shape.ts';
import { type Shape, shapeBelow } from '../../src/gather/contract/shape.ts';
import type { ApiDocument } from '../../src/model/contract.ts';
import { isArray, type Json, own } from '../../src/model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../src/model/pointer.ts';
import { shared } from './documents.ts';

/** A finding as it is compared. `range` counts from 1. */
export type Item = {
  readonly code: string;
  readonly severity: number;
  readonly path: readonly string[];
  readonly message: string;
  readonly range: string;
};

export type Difference = {
  readonly contract: ApiDocument;
  readonly file: string;
  /** What Spectral has and we have not. */
  readonly missing: readonly Item[];
  /** What we have and Spectral has not. */
  readonly extra: readonly Item[];
  /** What we say again in the same words, and Spectral once. */
  readonly again: readonly Item[];
  readonly ours: readonly Item[];
  readonly theirs: readonly Item[];
};

/** A difference that we stand by. Each is shown by a minimal case in `test/examine/lint/spectral-differential.test.ts`. */
type Declared = { readonly reason: string } & {
  readonly [side in Side]?: (item: Item, difference: Difference) => boolean;
};

type Side = 'missing' | 'extra' | 'again';
type Left = { readonly side: Side; readonly item: Item };

const DECLARED: readonly Declared[] = [
  {
    reason:
      'Spectral resolves what looks like a reference within examples, and reports where it leads nowhere (stoplightio/spectral#1310, #2830)',
    missing: ({ code, path }, { contract }) => code === 'invalid-ref' && isDataThatRefers(contract, path),
  },
  {
    reason:
      'what stands in examples and extensions is data, and what looks like a reference there stays as it is (stoplightio/spectral#1310, #2830)',
    extra: ({ path }, { contract }) => isDataThatRefers(contract, path),
    // A function that says each reference once has then said it there.
    missing: ({ code, path }, { contract, extra }) => {
      const reference = valueAt(contract.document, pointerOf(...path));
      return extra.some(
        (one) =>
          one.code === code &&
          isDataThatRefers(contract, one.path) &&
          valueAt(contract.document, pointerOf(...one.path)) === reference,
      );
    },
  },
  {
    reason: 'Spectral counts columns behind a byte order mark one too low',
    ...bothWays((theirs, ours, { file }) => {
      return hasByteOrderMark(file) && isSaidAlike(theirs, ours) && theirs.range === oneLower(ours.range);
    }),
  },
  {
    reason: 'Spectral has no place for the length of a list, and says line 1',
    ...bothWays((theirs, ours) => {
      const list = [theirs.message, theirs.severity, theirs.path.at(-1), theirs.range];
      return (
        isSamePath(theirs.path.slice(0, -1), ours.path) &&
        JSON.stringify(list) === JSON.stringify([ours.message, ours.severity, 'length', '1:1-1:1'])
      );
    }),
  },
  {
    reason: "Spectral's YAML parser drops the blank lines that a block scalar keeps (`>+`)",
    ...bothWays((theirs, ours, { file }) => keepsBlankLines(file) && isSameButBlank(theirs, ours)),
  },
  {
    reason:
      'behind a reference Spectral loses its way at keys that a URI must escape, and reports the parent (media types with +, paths with {…}, names with @, and `$ref`)',
    ...bothWays(
      (theirs, ours, { contract }) =>
        isToldAlike(contract, theirs, ours) && isCutShort(contract, theirs.path, ours.path),
    ),
  },
  {
    reason:
      'Spectral follows a reference that leads nowhere when it looks for the place, and reports what there is of its target (stoplightio/spectral#2837)',
    ...bothWays(
      (theirs, ours, { contract }) =>
        isToldAlike(contract, theirs, ours) && isLedAstray(contract, theirs.path, ours.path),
    ),
  },
];

const SIDES: readonly Side[] = ['missing', 'extra', 'again'];

/** Parts a difference into what is declared, by reason, and what is left. */
export function explain(difference: Difference): {
  readonly left: readonly Left[];
  readonly known: readonly (Left & { readonly reason: string })[];
} {
  const all = SIDES.flatMap((side) =>
    difference[side].map((item) => {
      const declared = DECLARED.find((one) => one[side]?.(item, difference) === true);
      return { side, item, reason: declared?.reason ?? null };
    }),
  );
  return {
    left: all.filter(({ reason }) => reason === null),
    known: all.flatMap(({ reason, ...one }) => (reason === null ? [] : [{ ...one, reason }])),
  };
}

/** What Spectral says is explained by one of ours, and what we say by one of Spectral's. */
function bothWays(
  explains: (theirs: Item, ours: Item, difference: Difference) => boolean,
): Required<Pick<Declared, 'missing' | 'extra'>> {
  return {
    missing: (item, difference) =>
      difference.ours.some((one) => one.code === item.code && explains(item, one, difference)),
    extra: (item, difference) =>
      difference.theirs.some((one) => one.code === item.code && explains(one, item, difference)),
  };
}

function isSaidAlike(left: Item, right: Item): boolean {
  return left.severity === right.severity && left.message === right.message && isSamePath(left.path, right.path);
}

/** Whether two findings in different places say the same, but for the names of their places and what stands there. */
function isToldAlike({ document }: ApiDocument, left: Item, right: Item): boolean {
  if (left.severity !== right.severity) return false;
  return left.message === right.message || placeless(document, left) === placeless(document, right);
}

function placeless(document: Json, { message, path }: Item): string {
  const value = valueAt(document, pointerOf(...path));
  const words = message.replaceAll(uriPointer(path), '§').replaceAll(value === undefined ? '§' : print(value), '§');
  const name = path.at(-1) ?? '';
  return name === '' ? words : words.replaceAll(name, '§');
}

function isSamePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((segment, index) => segment === right[index]);
}

function isDataThatRefers(contract: ApiDocument, path: readonly string[]): boolean {
  return path.at(-1) === '$ref' && isData(contract, path.slice(0, -1));
}

/** Whether the way to a place leads through a key below which there is data. */
function isData(contract: ApiDocument, path: readonly string[]): boolean {
  let value: Json | undefined = contract.document;
  let shape: Shape | null = shapeOfDocument(contract.dialect);
  for (const segment of path) {
    shape = isArray(value) ? shape.items : shapeBelow(shape, segment);
    if (shape === null) return isArray(value) || segment.startsWith('x-') || DATA.has(segment);
    value = isArray(value) ? value[Number(segment)] : own(value, segment);
  }
  return false;
}

/** Keys of OpenAPI, AsyncAPI and JSON Schema below which stands data. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue']);

/** A range with columns one lower; no column is lower than the first, where a document begins. */
function oneLower(range: string): string {
  return range.replaceAll(/:(\d+)/g, (_, column: string) => `:${String(Math.max(1, Number(column) - 1))}`);
}

function isSameButBlank(left: Item, right: Item): boolean {
  const bare = ({ message }: Item): string => message.replaceAll('\\n', '');
  return left.range === right.range && left.message !== right.message && bare(left) === bare(right);
}

function hasByteOrderMark(file: string): boolean {
  return readFileSync(join(shared, file))[0] === 0xef;
}

function keepsBlankLines(file: string): boolean {
  return /[|>]\d?\+\s*$/m.test(readFileSync(join(shared, file), 'utf8'));
}

/** Whether the path that Spectral gives ends before the first key that a URI must escape, behind what a reference leads to. */
function isCutShort(contract: ApiDocument, theirs: readonly string[], ours: readonly string[]): boolean {
  if (theirs.length >= ours.length || !isSamePath(theirs, ours.slice(0, theirs.length))) return false;
  if (!isEscaped(ours[theirs.length] ?? '')) return false;
  return targetsIn(contract).some((target) => {
    // A reference may itself be written with what it escapes.
    const behind = target.length > theirs.length ? theirs : theirs.slice(target.length);
    return isSamePath(target, ours.slice(0, target.length)) && !behind.some(isEscaped);
  });
}

function isEscaped(segment: string): boolean {
  return uriPointer([segment]) !== `#${pointerOf(segment)}`;
}

/** Whether ours stands at a reference that leads nowhere, and Spectral's at what there is of its target. */
function isLedAstray({ document }: ApiDocument, theirs: readonly string[], ours: readonly string[]): boolean {
  const target = targetOf(valueAt(document, pointerOf(...(ours.at(-1) === '$ref' ? ours.slice(0, -1) : ours))));
  const segments = target === null ? [] : segmentsOf(target);
  const there = segments.findIndex(
    (_, index) => valueAt(document, pointerOf(...segments.slice(0, index + 1))) === undefined,
  );
  return there !== -1 && isSamePath(theirs, segments.slice(0, there));
}

const targets = new WeakMap<ApiDocument, readonly (readonly string[])[]>();

/** What the references of a document lead to. */
function targetsIn(contract: ApiDocument): readonly (readonly string[])[] {
  const known = targets.get(contract);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const look = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    const target = targetOf(value);
    if (target !== null) found.add(target);
    for (const child of Object.values(value)) look(child);
  };
  look(contract.document);
  const all = [...found].map(segmentsOf);
  targets.set(contract, all);
  return all;
}
