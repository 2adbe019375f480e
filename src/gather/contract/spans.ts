import { type EventType, load, type State } from 'js-yaml';
import { pointerOf } from '../../model/pointer.ts';
import { YAML_SCHEMA } from './parse.ts';

/** Offsets into the text; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

type Node = { start: number; end: number; kind: string | null; result: unknown; children: Node[] };

/** Where every value of a YAML (or JSON) text stands, by pointer. Parses again, listening. */
export function yamlSpans(text: string): ReadonlyMap<string, Span> {
  const stack: Node[] = [{ start: 0, end: text.length, kind: null, result: null, children: [] }];
  const listener = (event: EventType, state: State): void => {
    if (event === 'open') {
      stack.push({ start: state.position, end: state.position, kind: null, result: null, children: [] });
      return;
    }
    const node = stack.pop();
    if (node === undefined) return;
    node.end = state.position;
    node.kind = state.kind;
    node.result = state.result;
    stack.at(-1)?.children.push(node);
  };
  load(text, { schema: YAML_SCHEMA, listener });
  const spans = new Map<string, Span>();
  const root = stack[0]?.children[0];
  if (root !== undefined) collect(root, '', text, spans);
  return spans;
}

function collect(node: Node, pointer: string, text: string, spans: Map<string, Span>): void {
  spans.set(pointer, trimmed(node, text));
  if (node.kind === 'mapping') {
    for (let index = 0; index + 1 < node.children.length; index += 2) {
      const [key, value] = [node.children[index], node.children[index + 1]];
      if (key !== undefined && value !== undefined)
        collect(value, pointer + pointerOf(String(key.result)), text, spans);
    }
  } else if (node.kind === 'sequence') {
    node.children.forEach((child, index) => collect(child, pointer + pointerOf(index), text, spans));
  }
}

/** The parser's marks take in white space around a value; a reader wants the value. */
function trimmed(node: Node, text: string): Span {
  let { start, end } = node;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
