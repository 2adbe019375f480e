import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { edited } from '../../../src/deliver/edit/edited.ts';
import type { Edit } from '../../../src/model/edit.ts';
import { isArray, isObject, type Json } from '../../../src/model/json.ts';
import { parentOf, pointerOf, segmentsOf, valueAt } from '../../../src/model/pointer.ts';
import { laid, type Layout, pointersIn } from './layout.ts';

const words = fc.constantFrom(
  'name',
  'a',
  'on',
  '200',
  '2027-01-01',
  '1.0',
  '',
  'null',
  '/paths/{id}',
  'two words',
  "it's",
  'say "so": # no',
  ' lead',
  'trail ',
  '- dash',
  'tab\tbed',
  'one\ntwo',
  'one\n\n  two\n',
  '~',
  '*x',
  '&y',
  '!z',
  '%p',
  '@at',
  'x'.repeat(150),
  'long '.repeat(40).trim(),
  'é—漢',
);
const keys = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('get', 'tags', 'info', 'x-y', 'a b', '200', '__proto__') },
  words,
);
const scalars = fc.oneof(
  words,
  words,
  fc.integer({ min: -9, max: 9999 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(1.5),
);

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'medium', withCrossShrink: true },
    scalars,
    fc.dictionary(keys, tie('json'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('json'), { maxLength: 4 }),
  ),
}));

const documents = fc.dictionary(keys, json, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

const layouts: fc.Arbitrary<Layout> = fc.record({
  format: fc.constantFrom('yaml', 'yaml', 'json'),
  seed: fc.nat(),
  eol: fc.constantFrom('\n', '\r\n'),
  mark: fc.boolean(),
  closed: fc.boolean(),
  unit: fc.constantFrom('', '  ', '    ', '\t'),
});

/** What an edit is drawn from: numbers choose among what is there. */
const draws = fc.record({ place: fc.nat(), kind: fc.nat(), key: keys, value: json, other: fc.nat() });
type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never;

type Maker = (pointer: string, here: Json | undefined, parent: Json | undefined, draw: Draw) => Edit | null;

/** An edit of each kind that fits a place; null where none does. */
const MAKERS: readonly Maker[] = [
  (pointer, _here, _parent, { value }) => (pointer === '' ? null : { kind: 'set', pointer, value }),
  (pointer, here, _parent, { key, value }) =>
    isObject(here) ? { kind: 'set', pointer: pointer + pointerOf(key), value } : null,
  (pointer, here, _parent, { key, value }) =>
    isObject(here) && !Object.hasOwn(here, key)
      ? { kind: 'set', pointer: pointer + pointerOf(key, 'deeper'), value }
      : null,
  (pointer, here, _parent, { other, value }) => {
    if (!isArray(here)) return null;
    return { kind: 'insert', pointer: pointer + pointerOf(other % 2 === 0 ? '-' : other % (here.length + 1)), value };
  },
  (pointer, _here, parent) =>
    // A document that has lost all its keys is no document.
    pointer === '' || Object.keys(parent ?? {}).length < (parentOf(pointer) === '' ? 2 : 1)
      ? null
      : { kind: 'remove', pointer },
  (pointer, _here, parent, { key }) =>
    pointer === '' || !isObject(parent) || Object.hasOwn(parent, key) ? null : { kind: 'rename', pointer, key },
  (pointer, here, _parent, { other }) => {
    if (!isArray(here) && !isObject(here)) return null;
    const names = isArray(here) ? [...here.keys()] : Object.keys(here);
    const shift = names.length === 0 ? 0 : other % names.length;
    return { kind: 'reorder', pointer, order: [...names.slice(shift), ...names.slice(0, shift)] };
  },
];

function editOf(value: Json, draw: Draw): Edit | null {
  const all = [...pointersIn(value, '')];
  const pointer = all[draw.place % all.length] ?? '';
  const make = MAKERS[draw.kind % MAKERS.length];
  return make?.(pointer, valueAt(value, pointer), valueAt(value, parentOf(pointer)), draw) ?? null;
}

/** Written apart from the code under test: what the edit makes of the value, in the clumsy way. */
function expected(value: Json, edit: Edit): Json {
  const copy: unknown = structuredClone(value);
  const segments = segmentsOf(edit.pointer);
  const last = segments.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const segment of segments) {
    if ((Object.hasOwn(at, segment) ? at[segment] : null) === null) put(at, segment, {});
    at = at[segment] as Record<string, unknown>;
  }
  const list: unknown = at;
  if (edit.kind === 'set') put(at, last, edit.value);
  if (edit.kind === 'insert' && Array.isArray(list))
    list.splice(last === '-' ? list.length : Number(last), 0, edit.value);
  if (edit.kind === 'remove' && Array.isArray(list)) list.splice(Number(last), 1);
  else if (edit.kind === 'remove') Reflect.deleteProperty(at, last);
  if (edit.kind === 'rename') {
    const held = at[last];
    Reflect.deleteProperty(at, last);
    put(at, edit.key, held);
  }
  if (edit.kind === 'reorder') {
    const there = edit.pointer === '' ? copy : at[last];
    if (Array.isArray(there))
      there.splice(
        0,
        there.length,
        ...edit.order.map((index) => (valueAt(value, edit.pointer) as Json[])[Number(index)]),
      );
  }
  return copy as Json;
}

function put(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function read(text: string, { format }: Layout): Json {
  const bare = text.replace(/^\uFEFF/, '');
  return (format === 'json' ? JSON.parse(bare) : load(bare, { schema: CORE_SCHEMA })) as Json;
}

/** The lines of a text, without byte order mark. */
function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Whether a line may differ after an edit: it writes what is edited, or only commas and brackets around it. */
function mayChange(owners: readonly string[], edit: Edit, before: Json, after: Json, single: boolean): boolean {
  const parent = edit.kind === 'reorder' ? edit.pointer : outermost(before, parentOf(edit.pointer));
  const target = edit.kind === 'set' && parent !== parentOf(edit.pointer) ? parent : edit.pointer;
  const siblings = (pointer: string): boolean => pointer.startsWith(`${parent}/`);
  const bare = [before, after].some((value) => Object.keys(valueAt(value, parent) ?? {}).length === 0);
  return owners.some(
    (pointer) =>
      pointer === target ||
      pointer.startsWith(`${target}/`) ||
      (pointer === parent && (bare || single)) ||
      ((single || edit.kind === 'reorder') &&
        siblings(pointer) &&
        !(pointer.endsWith('/#') && edit.kind !== 'reorder')),
  );
}

/** The nearest pointer that leads to something. */
function outermost(value: Json, pointer: string): string {
  return (valueAt(value, pointer) ?? null) === null && pointer !== '' ? outermost(value, parentOf(pointer)) : pointer;
}

/** With what went in, where it fails. */
function shown(text: string, edits: readonly Edit[]): string {
  try {
    return edited(text, edits);
  } catch (cause) {
    throw new Error(`${String(cause)}\n${text}\n${JSON.stringify(edits, null, 1)}`, { cause });
  }
}

test('edits give the value that they say, in a text that keeps its format', () => {
  fc.assert(
    fc.property(documents, layouts, fc.array(draws, { minLength: 1, maxLength: 6 }), (value, layout, drawn) => {
      const { text } = laid(value, layout);
      expect(read(text, layout)).toEqual(value);
      let after: Json = value;
      const edits: Edit[] = [];
      for (const draw of drawn) {
        const edit = editOf(after, draw);
        if (edit === null) continue;
        edits.push(edit);
        after = expected(after, edit);
      }
      const result = shown(text, edits);
      expect(read(result, layout)).toEqual(after);
      expect(result.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
      if (layout.eol === '\r\n' && text.includes('\n')) expect(result.replaceAll('\r\n', '')).not.toContain('\n');
      if (layout.eol === '\n') expect(result).not.toContain('\r');
      expect(/\n$/.test(result), `${text}\n=>\n${result}`).toBe(/\n$/.test(text));
      expect(edited(result, [])).toBe(result);
    }),
    { numRuns: 200 },
  );
});

test('lines that an edit does not concern stay as they are, comments and all', () => {
  fc.assert(
    fc.property(documents, layouts, draws, (value, layout, draw) => {
      const edit = editOf(value, draw);
      fc.pre(edit !== null);
      const { text, owners } = laid(value, layout);
      const after = expected(value, edit);
      const result = linesOf(shown(text, [edit]));
      const parent = edit.kind === 'reorder' ? edit.pointer : outermost(value, parentOf(edit.pointer));
      const single = layout.format === 'json' || owners.filter((each) => each.includes(parent)).length === 1;
      const kept = linesOf(text).filter(
        (line, index) => line !== '' && !mayChange(owners[index] ?? [], edit, value, after, single),
      );
      let at = 0;
      for (const line of result) if (line === kept[at]) at += 1;
      expect(kept.slice(at), `${text}\n${JSON.stringify(edit)}\n${result.join('\n')}`).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
