/**
 * Filters of JSONPath (`[?(…)]`) are compiled to JavaScript by the engine that runs them. Rulesets come from the repository under
 * review, so a filter may read, compare and match, and call nothing else: `@.constructor.constructor('…')()` must not get through.
 */

const METHODS = new Set([
  'match',
  'test',
  'includes',
  'indexOf',
  'startsWith',
  'endsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
]);

/** Names that lead out of the data. `constructor` passes only as `.constructor.name`, which compares types. */
const FORBIDDEN = new Set([
  '__proto__',
  'prototype',
  'caller',
  'callee',
  'arguments',
  'eval',
  'Function',
  'globalThis',
]);

type Kind = 'string' | 'regex' | 'number' | 'name' | 'sign';
type Token = { readonly kind: Kind; readonly text: string };

const TOKENS: readonly (readonly [Kind, RegExp])[] = [
  ['string', /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/],
  ['number', /^\d+(?:\.\d+)?/],
  ['name', /^(?:@@?[A-Za-z]*|[A-Za-z_$][\w$-]*)/],
  ['sign', /^(?:===|!==|==|!=|<=|>=|&&|\|\||~=|\.\.|[().,[\]!<>?:+*^~-])/],
];

/** What a filter in a JSONPath expression does that it may not, in words; null for an expression that only reads. */
export function trespass(expression: string): string | null {
  const tokens = tokensOf(expression);
  if (typeof tokens === 'string') return tokens;
  for (const [index, token] of tokens.entries()) {
    const found = nameTrespass(tokens, index, token) ?? callTrespass(tokens, index, token);
    if (found !== null) return found;
  }
  return null;
}

/** How many brackets stand inside one another. */
export function depthOf(expression: string): number {
  let [depth, deepest] = [0, 0];
  for (const sign of expression) {
    if (sign === '(' || sign === '[') depth += 1;
    else if (sign === ')' || sign === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function nameTrespass(tokens: readonly Token[], index: number, token: Token): string | null {
  const name = token.kind === 'string' ? token.text.slice(1, -1) : token.text;
  if (token.kind !== 'name' && token.kind !== 'string') return null;
  if (token.kind === 'string' && /\\[xu]/.test(name)) return 'it holds an escaped character';
  if (FORBIDDEN.has(name)) return `it reads \`${name}\``;
  const readsType = tokens[index + 1]?.text === '.' && tokens[index + 2]?.text === 'name';
  return name === 'constructor' && !(token.kind === 'name' && readsType) ? 'it reads `constructor`' : null;
}

function callTrespass(tokens: readonly Token[], index: number, token: Token): string | null {
  const before = tokens[index - 1];
  if (token.kind !== 'sign' || before === undefined) return null;
  if (token.text === '(') return calledBy(tokens, index - 1, before);
  return token.text === '[' && endsValue(before) ? memberTrespass(tokens, index) : null;
}

/** What stands before `(`: a method that only reads, a type such as `@string()`, or nothing that is called. */
function calledBy(tokens: readonly Token[], index: number, before: Token): string | null {
  if (before.text === ')' || before.text === ']' || before.kind === 'string') return 'it calls what it computes';
  const called = before.kind === 'name' && !before.text.startsWith('@') && !isMethod(tokens, index);
  return called ? `it calls \`${before.text}\`` : null;
}

/** After a value, `[` reads a member: only a literal, `*` or a filter may stand there. */
function memberTrespass(tokens: readonly Token[], index: number): string | null {
  const inner = tokens[index + 1];
  const computed = inner?.text === '(' || (inner?.kind === 'name' && inner.text.startsWith('@'));
  return computed || tokens[index + 2]?.text === '+' ? 'it computes the name of a member' : null;
}

function isMethod(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.text === '.' && METHODS.has(tokens[index]?.text ?? '');
}

function endsValue(token: Token): boolean {
  return token.kind === 'name' || token.text === ')' || token.text === ']';
}

function tokensOf(expression: string): Token[] | string {
  const tokens: Token[] = [];
  let rest = expression;
  while (rest !== '') {
    const space = /^\s+/.exec(rest);
    if (space !== null) {
      rest = rest.slice(space[0].length);
      continue;
    }
    const token = regexAt(rest, tokens.at(-1)) ?? tokenAt(rest) ?? keyPartAt(rest, tokens);
    if (token === null) {
      // Outside of filters, keys with other signs are plain member names, as in `$..application/json`.
      if (!expression.includes('(')) return [];
      return `it holds \`${rest.slice(0, 1)}\``;
    }
    tokens.push(token);
    rest = rest.slice(token.text.length);
  }
  return tokens;
}

/** Outside of brackets nothing is code: `/` belongs to a key, as in `$..content.application/json`. */
function keyPartAt(text: string, before: readonly Token[]): Token | null {
  if (!text.startsWith('/')) return null;
  const open = before.filter(({ text: sign }) => sign === '[' || sign === '(').length;
  const closed = before.filter(({ text: sign }) => sign === ']' || sign === ')').length;
  return open === closed ? { kind: 'sign', text: '/' } : null;
}

function tokenAt(text: string): Token | null {
  for (const [kind, pattern] of TOKENS) {
    const found = pattern.exec(text);
    if (found !== null) return { kind, text: found[0] };
  }
  return null;
}

/** A `/` begins a regular expression where a value cannot have ended. */
function regexAt(text: string, before: Token | undefined): Token | null {
  if (!text.startsWith('/') || before === undefined || before.kind === 'name' || before.kind === 'number') return null;
  const found = /^\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(text);
  return found === null ? null : { kind: 'regex', text: found[0] };
}
