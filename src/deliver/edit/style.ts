import { isMap, isScalar, visit } from 'yaml';
import { lineStart } from './lines.ts';
import { entriesOf, isBlock, type Collection, type Source } from './source.ts';

/** How a text is written, so that what is added looks like what is there. */
export type Style = {
  readonly eol: '\n' | '\r\n';
  /** Columns between a key of YAML and those inside it. */
  readonly indent: number;
  /** Whether the dashes of a list stand further right than its key. */
  readonly indentSeq: boolean;
  readonly singleQuote: boolean;
  /** What a level of JSON is indented by; null where all is on one line. */
  readonly unit: string | null;
  /** What is between key and value, and between values, of JSON. */
  readonly colon: string;
  readonly comma: string;
};

/** So many nodes tell how the rest is written. */
const ENOUGH = 5000;

const styles = new WeakMap<Source, Style>();

export function styleOf(source: Source): Style {
  const known = styles.get(source) ?? {
    ...(source.json ? jsonStyle(source.text) : yamlStyle(source)),
    ...eolOf(source.text),
  };
  styles.set(source, known);
  return known;
}

function eolOf(text: string): Pick<Style, 'eol'> {
  const breaks = text.split('\n').length - 1;
  const carriages = text.split('\r\n').length - 1;
  return { eol: carriages * 2 > breaks ? '\r\n' : '\n' };
}

const PLAIN = { indent: 2, indentSeq: true, singleQuote: false };

function jsonStyle(text: string): Omit<Style, 'eol'> {
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? (text.trim().includes('\n') ? '' : null);
  const between = /^\s*[{[][^"]*"(?:[^"\\]|\\.)*"([ \t]*:[ \t]*)/.exec(text)?.[1];
  const colon = between ?? (unit === null ? ':' : ': ');
  return { ...PLAIN, unit, colon, comma: colon.endsWith(':') ? ',' : ', ' };
}

function yamlStyle({ text, root }: Source): Omit<Style, 'eol'> {
  const steps = new Map<number, number>();
  let [seen, dashesRight, dashesBelow, single, double] = [0, 0, 0, 0, 0];
  visit(root, (_key, node) => {
    if ((seen += 1) > ENOUGH) return visit.BREAK;
    if (isScalar(node)) {
      single += Number(node.type === 'QUOTE_SINGLE');
      double += Number(node.type === 'QUOTE_DOUBLE');
    }
    if (!isMap(node) || !isBlock(node as Collection)) return undefined;
    for (const { value, start } of entriesOf(node as Collection)) {
      if (!isBlock(value)) continue;
      const step = columnOf(text, value) - (start - lineStart(text, start));
      if (isMap(value)) steps.set(step, (steps.get(step) ?? 0) + 1);
      else if (step > 0) dashesRight += 1;
      else dashesBelow += 1;
    }
    return undefined;
  });
  const [step = 2] = [...steps].toSorted((left, right) => right[1] - left[1])[0] ?? [];
  return {
    indent: Math.max(1, step),
    indentSeq: dashesRight >= dashesBelow,
    singleQuote: single > double,
    unit: null,
    colon: ': ',
    comma: ', ',
  };
}

/** The column, from 0, of the entries of a collection in block style. */
export function columnOf(text: string, collection: Collection): number {
  const first = entriesOf(collection)[0]?.start ?? 0;
  return first - lineStart(text, first);
}
