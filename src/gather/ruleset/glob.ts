import { posix } from 'node:path';

const MOST_ALTERNATIVES = 1000;

/**
 * Whether a path fits a glob of Spectral's `overrides`: `*`, `?` and `[…]` within a name, `**` over folders, `{a,b}` and `{1..3}`, `@(a|b)` and `?(a|b)`;
 * after `!`, what does not fit. A glob without a slash is held against the last name of the path. As in Spectral, `*` and `**` do not stand for names that
 * begin with a dot. Takes linear time in the path.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const [marks = ''] = /^!*/.exec(glob) ?? [];
  const names = posix.normalize(path).split('/');
  const fits = (alternatives(glob.slice(marks.length)) ?? []).some((one) => {
    const wanted = posix.normalize(one).split('/');
    return wanted.length === 1 && !one.includes('/')
      ? nameFits(wanted[0] ?? '', names.at(-1) ?? '')
      : pathFits(wanted, names);
  });
  return fits !== (marks.length % 2 === 1);
}

/** Why a glob cannot be held against paths, in words that follow it; null where it can. */
export function globProblem(glob: string): string | null {
  const [repeated] = /[*+!](?=\()/.exec(glob) ?? [];
  if (repeated !== undefined) return `has \`${repeated}(…)\`, which is not read here; write {a,b}`;
  return alternatives(glob) === null ? 'has too many alternatives in braces' : null;
}

/** `a{b,c}d` is `abd` and `acd`; null where there are too many. */
function alternatives(glob: string): readonly string[] | null {
  let done: string[] = [];
  let open = [glob.replace(/([@?])\(([^()]*)\)/g, inBraces)];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const braces = choicesIn(one);
      if (braces === null) done = [...done, one];
      else for (const choice of braces.choices) next.push(one.replace(braces.whole, () => choice));
    }
    if (next.length + done.length > MOST_ALTERNATIVES) return null;
    open = next;
  }
  return done;
}

function inBraces(_: string, kind: string, inner: string): string {
  const choices = [...(kind === '?' ? [''] : []), ...inner.split('|')];
  return choices.length === 1 ? inner : `{${choices.join(',')}}`;
}

/** The first innermost braces, and what may stand in their place. */
function choicesIn(glob: string): { readonly whole: string; readonly choices: readonly string[] } | null {
  for (const [whole, inner = ''] of glob.matchAll(/\{([^{}]*)\}/g)) {
    const choices = inner.includes(',') ? inner.split(',') : rangeOf(inner);
    if (choices !== null) return { whole, choices };
  }
  return null;
}

/** `1..3`, `01..10` or `a..e`. */
function rangeOf(inner: string): readonly string[] | null {
  const [, low = '', high = ''] = /^(-?\d{1,9}|[a-zA-Z])\.\.(-?\d{1,9}|[a-zA-Z])$/.exec(inner) ?? [];
  const numbers = /\d$/.test(low);
  if (low === '' || numbers !== /\d$/.test(high)) return null;
  const number = (text: string): number => (numbers ? Number(text) : text.charCodeAt(0));
  const [from, to] = [number(low), number(high)];
  const width = /^-?0\d/.test(low) || /^-?0\d/.test(high) ? Math.max(low.length, high.length) : 0;
  const length = Math.min(Math.abs(to - from) + 1, MOST_ALTERNATIVES + 1);
  return Array.from({ length }, (_, index) => {
    const at = from + (from <= to ? index : -index);
    return numbers ? padded(at, width) : String.fromCharCode(at);
  });
}

function padded(number: number, width: number): string {
  return number < 0 ? `-${String(-number).padStart(width - 1, '0')}` : String(number).padStart(width, '0');
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
