import { isArray, isObject, type Json } from '../../../src/model/json.ts';
import { pointerOf } from '../../../src/model/pointer.ts';

/** A text, and for each of its lines the pointers of the entries that are written on it. */
export type Laid = { readonly text: string; readonly owners: readonly (readonly string[])[] };

export type Layout = {
  readonly format: 'yaml' | 'json';
  readonly seed: number;
  readonly eol: '\n' | '\r\n';
  readonly mark: boolean;
  readonly closed: boolean;
  /** Of JSON; empty for one line. */
  readonly unit: string;
};

type Line = { text: string; owners: string[] };

/** Writes a value the way people do: block and flow style, comments, blank lines and quotes as chance has it. */
export function laid(value: Json, layout: Layout): Laid {
  const lines = layout.format === 'json' ? jsonLines(value, layout.unit) : new Writer(layout.seed).document(value);
  const body = lines.map(({ text }) => text).join(layout.eol);
  return {
    text: `${layout.mark ? '\uFEFF' : ''}${body}${layout.closed ? layout.eol : ''}`,
    owners: lines.map(({ owners }) => owners),
  };
}

function jsonLines(value: Json, unit: string): Line[] {
  if (unit === '') return [{ text: JSON.stringify(value), owners: [...pointersIn(value, '')] }];
  const lines: Line[] = [];
  const write = (each: Json, lead: string, tail: string, depth: number, pointer: string): void => {
    const pad = unit.repeat(depth);
    const isList = isArray(each);
    const entries = isList
      ? each.map((item, index) => [String(index), item] as const)
      : Object.entries(isObject(each) ? each : {});
    if (entries.length === 0) {
      lines.push({ text: `${pad}${lead}${JSON.stringify(each)}${tail}`, owners: [pointer] });
      return;
    }
    lines.push({ text: `${pad}${lead}${isList ? '[' : '{'}`, owners: [pointer] });
    entries.forEach(([key, item], index) =>
      write(
        item,
        isList ? '' : `${JSON.stringify(key)}: `,
        index === entries.length - 1 ? '' : ',',
        depth + 1,
        pointer + pointerOf(key),
      ),
    );
    lines.push({ text: `${pad}${isList ? ']' : '}'}${tail}`, owners: [pointer] });
  };
  write(value, '', '', 0, '');
  return lines;
}

export function* pointersIn(value: Json, pointer: string): Generator<string> {
  yield pointer;
  if (isArray(value)) for (const [index, item] of value.entries()) yield* pointersIn(item, pointer + pointerOf(index));
  if (isObject(value))
    for (const [key, item] of Object.entries(value)) yield* pointersIn(item, pointer + pointerOf(key));
}

class Writer {
  #state: number;
  #comments = 0;
  readonly #step: number;
  readonly #dash: number;

  constructor(seed: number) {
    this.#state = seed;
    this.#step = 2 + this.#below(3);
    this.#dash = this.#below(2) * 2;
  }

  document(value: Json): Line[] {
    const lines = this.#chance(4) ? [{ text: `# head ${(this.#comments += 1)}`, owners: [] }] : [];
    return [...lines, ...this.#block(value, 0, '')];
  }

  /** The lines of an object or list that is not empty. */
  #block(value: Json, column: number, pointer: string): Line[] {
    const pad = ' '.repeat(column);
    const lines: Line[] = [];
    const isList = isArray(value);
    const entries = isList
      ? value.map((item, index) => [String(index), item] as const)
      : Object.entries(isObject(value) ? value : {});
    for (const [key, item] of entries) {
      const at = pointer + pointerOf(key);
      if (lines.length > 0 && this.#chance(6)) lines.push({ text: '', owners: [`${pointer}/#`] });
      if (lines.length > 0 && this.#chance(5))
        lines.push({ text: `${pad}${this.#comment()}`, owners: [`${pointer}/#`] });
      lines.push(...this.#entry(isList ? '-' : `${this.#scalar(key, false)}:`, item, column, at, isList));
    }
    return lines;
  }

  #entry(lead: string, item: Json, column: number, at: string, isItem: boolean): Line[] {
    const pad = ' '.repeat(column);
    const tail = this.#chance(5) ? ` ${this.#comment()}` : '';
    if (!isFull(item) || this.#chance(5))
      return typeof item === 'string' && this.#isBlockScalar(item)
        ? this.#literal(`${pad}${lead} |-`, item, column, at)
        : [{ text: `${pad}${lead} ${this.#flow(item)}${tail}`, owners: [...pointersIn(item, at)] }];
    const inner = column + (isArray(item) && !isItem ? this.#dash : isItem ? 2 : this.#step);
    const lines = this.#block(item, inner, at);
    const [first, ...rest] = lines;
    // Behind a dash the first entry mostly stands on the same line.
    if (isItem && first !== undefined && !this.#chance(5))
      return [{ text: `${pad}- ${first.text.trimStart()}`, owners: [at, ...first.owners] }, ...rest];
    return [{ text: `${pad}${lead}${tail}`, owners: [at] }, ...lines];
  }

  #isBlockScalar(item: string): boolean {
    return /^\w[^\n]*(\n\w[^\n]*)*$/.test(item) && this.#chance(3);
  }

  #literal(lead: string, text: string, column: number, at: string): Line[] {
    const pad = ' '.repeat(column + 2);
    return [{ text: lead, owners: [at] }, ...text.split('\n').map((line) => ({ text: pad + line, owners: [at] }))];
  }

  #flow(value: Json): string {
    if (isArray(value)) return `[${value.map((item) => this.#flow(item)).join(this.#chance(2) ? ', ' : ',  ')}]`;
    if (!isObject(value)) return this.#scalar(value, true);
    const entries = Object.entries(value).map(([key, item]) => `${this.#scalar(key, true)}: ${this.#flow(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }

  #scalar(value: Json, flow: boolean): string {
    if (typeof value !== 'string') return JSON.stringify(value);
    const isPlain = /^[a-zA-Z/][\w/]*( \w+)*$/.test(value) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(value);
    const style = this.#below(4);
    if (isPlain && style < 2) return value;
    return style === 2 && !/[\n\t]/.test(value) && !(flow && value === '')
      ? `'${value.replaceAll("'", "''")}'`
      : JSON.stringify(value);
  }

  #comment(): string {
    return `# ${(this.#comments += 1)}: [note], "it's" {`;
  }

  #chance(one: number): boolean {
    return this.#below(one) === 0;
  }

  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
}

function isFull(value: Json): boolean {
  return (isArray(value) && value.length > 0) || (isObject(value) && Object.keys(value).length > 0);
}
