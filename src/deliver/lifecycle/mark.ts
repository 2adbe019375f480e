import type { Dialect } from '../../model/contract.ts';
import type { Edit } from '../../model/edit.ts';
import type { Day } from '../../model/day.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../model/json.ts';
import { isDeprecated, type LifecycleFields } from '../../model/lifecycle-fields.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import type { FieldChange } from '../../model/report.ts';
import type { Target } from '../../model/target.ts';

/** What a contract shall say of the end of a thing; null for what stays as it is, or is not said. */
export type EndTerms = {
  /** Written only where the thing is marked for the first time. */
  readonly since: Day;
  readonly sunset: Day;
  readonly successor: string | null;
  readonly reason: string | null;
  /** A URL. */
  readonly announcement: string | null;
};

/** Edits of the object that carries the fields, by pointers within it. */
export type Marking = { readonly edits: readonly Edit[]; readonly changes: readonly FieldChange[] };

/** Where a new field of an operation comes: in front of what is long. */
const LONG = new Set(['parameters', 'requestBody', 'responses', 'callbacks', 'security', 'servers']);

const TOLD = ['successor', 'reason', 'announcement'] as const;
const IN_BLOCK = { sunset: 'sunset', successor: 'successor', reason: 'reason', announcement: 'notice' } as const;

/**
 * The edits by which a thing says how it ends: `deprecated: true`, `x-sunset` and `x-deprecation`. What it says already, under whatever name, is
 * changed where it stands, and what is right is left alone.
 */
export function markingOf(target: Target, terms: EndTerms, dialect: Dialect, fields: LifecycleFields): Marking {
  const { what, holder } = target;
  if (what.kind === 'enum-value') return valueMarking(what.name, holder.value, terms);
  const marked = isDeprecated(holder.value, fields);
  const wanted = [...(marked ? [] : [flagOf(what.kind, dialect)]), ...endFields(holder.value, fields, terms, !marked)];
  const written = writing(holder.value, wanted, what.kind === 'operation' ? firstLong(holder.value) : undefined);
  const reference = ownString(holder.value, '$ref');
  // OpenAPI before 3.1 ignores what stands beside a reference.
  if (reference === undefined || (dialect !== '2.0' && dialect !== '3.0')) return written;
  const wrapped: readonly Edit[] = [
    { kind: 'set', pointer: '/allOf', value: [{ $ref: reference }], before: '$ref' },
    { kind: 'remove', pointer: '/$ref' },
  ];
  return { ...written, edits: [...wrapped, ...written.edits] };
}

/** A field by the names that lead to it, and what it shall be. */
type Field = readonly [readonly string[], Json];

/** Swagger 2.0 knows no `deprecated` outside of operations. */
function flagOf(kind: Target['what']['kind'], dialect: Dialect): Field {
  return [[dialect === '2.0' && kind !== 'operation' ? 'x-deprecated' : 'deprecated'], true];
}

/** What the thing shall say. `x-sunset` is for tools that read nothing else; wherever a sunset is written, it is the same day. */
function endFields(thing: JsonObject, fields: LifecycleFields, terms: EndTerms, isNew: boolean): readonly Field[] {
  const block = own(thing, 'x-deprecation');
  const hasBlock = isObject(block);
  const canHaveBlock = block === undefined || hasBlock;
  const sunsets = fields.sunset.filter((name) => name !== 'x-sunset' && own(thing, name) !== undefined);
  const isDated = [...fields.since.map((name) => own(thing, name)), own(block, 'since')].some(
    (each) => each !== undefined,
  );
  return [
    [['x-sunset'], terms.sunset],
    ...sunsets.map((name): Field => [[name], terms.sunset]),
    ...(isNew && !isDated && canHaveBlock ? [[['x-deprecation', 'since'], terms.since] as const] : []),
    ...(hasBlock || (isNew && canHaveBlock) ? [[['x-deprecation', 'sunset'], terms.sunset] as const] : []),
    ...TOLD.flatMap((meaning): readonly Field[] => {
      const value = terms[meaning];
      return value === null ? [] : [[placeOf(thing, fields, meaning, canHaveBlock), value]];
    }),
  ];
}

/** Where something is said already; else in the block, or by a name of its own where `x-deprecation` is something else. */
function placeOf(
  thing: JsonObject,
  fields: LifecycleFields,
  meaning: (typeof TOLD)[number],
  canHaveBlock: boolean,
): readonly string[] {
  const flat = fields[meaning].find((name) => (own(thing, name) ?? null) !== null);
  if (flat !== undefined) return [flat];
  if (!canHaveBlock) return [fields[meaning][0] ?? ''];
  const block = own(thing, 'x-deprecation');
  const isOlder =
    meaning === 'announcement' && own(block, 'notice') === undefined && own(block, 'notice-url') !== undefined;
  return ['x-deprecation', isOlder ? 'notice-url' : IN_BLOCK[meaning]];
}

function firstLong(operation: JsonObject): string | undefined {
  return Object.keys(operation).find((key) => LONG.has(key));
}

/** Sets the fields that differ; new ones of one block come together. */
function writing(thing: JsonObject, wanted: readonly Field[], before: string | undefined): Marking {
  const differing = new Map(
    wanted
      .map(([names, to]) => ({
        pointer: pointerOf(...names),
        names,
        to,
        from: valueAt(thing, pointerOf(...names)) ?? null,
      }))
      .filter(({ from, to }) => from !== to)
      .map((each) => [each.pointer, each] as const),
  );
  const changes = [...differing.values()].map(({ names, from, to }) => ({
    field: names.join('.'),
    ...changed(from, to),
  }));
  const edits = new Map<string, Edit>();
  for (const { names, to } of differing.values()) {
    const [first = '', second] = names;
    const isFresh = own(thing, first) === undefined;
    const pointer = isFresh ? pointerOf(first) : pointerOf(...names);
    const known = edits.get(pointer);
    const inner = second === undefined || !isFresh ? to : { ...blockIn(known), [second]: to };
    edits.set(pointer, { kind: 'set', pointer, value: inner, ...(before === undefined ? {} : { before }) });
  }
  return { edits: [...edits.values()], changes };
}

function blockIn(edit: Edit | undefined): JsonObject {
  return edit?.kind === 'set' && isObject(edit.value) ? edit.value : {};
}

/** The list of deprecated values becomes a map, so that each can say how it ends. */
function valueMarking(value: string, schema: JsonObject, terms: EndTerms): Marking {
  const listed = own(schema, 'x-deprecated-enum');
  const others = isArray(listed)
    ? Object.fromEntries(listed.map((each) => [wordOf(each), {}] as const))
    : (ownObject(schema, 'x-deprecated-enum') ?? {});
  const said = own(others, value);
  const block = isObject(said) ? said : typeof said === 'string' ? { reason: said } : {};
  const wanted: readonly (readonly [string, Json])[] = [
    ...(own(block, 'since') === undefined && said === undefined ? [['since', terms.since] as const] : []),
    ...(['sunset', ...TOLD] as const).flatMap((meaning) => {
      const term = terms[meaning];
      return term === null ? [] : [[IN_BLOCK[meaning], term] as const];
    }),
  ];
  const changes = wanted
    .filter(([key, to]) => own(block, key) !== to)
    .map(([key, to]) => ({ field: `x-deprecated-enum.${value}.${key}`, ...changed(own(block, key) ?? null, to) }));
  if (changes.length === 0) return { edits: [], changes };
  const ended = { ...block, ...Object.fromEntries(wanted) };
  const edit: Edit = isObject(listed)
    ? { kind: 'set', pointer: pointerOf('x-deprecated-enum', value), value: ended }
    : { kind: 'set', pointer: pointerOf('x-deprecated-enum'), value: { ...others, [value]: ended } };
  return { edits: [edit], changes };
}

function wordOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function changed(from: Json, to: Json): Pick<FieldChange, 'from' | 'to'> {
  return { from: from === null ? null : wordOf(from), to: wordOf(to) };
}
