import width from 'fast-string-width';
import { isArray, type Json, own } from '../../../model/json.ts';
import { shortened } from './wrap.ts';

/** How much of a value is shown away from the place that matters: levels below it, its neighbours, characters of a text. */
type Cut = { readonly depth: number; readonly neighbours: boolean; readonly text: number };

/** From the fullest to the shortest. */
const CUTS: readonly Cut[] = [
  { depth: Infinity, neighbours: true, text: Infinity },
  { depth: Infinity, neighbours: true, text: 40 },
  { depth: 1, neighbours: true, text: 40 },
  { depth: 0, neighbours: true, text: 24 },
  { depth: 1, neighbours: false, text: 24 },
  { depth: 0, neighbours: false, text: 16 },
];

/** Nothing is worth reading to the end that is longer. */
const MOST_CHARACTERS = 20_000;

/** A value as compact JSON of at most `columns`: what lies away from `path`, the keys to the place that matters, goes first. */
export function jsonExcerpt(value: Json, path: readonly string[], columns: number): string {
  for (const cut of CUTS) {
    const text = excerpt(value, path, cut);
    if (text.length < MOST_CHARACTERS && width(text) <= columns) return text;
  }
  // Of a place that lies deep the way to it goes as well, from its beginning.
  const least: Cut = { depth: 0, neighbours: false, text: 16 };
  let inner: Json | undefined = value;
  for (const [index, step] of path.entries()) {
    inner = isArray(inner) ? inner[Number(step)] : own(inner, step);
    if (inner === undefined) break;
    const text = `…${excerpt(inner, path.slice(index + 1), least)}`;
    if (width(text) <= columns) return text;
  }
  return shortened(excerpt(value, path, least).slice(0, MOST_CHARACTERS), columns);
}

/** `path` is null away from the way to the place that matters. */
function excerpt(value: Json, path: readonly string[] | null, cut: Cut): string {
  if (typeof value === 'string') return quoted(value, cut.text);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const list = isArray(value);
  const members = list
    ? value.map((each, index) => ({ key: String(index), label: '', each }))
    : Object.entries(value).map(([key, each]) => ({ key, label: `${quoted(key, cut.text)}:`, each }));
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (path === null && cut.depth <= 0 && members.length > 0) return `${open}…${close}`;
  const step = path?.[0];
  const parts = members.map(({ key, label, each }) => {
    if (path !== null && key === step) return label + excerpt(each, path.slice(1), cut);
    if (step !== undefined && !cut.neighbours) return '…';
    return label + excerpt(each, null, { ...cut, depth: cut.depth - 1 });
  });
  const kept = parts.filter((part, index) => part !== '…' || parts[index - 1] !== '…');
  return `${open}${kept.join(',')}${close}`;
}

function quoted(text: string, most: number): string {
  if (text.length <= most) return JSON.stringify(text);
  // A pair of surrogates that the cut would part goes away whole.
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
  return JSON.stringify(`${kept}…`);
}
