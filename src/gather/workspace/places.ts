import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Location } from '../../model/location.ts';
import { segmentsOf } from '../../model/pointer.ts';

/** Where the values of a YAML or JSON file stand. For a pointer at which nothing stands, the nearest surviving parent is given. */
export type Places = {
  readonly value: (pointer: string) => Location;
  /** Where the last key of the pointer stands; for an item of a list, the item. */
  readonly key: (pointer: string) => Location;
};

type Span = readonly [number, number];

/** Parses a second time, keeping positions. Import this file only where there is something to point at: its parser is slow to load. */
export function placesIn(file: string, text: string): Places {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });

  const location = (pointer: string, [start, end]: Span): Location => {
    // A block's end takes in the line break after it; a reader wants the text.
    const shown = start + text.slice(start, end).trimEnd().length;
    const [from, to] = [lines.linePos(start), lines.linePos(shown)];
    return {
      file,
      commit: null,
      pointer,
      line: from.line,
      column: from.col,
      endLine: to.line,
      endColumn: to.col,
    };
  };
  const find = (pointer: string, want: 'key' | 'value'): Location => {
    const steps = stepsTo(document, segmentsOf(pointer));
    const found = steps.at(-1);
    return found === undefined ? location('', [0, 0]) : location(pointerOfSteps(steps), found[want]);
  };
  return { value: (pointer) => find(pointer, 'value'), key: (pointer) => find(pointer, 'key') };
}

type Step = { readonly segment: string; readonly key: Span; readonly value: Span };

/** The way down to a pointer, as far as it goes; the root is the first step. */
function stepsTo(document: Document, segments: readonly string[]): readonly Step[] {
  let node = document.contents;
  const root = spanOf(node) ?? [0, 0];
  const steps: Step[] = [{ segment: '', key: root, value: root }];
  for (const segment of segments) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    let key: Span | null = null;
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        (item) => isScalar(item.key) && keyText(item.key.value) === segment,
      );
      if (pair === undefined) break;
      key = isNode(pair.key) ? spanOf(pair.key) : null;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)];
      node = isNode(item) ? item : null;
    } else break;
    const value = spanOf(node) ?? key;
    if (value === null) break;
    steps.push({ segment, key: key ?? value, value });
  }
  return steps;
}

function pointerOfSteps(steps: readonly Step[]): string {
  return steps
    .slice(1)
    .map(({ segment }) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function spanOf(node: Node | null): Span | null {
  return node?.range == null ? null : [node.range[0], node.range[1]];
}

function keyText(key: unknown): string {
  return typeof key === 'string' ? key : String(key);
}
