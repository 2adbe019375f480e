import { isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { Way } from './refuse.ts';

/** The line on which a place of a ruleset file stands, or the suggestion parent that is there. Import this file only for a refusal: its parser is slow to load. */
export function lineOf(text: string, way: Way): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  for (let length = way.length; length > 0; length -= 1) {
    const parent = document.getIn(way.slice(0, length - 1), true);
    const last = way[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && String(item.key) === String(last))
      : undefined;
    const node = pair?.key ?? document.getIn(way.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}
