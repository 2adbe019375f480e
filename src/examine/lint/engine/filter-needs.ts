import { isObject } from '../../../model/json.ts';

/**
 * What is known of a term before it is read: `absent` is undefined, `falsy` counts as no, `any` may be anything. Null where reading it may throw, so that it
 * must be read.
 */
export type Guess = 'absent' | 'falsy' | 'any' | null;

/** What is supposed of the value that a filter looks at, which is neither null nor missing: the members that it lacks, and that its key is one that the filter does not name. */
export type Supposed = { readonly lacks: ReadonlySet<string>; readonly otherKey: boolean };

/** A part of a filter as it is guessed. `literal` for one that always is the same. */
export type Guessed = {
  readonly guess: (supposed: Supposed) => Guess;
  readonly is?: 'value' | 'key';
  readonly literal?: unknown;
};

/** What a filter needs in order to select something: one of these members in the value, and one of these keys. Null where anything may do. */
export type Needs = { readonly members: readonly string[] | null; readonly keys: ReadonlySet<string> | null };

/** False where a filter selects nothing, so that it need not be asked. */
export function maySelect({ members, keys }: Needs, key: string | number, value: unknown): boolean {
  if (keys !== null && !keys.has(String(key))) return false;
  if (members === null || value === null || value === undefined) return true;
  return isObject(value) && members.some((member) => Object.hasOwn(value, member));
}

/** `members` and `keys` are those that the filter names. */
export function needsOf(whole: Guessed, members: ReadonlySet<string>, keys: ReadonlySet<string>): Needs {
  const selectsNothing = (supposed: Supposed): boolean => {
    const guess = whole.guess(supposed);
    return guess === 'absent' || guess === 'falsy';
  };
  const nothing = new Set<string>();
  const without = (lacks: ReadonlySet<string>): boolean => selectsNothing({ lacks, otherKey: false });
  return {
    members: without(members) ? [...fewest(members, without)] : null,
    keys: selectsNothing({ lacks: nothing, otherKey: true }) ? keys : null,
  };
}

/** Leaves out what can be left out, the last first: filters name first what is rare. */
function fewest(members: ReadonlySet<string>, suffice: (some: ReadonlySet<string>) => boolean): ReadonlySet<string> {
  let kept = members;
  for (const member of [...members].reverse()) {
    const fewer = new Set([...kept].filter((one) => one !== member));
    if (suffice(fewer)) kept = fewer;
  }
  return kept;
}

export function guessOf(operator: string, left: Guessed, right: Guessed): Guessed['guess'] {
  return (supposed) => {
    const a = left.guess(supposed);
    if (a === null) return null;
    if (operator === '&&' && a !== 'any') return a;
    const b = right.guess(supposed);
    switch (operator) {
      case '&&':
        return b;
      case '||':
        return a === 'any' && b !== null ? 'any' : b;
      case '===':
      case '==':
        return b === null ? null : isUnequal(a, b, left, right, supposed) ? 'falsy' : 'any';
      case '!==':
        return b === null ? null : a === 'absent' && b === 'absent' ? 'falsy' : 'any';
      default:
        return b === null || !COMPARES.has(operator) ? null : 'any';
    }
  };
}

const COMPARES: ReadonlySet<string> = new Set(['!=', '<', '>', '<=', '>=']);

/** Whether two terms cannot be equal: nothing, and something that is there; or a key, and a literal that it is not. */
function isUnequal(a: Guess, b: Guess, left: Guessed, right: Guessed, { otherKey }: Supposed): boolean {
  const isThere = ({ literal }: Guessed): boolean => literal !== undefined && literal !== null;
  if ((a === 'absent' && isThere(right)) || (b === 'absent' && isThere(left))) return true;
  return otherKey && (namesKey(left, right) || namesKey(right, left));
}

/** A literal that looks like a number could equal an index. */
export function namesKey(key: Guessed, { literal }: Guessed): boolean {
  return key.is === 'key' && typeof literal === 'string' && Number.isNaN(Number(literal));
}
