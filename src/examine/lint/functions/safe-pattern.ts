import { defineLintFunction } from '../define.ts';

export default defineLintFunction({
  name: 'safePattern',
  summary: 'A regular expression is anchored at both ends, and repeats no group that repeats.',
  options: null,
  check: (input) => {
    if (typeof input !== 'string') return [];
    const anchored = alternatives(input).every((one) => one.startsWith('^') && /(^|[^\\])(\\\\)*\$$/.test(one));
    return [
      ...(anchored ? [] : [{ message: 'has no ^ and $ around it, so that it matches within any text', about: 'open' }]),
      ...(repeatsRepetition(input) ? [{ message: 'repeats a group that repeats', about: 'slow' }] : []),
    ];
  },
});

const TOKENS = /\\.|\[(?:\\.|[^\]\\])*\]|[^]/g;

/** The choices at the top of a pattern: `^a|b$` has two, of which neither is anchored. */
function alternatives(pattern: string): string[] {
  const found = [''];
  let depth = 0;
  for (const [token] of pattern.matchAll(TOKENS)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${token}`);
  }
  return found;
}

/** `(a+)+` may read a text in as many ways as it has letters, doubled for each; `(-a+)+` in one. */
function repeatsRepetition(pattern: string): boolean {
  const classes = pattern.replace(/\\[()]|\[(?:\\.|[^\]\\])*\]/g, (text) => text.replace(/[()]/g, 'x'));
  return [...classes.matchAll(/\((?:\?:)?([^()]*)\)(?:[+*]|\{\d+,\})/g)].some(([, body = '']) =>
    body.split('|').some((one) => !isSeparated(atomsOf(one))),
  );
}

type Atom = { readonly text: string; readonly quantifier: string };

function atomsOf(body: string): Atom[] {
  const found = body.matchAll(/(\\.|\[(?:\\.|[^\]\\])*\]|[^])((?:[*+?]|\{\d+(?:,\d*)?\})?)\??/g);
  return Array.from(found, ([, text = '', quantifier = '']) => ({ text, quantifier }));
}

/** Whether one letter at an end of a group says where each round of it begins, because nothing that repeats within can be that letter. */
function isSeparated(atoms: readonly Atom[]): boolean {
  const repeated = atoms.filter(({ quantifier }) => /^([*+]|\{\d+,\d*\})$/.test(quantifier));
  if (repeated.length === 0) return true;
  return [atoms[0], atoms.at(-1)].some(
    (end) => end?.quantifier === '' && repeated.every((atom) => isDisjoint(end.text, atom.text)),
  );
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function isDisjoint(left: string, right: string): boolean {
  try {
    const [one, other] = [new RegExp(`^${left}$`), new RegExp(`^${right}$`)];
    return !ASCII.some((letter) => one.test(letter) && other.test(letter));
  } catch {
    return false;
  }
}
