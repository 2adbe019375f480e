import { posix } from 'node:path';

const MOST_ALTERNATIVES = 1000;

/**
 * Whether a path fits a glob of Spectral's `overrides`: `*`, `?` and `[…]` within a name, `**` over folders, `{a,b}`. A glob without a slash is
 * held against the last name of the path. As in Spectral, `*` and `**` do not stand for names that begin with a dot. Takes linear time in the path.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const names = posix.normalize(path).split('/');
  return alternatives(glob).some((one) => {
    const wanted = posix.normalize(one).split('/');
    return wanted.length === 1 && !one.includes('/') && one !== '**'
      ? nameFits(wanted[0] ?? '', names.at(-1) ?? '')
      : pathFits(wanted, names);
  });
}

/** Whether a glob can be held against paths: braces multiply. */
export function isGlob(glob: string): boolean {
  return alternatives(glob).length > 0;
}

/** `a{b,c}d` is `abd` and `acd`; none where there are too many. */
function alternatives(glob: string): readonly string[] {
  let done: string[] = [];
  let open = [glob];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const [whole, inner] = /\{([^{},]*,[^{}]*)\}/.exec(one) ?? [];
      if (whole === undefined || inner === undefined) done = [...done, one];
      else for (const choice of inner.split(',')) next.push(one.replace(whole, () => choice));
    }
    if (next.length + done.length > MOST_ALTERNATIVES) return [];
    open = next;
  }
  return done;
}

/** Which suffixes of the path are left after each name of the glob: a set, so that several `**` cost no more than one. */
function pathFits(wanted: readonly string[], names: readonly string[]): boolean {
  let at = new Set([0]);
  for (const name of wanted) {
    const next = new Set<number>();
    for (const index of at) {
      if (name === '**') {
        for (let skipped = index; skipped <= names.length; skipped += 1) {
          next.add(skipped);
          if (names[skipped]?.startsWith('.') === true) break;
        }
      } else if (index < names.length && nameFits(name, names[index] ?? '')) next.add(index + 1);
    }
    at = next;
  }
  return at.has(names.length);
}

type Piece = '*' | ((sign: string) => boolean);

function nameFits(glob: string, name: string): boolean {
  if (name.startsWith('.') && !glob.startsWith('.')) return false;
  const pieces = piecesOf(glob);
  let at = new Set([0]);
  const past = (from: ReadonlySet<number>): Set<number> => {
    const reached = new Set(from);
    for (const index of reached) if (pieces[index] === '*') reached.add(index + 1);
    return reached;
  };
  at = past(at);
  for (const sign of name) {
    const next = new Set<number>();
    for (const index of at) {
      const piece = pieces[index];
      if (piece === '*') next.add(index);
      else if (piece?.(sign) === true) next.add(index + 1);
    }
    at = past(next);
  }
  return at.has(pieces.length);
}

function piecesOf(glob: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [token, negated, set] of glob.matchAll(/\\.|\[([!^]?)([^\]]+)\]|[\s\S]/gu)) {
    if (token === '*') pieces.push('*');
    else if (token === '?') pieces.push(() => true);
    else if (set !== undefined) pieces.push((sign) => isIn(set, sign) === (negated === ''));
    else pieces.push((sign) => sign === (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token));
  }
  return pieces;
}

function isIn(set: string, sign: string): boolean {
  for (const [range, low = '', high = ''] of set.matchAll(/([\s\S])-([\s\S])|[\s\S]/gu)) {
    if (range.length < 3 ? range === sign : low <= sign && sign <= high) return true;
  }
  return false;
}
