import { type SchemaChange, type ShapePair, change } from './change.ts';
import { type Candidate, labelOf, match } from './match.ts';
import type { ShapeCache } from './cache.ts';
import type { View } from './node.ts';
import { type Shape, saysNothing } from './shape.ts';

/**
 * Members of an allOf that came or went. What they bring is compared keyword by keyword on the merged schema; this says only that
 * the composition changed, and stays silent where a schema was merely split or put together.
 */
export function compareMembers(pair: ShapePair): readonly SchemaChange[] {
  const [old, new_] = [pair.before.members, pair.after.members];
  if (old.length === new_.length && old.every((member, index) => isKept(pair, member.view, new_[index]?.view)))
    return [];
  const { removed, added } = match(
    { cache: pair.old, list: candidates(pair.old, pair.before) },
    { cache: pair.new, list: candidates(pair.new, pair.after) },
  );
  const changes = [
    ...removed.map((each) => memberChange(pair, each, 'removed')),
    ...added.map((each) => memberChange(pair, each, 'added')),
  ];
  const rewritten = old.length === 0 || new_.length === 0 || (removed.length > 0 && added.length > 0);
  return rewritten ? changes.filter(({ turn }) => turn.endsWith('annotation-only')) : changes;
}

/** The same component, whatever became of it, or the same words: then `match` would find the two to belong together. */
function isKept(pair: ShapePair, before: View, after: View | undefined): boolean {
  if (after === undefined) return false;
  const name = before.nodes[0]?.name ?? null;
  return (name !== null && name === after.nodes[0]?.name) || pair.same(before, after);
}

function candidates(cache: ShapeCache, shape: Shape): readonly Candidate[] {
  return shape.members.map(({ view, pointer }, index) => ({ view, shape: cache.shape(view), pointer, index }));
}

function memberChange(pair: ShapePair, member: Candidate, verb: 'added' | 'removed'): SchemaChange {
  const label = labelOf(member);
  const turn = `all-of-${verb}${saysNothing(member.shape) ? '-annotation-only' : ''}`;
  return change(pair, turn, 'allOf', {
    ...(verb === 'added' ? { after: member.pointer } : { before: member.pointer }),
    from: `\`${label}\``,
    to: `\`${label}\``,
    about: [label],
  });
}
