import { type Effect, type SchemaChange, type ShapePair, change } from './change.ts';
import type { Shape } from './shape.ts';
import { sameValue, typeSets } from './values.ts';

/** Formats whose every value is also a value of the format named after them. */
const WIDER_FORMATS: ReadonlyMap<string, readonly string[]> = new Map([['int32', ['float']]]);

/** Formats of OpenAPI and JSON Schema that say which values there are. Of any other, nobody can tell what it admits. */
const KNOWN_FORMATS = new Set([
  ...['int32', 'int64', 'float', 'double', 'byte'],
  ...['date', 'date-time', 'time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname', 'ipv4', 'ipv6'],
  ...['uri', 'uri-reference', 'iri', 'iri-reference', 'uri-template', 'uuid', 'json-pointer', 'regex'],
]);

/** JSON numbers are doubles and integers up to 64 bits everywhere; any octets are binary; a password is a string that is not shown. */
const NO_FORMATS = new Set(['double', 'int64', 'binary', 'password']);

function formatOf({ format }: Shape): string | null {
  return format === null || NO_FORMATS.has(format) ? null : format;
}

/** Type, format and null. */
export function compareTypes(pair: ShapePair): readonly SchemaChange[] {
  return [...compareNull(pair), ...compareType(pair)];
}

function compareNull(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.nullable, pair.after.nullable];
  if (from === null || to === null || from === to) return [];
  if (!to) return [change(pair, 'became-not-nullable', 'nullable', atType(pair))];
  // Becoming nullable says that every value is as good as before. Where some are not, null is one more type.
  const kept =
    pair.before.enum?.every((value) => pair.after.enum?.some((other) => sameValue(value, other)) ?? true) ?? true;
  if (kept) return [change(pair, 'became-nullable', 'nullable', atType(pair))];
  const words = { from: inWords(pair.before), to: `${inWords(pair.after)} or null` };
  return [change(pair, 'list-of-types-widened', 'nullable', { ...atType(pair), ...words })];
}

function atType({ before, after }: ShapePair): Pick<SchemaChange, 'before' | 'after'> {
  return { before: before.at('type'), after: after.at('type') };
}

function compareType(pair: ShapePair): readonly SchemaChange[] {
  const { before, after } = pair;
  const effect = becameList(pair) ?? typeEffect(before, after);
  if (effect === 'none') return [];
  const choice = (pair.before.typeChoice || pair.after.typeChoice) && !compatibleInText(pair, effect);
  const turn = choice ? choiceTurn(effect) : typeTurn(pair, effect);
  const place = sameTypes(before, after) ? { before: before.at('format'), after: after.at('format') } : atType(pair);
  const words = { ...place, from: inWords(before), to: inWords(after) };
  const judged =
    effect === 'unknown' || (effect === 'narrower' && turn !== 'type-generalized' && turn !== 'type-compatible');
  return [change(pair, turn, 'type', judged ? { ...words, effect } : words)];
}

/** A parameter that is written once for each item may turn from a single value into a list of such values: what was sent still fits. */
function becameList({ before, after, flow, medium, new: cache }: ShapePair): Effect | null {
  if (medium !== 'list' || flow !== 'request' || after.items === null) return null;
  const lists = (shape: Shape): boolean => shape.types?.has('array') === true;
  if (lists(before) || !lists(after) || before.types === null) return null;
  const items = cache.shape(after.items);
  if (isConstrained(items) || isConstrained(after)) return 'both';
  const effect = typeEffect(before, items);
  return effect === 'none' || effect === 'wider' || items.types?.has('string') === true ? 'wider' : 'both';
}

function isConstrained({ enum: values, limits, patterns }: Shape): boolean {
  return values !== null || limits.size > 0 || patterns.length > 0;
}

function sameTypes(before: Shape, after: Shape): boolean {
  return typeSets.contains(before.types, after.types) && typeSets.contains(after.types, before.types);
}

function typeEffect(before: Shape, after: Shape): Effect {
  const formats = formatEffect(before, after);
  if (sameTypes(before, after)) return formats;
  const types = typeSets.contains(after.types, before.types)
    ? 'wider'
    : typeSets.contains(before.types, after.types)
      ? 'narrower'
      : 'both';
  return formats === 'none' || formats === 'unknown' || formats === types ? types : 'both';
}

function formatEffect(before: Shape, after: Shape): Effect {
  const [from, to] = [formatOf(before), formatOf(after)];
  if (from === to) return 'none';
  if ([from, to].some((format) => format !== null && !KNOWN_FORMATS.has(format))) return 'unknown';
  if (to === null) return 'wider';
  if (from === null) return 'narrower';
  if (WIDER_FORMATS.get(from)?.includes(to) === true) return 'wider';
  if (WIDER_FORMATS.get(to)?.includes(from) === true) return 'narrower';
  return 'both';
}

/** A response may narrow its type; a request that narrows refuses what it took before, so that is a change like any other. */
function typeTurn(pair: ShapePair, effect: Effect): string {
  if (compatibleInText(pair, effect))
    return pair.flow === 'request' && pair.medium !== 'markup' ? 'type-generalized' : 'type-compatible';
  // A response that no longer says what it is has not got wider in any way that a client could be ready for.
  if (effect === 'wider' && pair.flow === 'response' && saysLess(pair)) return 'type-changed';
  if (effect === 'wider') return 'type-generalized';
  if (effect === 'narrower' && pair.flow === 'response') return 'type-specialized';
  return 'type-changed';
}

function saysLess({ before, after }: ShapePair): boolean {
  return after.types === null || (before.format !== null && after.format === null);
}

function choiceTurn(effect: Effect): string {
  if (effect === 'both') return 'type-changed';
  return effect === 'wider' ? 'list-of-types-widened' : 'list-of-types-narrowed';
}

/** In text every value is characters: a string that becomes a number is a narrower string, and the reverse a wider one. */
function compatibleInText({ before, after, flow, medium }: ShapePair, effect: Effect): boolean {
  if (medium === 'json' || (effect !== 'both' && effect !== (flow === 'request' ? 'narrower' : 'wider'))) return false;
  const free = flow === 'request' ? after : before;
  const other = flow === 'request' ? before : after;
  return (
    free.types !== null &&
    free.types.has('string') &&
    other.types !== null &&
    free.format === null &&
    free.patterns.length === 0
  );
}

function inWords(shape: Shape): string {
  const types = shape.types === null ? 'any type' : [...shape.types].sort().join(' or ') || 'nothing';
  return shape.format === null ? types : `${types} (${shape.format})`;
}
