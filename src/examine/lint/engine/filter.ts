import { own } from '../../../model/json.ts';
import { type Guess, type Guessed, guessOf, namesKey, type Needs, needsOf } from './filter-needs.ts';
import { guardedTest } from './guarded-pattern.ts';

/** What a filter looks at: `value` is `@`, `key` is `@property`, `root` is `@root`. */
export type Looked = { readonly value: unknown; readonly key: string | number; readonly root: unknown };

/** A filter script as a function. It throws a TypeError where JavaScript would: when it reads a member of null or of nothing. */
export type Filter = {
  readonly text: string;
  readonly test: (looked: Looked) => unknown;
  /** Without which it selects nothing: so it need not be asked. */
  readonly needs: Needs;
};

type Read = (looked: Looked) => unknown;
/** A part of a filter: how to read it, and what is known of it without. */
type Term = Guessed & { readonly read: Read };
type Token = { readonly kind: 'name' | 'number' | 'string' | 'regex' | 'sign' | 'end'; readonly text: string };

const SIGN = /===|!==|==|!=|<=|>=|&&|\|\||~=|[().,[\]!<>+\-*/%]/y;
const NAME = /[A-Za-z_$@][A-Za-z0-9_$@]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const STRING = /'[^'\\]*'|"[^"\\]*"/y;
const REGEX = /\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/([a-z]*)/y;

/** Binding power of binary operators, from the loosest. */
const POWER: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 6,
  '!=': 6,
  '===': 6,
  '!==': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  in: 12,
};

/** Methods that only read; the receiver is a text, or a list where `lists` says so. */
const METHODS: ReadonlyMap<
  string,
  { readonly lists: boolean; readonly call: (on: string, with_: unknown) => unknown }
> = new Map([
  ['includes', { lists: true, call: (on: string, what: unknown) => on.includes(String(what)) }],
  ['indexOf', { lists: true, call: (on: string, what: unknown) => on.indexOf(String(what)) }],
  ['startsWith', { lists: false, call: (on: string, what: unknown) => on.startsWith(String(what)) }],
  ['endsWith', { lists: false, call: (on: string, what: unknown) => on.endsWith(String(what)) }],
  ['toLowerCase', { lists: false, call: (on: string) => on.toLowerCase() }],
  ['toUpperCase', { lists: false, call: (on: string) => on.toUpperCase() }],
  ['trim', { lists: false, call: (on: string) => on.trim() }],
]);

class Unsupported extends Error {}

/** Parses a filter script of JSONPath; null for one that does more than read, compare and match. Nothing is evaluated as code. */
export function parseFilter(text: string): Filter | null {
  try {
    const parser = new FilterParser(text);
    const whole = parser.whole();
    return { text, test: whole.read, needs: needsOf(whole, parser.members, parser.keys) };
  } catch (cause) {
    if (cause instanceof Unsupported) return null;
    throw cause;
  }
}

/** A Pratt parser that makes closures. */
class FilterParser {
  /** Members of `@` that are read, and texts that `@property` is compared with. */
  readonly members = new Set<string>();
  readonly keys = new Set<string>();
  readonly #text: string;
  #at = 0;
  #token: Token;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#read(true);
  }

  whole(): Term {
    const term = this.#binary(0);
    if (this.#token.kind !== 'end') throw new Unsupported();
    return term;
  }

  #binary(power: number): Term {
    let left = this.#unary();
    for (;;) {
      const operator = this.#token.text;
      const own = this.#token.kind === 'sign' || operator === 'in' ? (POWER[operator] ?? 0) : 0;
      if (own <= power) return left;
      this.#next(true);
      left = this.#combined(operator, left, this.#binary(own));
    }
  }

  #unary(): Term {
    const { text } = this.#token;
    if (this.#token.kind === 'sign' && (text === '!' || text === '-' || text === '+')) {
      this.#next(true);
      const { read } = this.#unary();
      if (text === '!') return unknown((looked) => !read(looked));
      return unknown((looked) => (text === '-' ? -Number(read(looked)) : Number(read(looked))));
    }
    if (this.#token.kind === 'name' && text === 'void') {
      this.#next(true);
      this.#unary();
      return constant(undefined);
    }
    return this.#member(this.#primary());
  }

  #primary(): Term {
    const { kind, text } = this.#token;
    this.#next(false);
    switch (kind) {
      case 'number':
        return constant(Number(text));
      case 'string':
        return constant(text.slice(1, -1));
      case 'name':
        return named(text);
      case 'sign':
        if (text === '(') return this.#parenthesis();
        if (text === '[') return this.#list();
        throw new Unsupported();
      case 'regex':
      case 'end':
        throw new Unsupported();
    }
  }

  #parenthesis(): Term {
    this.#reread();
    const inner = this.#binary(0);
    this.#expect(')');
    return inner;
  }

  #list(): Term {
    this.#reread();
    const items: Term[] = [];
    while (this.#token.text !== ']') {
      items.push(this.#binary(0));
      if (this.#token.text === ',') this.#next(true);
      else if (this.#token.text !== ']') throw new Unsupported();
    }
    this.#next(false);
    return unknown((looked) => items.map((item) => item.read(looked)));
  }

  /** `.name`, `['name']`, `[0]` and calls of methods that only read. */
  #member(start: Term): Term {
    let term = start;
    for (;;) {
      const { kind, text } = this.#token;
      if (kind !== 'sign' || (text !== '.' && text !== '[')) return term;
      this.#next(true);
      if (text === '[') {
        const key = this.#token;
        if (key.kind !== 'string' && key.kind !== 'number') throw new Unsupported();
        this.#next(false);
        this.#expect(']');
        term = this.#reading(term, key.kind === 'string' ? key.text.slice(1, -1) : key.text);
      } else {
        const key = this.#token;
        if (key.kind !== 'name' || key.text.includes('@')) throw new Unsupported();
        this.#next(false);
        term = this.#token.text === '(' ? this.#call(term, key.text) : this.#property(term, key.text);
      }
    }
  }

  #property(term: Term, key: string): Term {
    if (key !== 'constructor') return this.#reading(term, key);
    this.#expect('.');
    if (this.#token.text !== 'name') throw new Unsupported();
    this.#next(false);
    return unknown((looked) => typeName(term.read(looked)));
  }

  #reading(term: Term, key: string): Term {
    if (term.is !== 'value' || !isPlain(key)) return unknown(reading(term.read, key));
    this.members.add(key);
    return { read: reading(term.read, key), guess: ({ lacks }) => (lacks.has(key) ? 'absent' : 'any') };
  }

  #combined(operator: string, left: Term, right: Term): Term {
    for (const [key, literal] of [
      [left, right],
      [right, left],
    ] as const)
      if (namesKey(key, literal)) this.keys.add(String(literal.literal));
    return { read: combined(operator, left.read, right.read), guess: guessOf(operator, left, right) };
  }

  #call(on: Term, method: string): Term {
    this.#next(true);
    if (method === 'match') return this.#match(on);
    const known = METHODS.get(method);
    if (known === undefined) throw new Unsupported();
    const argument = this.#token.text === ')' ? constant(undefined) : this.#binary(0);
    this.#expect(')');
    return unknown((looked) => {
      const receiver = on.read(looked);
      if (known.lists && Array.isArray(receiver)) {
        const index = (receiver as readonly unknown[]).indexOf(argument.read(looked));
        return method === 'includes' ? index !== -1 : index;
      }
      return known.call(textOf(receiver, method), argument.read(looked));
    });
  }

  /** `x.match(/…/)`: whether it matches is all that a filter may ask. */
  #match(on: Term): Term {
    const pattern = this.#token;
    if (pattern.kind !== 'regex') throw new Unsupported();
    this.#next(false);
    this.#expect(')');
    if (this.#token.text === '.' || this.#token.text === '[') throw new Unsupported();
    const test = testOf(pattern.text);
    return unknown((looked) => test(textOf(on.read(looked), 'match')));
  }

  #expect(text: string): void {
    if (this.#token.text !== text) throw new Unsupported();
    this.#next(false);
  }

  #next(value: boolean): void {
    this.#token = this.#read(value);
  }

  /** Reads the current token again as the begin of a value: only there a `/` begins a regular expression. */
  #reread(): void {
    if (this.#token.text !== '/') return;
    this.#at -= 1;
    this.#token = this.#read(true);
  }

  #read(value: boolean): Token {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
    if (this.#at >= this.#text.length) return { kind: 'end', text: '' };
    const kinds = [
      ['regex', value ? REGEX : null],
      ['string', STRING],
      ['number', NUMBER],
      ['name', NAME],
      ['sign', SIGN],
    ] as const;
    for (const [kind, pattern] of kinds) {
      if (pattern === null) continue;
      pattern.lastIndex = this.#at;
      const found = pattern.exec(this.#text);
      if (found === null) continue;
      this.#at = pattern.lastIndex;
      return { kind, text: found[0] };
    }
    throw new Unsupported();
  }
}

function constant(literal: unknown): Term {
  const guess: Guess = literal === undefined ? 'absent' : literal ? 'any' : 'falsy';
  return { read: () => literal, guess: () => guess, literal };
}

/** A term that must be read to know anything of it. */
function unknown(read: Read): Term {
  return { read, guess: () => null };
}

/** Whether a key names nothing that texts and lists have by themselves. */
function isPlain(key: string): boolean {
  return key !== 'length' && isMethod(key) === undefined && Number.isNaN(Number(key));
}

function named(name: string): Term {
  switch (name) {
    case '@':
      return { read: ({ value }) => value, guess: () => 'any', is: 'value' };
    case '@property':
      return { read: ({ key }) => key, guess: () => 'any', is: 'key' };
    case '@root':
      return { read: ({ root }) => root, guess: () => 'any' };
    case 'true':
      return constant(true);
    case 'false':
      return constant(false);
    case 'null':
      return constant(null);
    case 'undefined':
      return constant(undefined);
    default:
      throw new Unsupported();
  }
}

function reading(read: Read, key: string): Read {
  return (looked) => {
    const value = read(looked);
    if (value === null || value === undefined)
      throw new TypeError(`Cannot read properties of ${String(value)} (reading '${key}')`);
    // Filters ask for a method before they call it: `@.match && @.match(/…/)`.
    if (typeof value === 'string') return key === 'length' ? value.length : (value[Number(key)] ?? isMethod(key));
    if (Array.isArray(value) && METHODS.get(key)?.lists === true) return true;
    if (Array.isArray(value)) return key === 'length' ? value.length : (value[Number(key)] as unknown);
    return own(value, key);
  };
}

function isMethod(key: string): true | undefined {
  return key === 'match' || METHODS.has(key) ? true : undefined;
}

function typeName(value: unknown): string {
  if (value === null || value === undefined)
    throw new TypeError(`Cannot read properties of ${String(value)} (reading 'constructor')`);
  if (Array.isArray(value)) return 'Array';
  const type = typeof value;
  return type.charAt(0).toUpperCase() + type.slice(1);
}

/** A key may be a number, and methods of texts work on it; on any other value JavaScript would find no such method. */
function textOf(value: unknown, method: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && method !== 'includes') return String(value);
  throw new TypeError(`${method} is not a function`);
}

function testOf(literal: string): (text: string) => boolean {
  const end = literal.lastIndexOf('/');
  return guardedTest(literal.slice(1, end), literal.slice(end + 1));
}

function combined(operator: string, left: Read, right: Read): Read {
  switch (operator) {
    case '||':
      return (looked) => left(looked) || right(looked);
    case '&&':
      return (looked) => left(looked) && right(looked);
    case 'in':
      return (looked) => {
        const list = right(looked);
        if (Array.isArray(list)) return (list as readonly unknown[]).includes(left(looked));
        return textOf(list, 'in').includes(String(left(looked)));
      };
    default:
      return (looked) => compared(operator, left(looked), right(looked));
  }
}

type Primitive = string | number | boolean | null | undefined;

function compared(operator: string, left: unknown, right: unknown): unknown {
  const [a, b] = [left as Primitive, right as Primitive];
  switch (operator) {
    case '===':
      return left === right;
    case '!==':
      return left !== right;
    // Filters compare as JavaScript does: `@.x == null` also where x is missing.
    case '==':
      return a == b;
    case '!=':
      return a != b;
    case '<':
      return (a ?? NaN) < (b ?? NaN);
    case '>':
      return (a ?? NaN) > (b ?? NaN);
    case '<=':
      return (a ?? NaN) <= (b ?? NaN);
    case '>=':
      return (a ?? NaN) >= (b ?? NaN);
    default:
      return calculated(operator, a, b);
  }
}

function calculated(operator: string, a: Primitive, b: Primitive): unknown {
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return `${String(a)}${String(b)}`;
  const [x, y] = [Number(a), Number(b)];
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    default:
      return x % y;
  }
}
