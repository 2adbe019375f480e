import type { Json } from '../../../model/json.ts';
import { type SchemaChange, type ShapePair, change } from './change.ts';
import { sameValue, textOf } from './values.ts';

/** Values that are listed: enum, const, x-extensible-enum, and the default. */
export function compareValues(pair: ShapePair): readonly SchemaChange[] {
  return [...compareEnum(pair), ...compareExtensible(pair), ...compareDefault(pair)];
}

/** What no longer has a type in common with its values may be listed all the same, and a reader wants to know. */
export function compareNewList(pair: ShapePair): readonly SchemaChange[] {
  return compareEnum(pair).filter(({ turn }) => turn === 'became-enum');
}

function compareEnum(pair: ShapePair): readonly SchemaChange[] {
  const { before, after } = pair;
  const [from, to] = [before.enum, after.enum];
  if (from === null && to === null) return [];
  if (before.pinned || after.pinned) return comparePinned(pair, from, to);
  if (from === null)
    return [change(pair, 'became-enum', 'enum', { to: list(to ?? []), about: (to ?? []).map(textOf) })];
  if (to === null) return [change(pair, 'became-not-enum', 'enum', { from: list(from), ...opening(pair, from) })];
  const open = after.extensible !== null || before.extensible !== null;
  return [
    ...missing(from, to).map((value) => change(pair, 'enum-value-removed', 'enum', valueOf(value))),
    ...missing(to, from).map((value) =>
      change(pair, 'enum-value-added', 'enum', {
        ...valueOf(value),
        ...(open && pair.flow === 'response'
          ? { impact: 'compatible' as const, remark: '(the enum is declared extensible)' }
          : {}),
      }),
    ),
  ];
}

/** A closed list that became an open one with the same values: as when values are added, it depends on the consumer. */
function opening({ after, flow }: ShapePair, from: readonly Json[]): Partial<SchemaChange> {
  if (flow === 'request' || after.extensible === null || missing(from, after.extensible).length > 0) return {};
  return { impact: 'risky', remark: '(the list is now an open one, x-extensible-enum)' };
}

function comparePinned(
  pair: ShapePair,
  from: readonly Json[] | null,
  to: readonly Json[] | null,
): readonly SchemaChange[] {
  const words = { from: list(from ?? []), to: list(to ?? []) };
  if (from === null) return [change(pair, 'const-added', 'const', words)];
  if (to === null) return [change(pair, 'const-removed', 'const', words)];
  const [lost, gained] = [missing(from, to), missing(to, from)];
  if (lost.length === 0 && gained.length === 0) return [];
  const effect = lost.length === 0 ? 'wider' : gained.length === 0 ? 'narrower' : 'both';
  return [change(pair, 'const-changed', pair.after.pinned ? 'const' : 'enum', { ...words, effect })];
}

/** Removing a value from an open enum tells callers not to send it (Zalando rule 112). */
function compareExtensible(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.extensible, pair.after.extensible];
  if (from === null || to === null) return [];
  return missing(from, to).map((value) =>
    change(pair, 'x-extensible-enum-value-removed', 'x-extensible-enum', valueOf(value)),
  );
}

function compareDefault(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.default, pair.after.default];
  if (sameValue(from, to)) return [];
  const turn = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return [change(pair, `default-value-${turn}`, 'default', { from: quoted(from), to: quoted(to) })];
}

function quoted(value: Json | undefined): string {
  return value === undefined ? 'none' : `\`${textOf(value)}\``;
}

function valueOf(value: Json): Pick<SchemaChange, 'from' | 'to' | 'about'> {
  return { from: quoted(value), to: quoted(value), about: [textOf(value)] };
}

function missing(from: readonly Json[], to: readonly Json[]): readonly Json[] {
  const kept = new Set(to.map(textOf));
  return [...new Map(from.map((value) => [textOf(value), value]))]
    .filter(([text]) => !kept.has(text))
    .map(([, value]) => value);
}

const SHOWN = 5;

function list(values: readonly Json[]): string {
  const shown = values.slice(0, SHOWN).map((value) => quoted(value));
  return values.length > SHOWN ? `${shown.join(', ')} and ${values.length - SHOWN} more` : shown.join(', ');
}
