import { Document, isCollection, Scalar } from 'yaml';
import { isArray, isObject, type Json } from '../../model/json.ts';
import type { Style } from './style.ts';

/** What readers of YAML 1.1 would take for a date or a boolean is quoted, whatever we ourselves make of it. */
const NEW = { compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

type Quoting = Scalar.Type | undefined;

function isSingle({ singleQuote }: Pick<Style, 'singleQuote'>, quoting: Quoting): boolean {
  return quoting === 'QUOTE_SINGLE' || (singleQuote && quoting !== 'QUOTE_DOUBLE');
}

/** An entry in block style: its first line without indentation, the others at `column`, no line break at the end. `key` is null for an item. */
export function blockEntry(key: string | null, value: Json, column: number, style: Style, quoting?: Quoting): string {
  const [first = '', ...rest] = blockLines(key, value, style, quoting);
  return [first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(column) + line))].join(style.eol);
}

function blockLines(key: string | null, value: Json, style: Style, quoting?: Quoting): readonly string[] {
  const inner = isArray(value)
    ? value.flatMap((item) => blockLines(null, item, style))
    : isObject(value)
      ? Object.entries(value).flatMap(([each, item]) => blockLines(each, item, style))
      : [];
  const [first, ...rest] = inner;
  if (first === undefined) return plainLines(key, value, style, quoting);
  if (key === null) return [`- ${first}`, ...indented(rest, 2)];
  const columns = isObject(value) || style.indentSeq ? style.indent : 0;
  return [`${blockKey(key, style)}:`, ...indented(inner, columns)];
}

function indented(lines: readonly string[], columns: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}

/** The lines of an entry that holds a scalar, or nothing between brackets. */
function plainLines(key: string | null, value: Json, style: Style, quoting: Quoting): readonly string[] {
  const document = new Document(key === null ? [value] : new Map([[key, value]]), NEW);
  if (quoting !== undefined && isCollection(document.contents)) {
    const node: unknown = document.contents.get(key ?? 0, true);
    if (node instanceof Scalar) node.type = quoting;
  }
  const written = document.toString({
    indent: style.indent,
    singleQuote: isSingle(style, quoting),
    lineWidth: 0,
    minContentWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return written.replace(/\n$/, '').split('\n');
}

/** A key as it is written in block style. */
export function blockKey(key: string, style: Pick<Style, 'singleQuote'>, quoting?: Quoting): string {
  const scalar = new Scalar(key);
  if (quoting !== undefined) scalar.type = quoting;
  const written = new Document(new Map([[scalar, 0]]), NEW).toString({
    singleQuote: isSingle(style, quoting),
    lineWidth: 0,
  });
  return written.slice(0, written.lastIndexOf(':'));
}

/** How values are written between brackets. */
export type Notation = {
  readonly json: boolean;
  readonly colon: string;
  readonly comma: string;
  /** What a level is indented by; null writes all on one line. */
  readonly unit: string | null;
  readonly eol: string;
  readonly singleQuote: boolean;
};

/** A value in flow style, from the second line on at `indent`. */
export function flowText(value: Json, notation: Notation, indent: string, quoting?: Quoting): string {
  if (isArray(value))
    return bracketed(
      ['[', ']'],
      value.map((item) => (inner: string) => flowText(item, notation, inner)),
      notation,
      indent,
    );
  if (isObject(value))
    return bracketed(
      ['{', '}'],
      Object.entries(value).map(
        ([key, each]) =>
          (inner: string) =>
            flowEntry(key, each, notation, inner),
      ),
      notation,
      indent,
    );
  return flowScalar(value, notation, quoting);
}

/** A key with its value, or an item where `key` is null. */
export function flowEntry(key: string | null, value: Json, notation: Notation, indent: string): string {
  const text = flowText(value, notation, indent);
  return key === null ? text : `${flowScalar(key, notation)}${notation.colon}${text}`;
}

function bracketed(
  [open, close]: readonly [string, string],
  items: readonly ((indent: string) => string)[],
  { unit, eol, comma, json }: Notation,
  indent: string,
): string {
  if (items.length === 0) return open + close;
  if (unit === null) {
    const pad = open === '{' && !json ? ' ' : '';
    return `${open}${pad}${items.map((item) => item(indent)).join(comma)}${pad}${close}`;
  }
  const inner = indent + unit;
  return `${open}${eol}${items.map((item) => inner + item(inner)).join(`,${eol}`)}${eol}${indent}${close}`;
}

/** A scalar on one line. */
export function flowScalar(
  value: string | number | boolean | null,
  { json, singleQuote }: Pick<Notation, 'json' | 'singleQuote'>,
  quoting?: Quoting,
): string {
  if (json) return JSON.stringify(value);
  const scalar = new Scalar(value);
  if (quoting !== undefined) scalar.type = quoting;
  const document = new Document([scalar], NEW);
  if (isCollection(document.contents)) document.contents.flow = true;
  const written = document
    .toString({ singleQuote: isSingle({ singleQuote }, quoting), lineWidth: 0 })
    .trim()
    .slice(1, -1)
    .trim();
  return written.includes('\n') ? JSON.stringify(value) : written;
}
