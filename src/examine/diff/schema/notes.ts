import type { Json } from '../../../model/json.ts';
import { type SchemaChange, type ShapePair, change } from './change.ts';

/** What is said about a schema beside the values it accepts: discriminator, deprecation, stability. */
export function compareNotes(pair: ShapePair): readonly SchemaChange[] {
  return [...compareDiscriminator(pair), ...compareDeprecation(pair), ...compareStability(pair)];
}

function compareDiscriminator(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.discriminator, pair.after.discriminator];
  if (from === null && to === null) return [];
  if (from === null)
    return [change(pair, 'discriminator-added', 'discriminator', { to: `\`${to?.propertyName ?? ''}\`` })];
  if (to === null)
    return [change(pair, 'discriminator-removed', 'discriminator', { from: `\`${from.propertyName}\`` })];
  const renamed =
    from.propertyName === to.propertyName
      ? []
      : [
          change(pair, 'discriminator-property-name-changed', 'discriminator', {
            from: `\`${from.propertyName}\``,
            to: `\`${to.propertyName}\``,
          }),
        ];
  return [...renamed, ...compareMapping(pair, from.mapping, to.mapping)];
}

function compareMapping(
  pair: ShapePair,
  from: ReadonlyMap<string, string>,
  to: ReadonlyMap<string, string>,
): readonly SchemaChange[] {
  const at = (turn: string, keys: readonly string[]): readonly SchemaChange[] => {
    const words = keys.map((key) => `\`${key}\``).join(', ');
    return keys.length === 0 ? [] : [change(pair, turn, 'discriminator', { from: words, to: words, about: keys })];
  };
  const kept = [...from.keys()].filter((key) => to.has(key));
  return [
    ...at(
      'discriminator-mapping-deleted',
      [...from.keys()].filter((key) => !to.has(key)),
    ),
    ...at(
      'discriminator-mapping-added',
      [...to.keys()].filter((key) => !from.has(key)),
    ),
    ...at(
      'discriminator-mapping-changed',
      kept.filter((key) => from.get(key) !== to.get(key)),
    ),
  ];
}

function compareDeprecation(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.lifecycle, pair.after.lifecycle];
  if (from.deprecated === to.deprecated) return [];
  const turn = to.deprecated ? 'deprecated' : 'reactivated';
  return [change(pair, turn, 'deprecated', { from: asText(from.sunset), to: asText(to.sunset) })];
}

const LEVELS = ['draft', 'alpha', 'beta', 'stable'];

function compareStability(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [levelOf(pair.before.lifecycle.stability), levelOf(pair.after.lifecycle.stability)];
  if (from === to || from === null || to === null) return [];
  const turn = to > from ? 'stability-increased' : 'stability-decreased';
  return [change(pair, turn, 'x-stability-level', { from: LEVELS[from] ?? '', to: LEVELS[to] ?? '' })];
}

/** Rank of a stability level; one that is not named counts as stable, one that is unknown cannot be ranked. */
function levelOf(value: Json | null): number | null {
  const rank = LEVELS.findIndex((level) => level === (value ?? 'stable'));
  return rank < 0 ? null : rank;
}

function asText(value: Json | null): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
