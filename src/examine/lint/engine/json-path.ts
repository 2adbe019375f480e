import { type Filter, parseFilter } from './filter.ts';

/** One step of an expression. A deep step may skip any number of levels first. */
export type Step = { readonly deep: boolean } & (
  | { readonly kind: 'member'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: 'filter'; readonly filter: Filter }
);

/** A JSONPath that one walk can follow. `keyed`: it selects the key of what it leads to (`~`). */
export type PathExpression = { readonly text: string; readonly steps: readonly Step[]; readonly keyed: boolean };

const IDENTIFIER = /[$_\-A-Za-z0-9]+/y;
const SLICE = /\[(\d*):(\d*)(?::(\d+))?\]/y;
/** What the engine that Spectral runs lets stand in a filter outside of strings; with anything else it takes another engine. */
const PLAIN = /[A-Za-z0-9 \t$@.,_=<>!|&+~%^*/;\-[\]]/;

/** `borrowed`: nimma cannot read it, and lets jsonpath-plus do so. */
type Cursor = { readonly text: string; at: number; borrowed: boolean };
/** What a step selects, before it is known whether it is deep. */
type Selector =
  | { readonly kind: 'member'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: 'filter'; readonly filter: Filter };

/**
 * Parses what is certain to mean here what it means to Spectral's engine (nimma 0.2.3, which lets jsonpath-plus help). Null for everything else: parents (`^`), paths in
 * filters, syntax that nimma leaves to jsonpath-plus, and the forms in which nimma is known to deviate from its own rules.
 */
export function parsePath(text: string): PathExpression | null {
  if (!text.startsWith('$')) return null;
  const cursor: Cursor = { text, at: 1, borrowed: false };
  const steps: Step[] = [];
  let keyed = false;
  while (cursor.at < text.length) {
    if (text.slice(cursor.at) === '~') {
      keyed = true;
      break;
    }
    const step = readStep(cursor);
    if (step === null) return null;
    steps.push(step);
  }
  const certain = cursor.borrowed ? isPlain(text, steps, keyed) : isFaithful(steps, keyed);
  return certain ? { text, steps, keyed } : null;
}

function readStep(cursor: Cursor): Step | null {
  const { text } = cursor;
  if (text.startsWith('..', cursor.at)) {
    cursor.at += 2;
    return selected(cursor, true);
  }
  if (text[cursor.at] === '.') {
    cursor.at += 1;
    // `.[` is deep to nimma, as if it were `..[`.
    return selected(cursor, text[cursor.at] === '[');
  }
  return text[cursor.at] === '[' ? selected(cursor, false) : null;
}

function selected(cursor: Cursor, deep: boolean): Step | null {
  const selector = cursor.text[cursor.at] === '[' ? readBrackets(cursor) : readName(cursor);
  return selector === null ? null : { ...selector, deep };
}

function readName(cursor: Cursor): Selector | null {
  if (cursor.text[cursor.at] === '*') {
    cursor.at += 1;
    return { kind: 'wildcard' };
  }
  const name = matchAt(IDENTIFIER, cursor);
  return name === null ? null : { kind: 'member', names: new Set([name[0]]) };
}

function readBrackets(cursor: Cursor): Selector | null {
  if (cursor.text.startsWith('[*]', cursor.at)) {
    cursor.at += 3;
    return { kind: 'wildcard' };
  }
  if (cursor.text.startsWith('[?(', cursor.at)) return readFilter(cursor);
  const slice = matchAt(SLICE, cursor);
  if (slice !== null) return sliceOf(slice);
  return readNames(cursor);
}

function sliceOf([, from = '', to = '', step = '']: RegExpExecArray): Selector | null {
  // With a step nimma counts from the start of the slice only in part.
  if (step !== '' && step !== '1') return null;
  return { kind: 'slice', from: from === '' ? 0 : Number(from), to: to === '' ? Infinity : Number(to), step: 1 };
}

/** `['a',"b",c]`, without white space. */
function readNames(cursor: Cursor): Selector | null {
  const names = new Set<string>();
  cursor.at += 1;
  while (cursor.text[cursor.at] !== ']') {
    const quote = cursor.text[cursor.at];
    if (quote === "'" || quote === '"') {
      const end = cursor.text.indexOf(quote, cursor.at + 1);
      if (end === -1) return null;
      names.add(cursor.text.slice(cursor.at + 1, end));
      cursor.at = end + 1;
    } else {
      const name = matchAt(IDENTIFIER, cursor);
      if (name === null) return null;
      // A number in brackets is compared as a number is written: `[007]` is 7.
      names.add(Number.isSafeInteger(Number(name[0])) ? String(Number(name[0])) : name[0]);
    }
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== ']') return null;
  }
  cursor.at += 1;
  return names.size === 0 ? null : { kind: 'member', names };
}

function readFilter(cursor: Cursor): Selector | null {
  const start = cursor.at + 3;
  const plain = closing(cursor.text, start);
  if (plain === -1) cursor.borrowed = true;
  // jsonpath-plus takes a filter to end where `)]` stands first.
  const end = plain === -1 ? cursor.text.indexOf(')]', start) : plain;
  if (end === -1 || cursor.text[end + 1] !== ']') return null;
  cursor.at = end + 2;
  const filter = parseFilter(cursor.text.slice(start, end));
  return filter === null ? null : { kind: 'filter', filter };
}

/** Where the parenthesis closes that is open at `start`; -1 also where a sign stands that nimma does not read. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "'" || sign === '"') {
      at = text.indexOf(sign, at + 1);
      if (at === -1) return -1;
    } else if (sign === '(') depth += 1;
    else if (sign === ')') {
      if (depth === 0) return at;
      depth -= 1;
    } else if (!PLAIN.test(sign)) return -1;
  }
  return -1;
}

/** Whether jsonpath-plus follows the expression as nimma would, if it could read it. */
function isPlain(text: string, steps: readonly Step[], keyed: boolean): boolean {
  const deep = steps.filter((step) => step.deep).length;
  return !keyed && deep <= 1 && !text.includes('.[') && steps.every(({ kind }) => kind !== 'slice');
}

/** Whether nimma follows the expression by the rules of JSONPath, or hands it to an engine that does. */
function isFaithful(steps: readonly Step[], keyed: boolean): boolean {
  // Keys of the root do not exist.
  if (steps.length === 0) return !keyed;
  const last = steps.length - 1;
  // It takes `..*.a` for `..a`.
  if (steps.some((step, index) => step.kind === 'wildcard' && step.deep && index < last)) return false;
  // It asks a filter of the root's members, when more steps follow, about the wrong value.
  if (last > 0 && steps[0]?.kind === 'filter' && !steps[0].deep) return false;
  // Beside several deep steps it loses count of the others: it takes the first place that fits, and does not go back to look for another.
  const severalDeep = steps.filter((step) => step.deep).length > 1;
  if (severalDeep && steps.some((step, index) => !step.deep || (step.kind !== 'member' && index < last))) return false;
  // jsonpath-plus, which gets what it leaves, evaluates filters in a way of its own.
  return (
    !isLeftToFallback(steps, keyed) || (!keyed && steps.every(({ kind }) => kind !== 'filter' && kind !== 'slice'))
  );
}

/** Which expressions nimma leaves to jsonpath-plus, as its own code decides it. */
function isLeftToFallback(steps: readonly Step[], keyed: boolean): boolean {
  const nodes = steps.map((step) => ({
    deep: step.deep,
    member: step.kind === 'member' && step.names.size === 1,
    wildcard: step.kind === 'wildcard',
  }));
  if (keyed) nodes.push({ deep: false, member: false, wildcard: false });
  const first = nodes.findIndex(({ deep }) => deep);
  if (first === -1) return false;
  if (nodes[first]?.member !== true) return nodes.slice(first + 1).some(({ deep }) => deep);
  const [between, end] = [nodes.slice(first + 1, -1), nodes.at(-1)];
  let flat = false;
  let deepNodes = 1;
  for (const node of between) {
    if (!node.deep) {
      flat ||= node.member || node.wildcard;
      continue;
    }
    deepNodes += 1;
    if (!(node.member || node.wildcard) || flat) return true;
  }
  if (end?.deep === true) return flat || end.wildcard;
  return deepNodes > 1;
}

function matchAt(pattern: RegExp, cursor: Cursor): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found !== null) cursor.at = pattern.lastIndex;
  return found;
}
