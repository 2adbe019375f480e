import type { Json } from '../../../model/json.ts';
import type { ShapeCache } from './cache.ts';
import { type SchemaChange, type ShapePair, change } from './change.ts';
import type { View } from './node.ts';
import type { Discriminator, Shape } from './shape.ts';

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

type Mapping = Discriminator['mapping'];

function compareMapping(pair: ShapePair, from: Mapping, to: Mapping): readonly SchemaChange[] {
  const at = (turn: string, kinds: readonly string[]): readonly SchemaChange[] => {
    const words = kinds.map((kind) => `\`${kind}\``).join(', ');
    return kinds.length === 0 ? [] : [change(pair, turn, 'discriminator', { from: words, to: words, about: kinds })];
  };
  const [old, new_] = [impliedKinds(pair.before, pair.old), impliedKinds(pair.after, pair.new)];
  const gone = [...from.keys()].filter((kind) => !to.has(kind) && !new_.has(kind));
  const come = [...to.keys()].filter((kind) => !from.has(kind) && !old.has(kind));
  const moved = [...from].filter(([kind, target]) => leadsElsewhere(pair, target, to.get(kind), to));
  return [
    ...at('discriminator-mapping-deleted', gone),
    ...at('discriminator-mapping-added', come),
    ...at(
      'discriminator-mapping-changed',
      moved.map(([kind]) => kind),
    ),
  ];
}

/** Without a mapping, a kind is called as the schema of its alternative (OpenAPI 3.1, 4.8.25). */
function impliedKinds({ choices }: Shape, cache: ShapeCache): ReadonlySet<string> {
  const names = choices.flatMap(({ branches }) => branches.map((branch) => cache.shape(branch).name));
  return new Set(names.filter((name) => name !== null));
}

type Target = { readonly target: string; readonly view: View | null };

/** A schema that was only renamed, or is referred to in another spelling, is the same schema. */
function leadsElsewhere(pair: ShapePair, from: Target, to: Target | undefined, all: Mapping): boolean {
  if (to === undefined) return false;
  if (from.view === null || to.view === null) return from.target !== to.target;
  const [old, new_] = [pair.old.shape(from.view), pair.new.shape(to.view)];
  if (old.name === new_.name) return false;
  const stillThere = [...all.values()].some(({ view }) => view !== null && pair.new.shape(view).name === old.name);
  if (old.name !== null && impliedKinds(pair.after, pair.new).has(old.name)) return true;
  return stillThere || pair.old.signature(from.view) !== pair.new.signature(to.view);
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
