import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDocument } from '../../src/model/contract.ts';
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
  readonly ours: readonly Item[];
  readonly theirs: readonly Item[];
};

/** A difference that we stand by. Each is shown by a minimal case in `test/examine/lint/spectral-differential.test.ts`. */
type Declared = {
  readonly reason: string;
  readonly missing?: (item: Item, difference: Difference) => boolean;
  readonly extra?: (item: Item, difference: Difference) => boolean;
};

const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

const DECLARED: readonly Declared[] = [
  {
    reason:
      'Spectral resolves what looks like a reference within examples, and reports where it leads nowhere (stoplightio/spectral#1310, #2830)',
    missing: ({ code, path }) => code === 'invalid-ref' && path.some((segment) => DATA.has(segment)),
  },
  {
    reason:
      'what stands in examples and extensions is data, and what looks like a reference there stays as it is (stoplightio/spectral#1310, #2830)',
    extra: ({ path }) =>
      path.at(-1) === '$ref' && path.some((segment) => segment.startsWith('x-') || DATA.has(segment)),
  },
  {
    reason: 'Spectral counts columns behind a byte order mark one too low',
    missing: (item, { file, ours }) => hasByteOrderMark(file) && ours.some((one) => isElsewhere(item, one)),
    extra: (item, { file, theirs }) => hasByteOrderMark(file) && theirs.some((one) => isElsewhere(item, one)),
  },
  {
    reason: "Spectral's YAML parser drops the blank lines that a block scalar keeps (`>+`)",
    missing: (item, { ours }) => ours.some((one) => isSameButBlank(item, one)),
    extra: (item, { theirs }) => theirs.some((one) => isSameButBlank(item, one)),
  },
  {
    reason:
      'behind a reference Spectral loses its way at keys that a URI must escape, and reports the parent (media types with +, paths with {…}, names with $ or @)',
    missing: (item, { ours }) => ours.some((one) => one.code === item.code && isCutShort(item.path, one.path)),
    extra: (item, { theirs }) => theirs.some((one) => one.code === item.code && isCutShort(one.path, item.path)),
  },
];

/** Takes out what is declared, and counts it by reason. */
export function explain(difference: Difference, declared: Map<string, number>): Pick<Difference, 'missing' | 'extra'> {
  const count = (reason: string): true => {
    declared.set(reason, (declared.get(reason) ?? 0) + 1);
    return true;
  };
  const left = (items: readonly Item[], side: 'missing' | 'extra'): readonly Item[] =>
    items.filter((item) => {
      const known = DECLARED.find((one) => one[side]?.(item, difference) === true);
      return known === undefined || !count(known.reason);
    });
  return { missing: left(difference.missing, 'missing'), extra: left(difference.extra, 'extra') };
}

function isElsewhere(left: Item, right: Item): boolean {
  return left.code === right.code && left.message === right.message && left.path.join('/') === right.path.join('/');
}

function isSameButBlank(left: Item, right: Item): boolean {
  const bare = ({ message }: Item): string => message.replaceAll('\\n', '');
  return (
    left.range === right.range &&
    left.code === right.code &&
    left.message !== right.message &&
    bare(left) === bare(right)
  );
}

function hasByteOrderMark(file: string): boolean {
  return readFileSync(join(shared, file))[0] === 0xef;
}

/** Whether the path that Spectral gives ends before a key that a URI must escape. */
function isCutShort(theirs: readonly string[], ours: readonly string[]): boolean {
  if (theirs.length >= ours.length || !theirs.every((segment, index) => segment === ours[index])) return false;
  return /[^a-zA-Z0-9_.!~*'()/\-–]/u.test(ours[theirs.length] ?? '');
}
