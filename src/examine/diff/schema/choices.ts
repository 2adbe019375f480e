import { type Comparison, type Effect, type SchemaChange, type ShapePair, change } from './change.ts';
import type { ShapeCache } from './cache.ts';
import type { Choice } from './flatten.ts';
import { isWithin } from './inclusion.ts';
import { type Candidate, type Matching, candidatesOf, labelOf, likeness, match } from './match.ts';
import { type Shape, saysNothing } from './shape.ts';
import { typeSets } from './values.ts';

const NAMES = { oneOf: 'one-of', anyOf: 'any-of' } as const;

/** The alternatives of oneOf and anyOf. */
export function compareChoices(pair: ShapePair): Comparison {
  const [old, new_] = [distinct(pair.before, pair.old), distinct(pair.after, pair.new)];
  const results: Comparison[] = [];
  for (let index = 0; index < Math.max(old.length, new_.length); index += 1) {
    const [from, to] = [old[index], new_[index]];
    if (from !== undefined && to !== undefined) results.push(compareChoice(pair, from, to));
    else if (to !== undefined) results.push(introduced(pair, to, effectOf(pair, 'narrower'), 'added'));
    else if (from !== undefined) results.push(introduced(pair, from, effectOf(pair, 'wider'), 'removed'));
  }
  return { changes: results.flatMap(({ changes }) => changes), edges: results.flatMap(({ edges }) => edges) };
}

/** A property that two members of an allOf declare alike brings the same choice twice. */
function distinct(shape: Shape, cache: ShapeCache): readonly Choice[] {
  if (shape.choices.length < 2) return shape.choices;
  const textOf = ({ keyword, branches }: Choice): string =>
    [keyword, ...branches.map(cache.signature).sort()].join('\n');
  return [...new Map(shape.choices.map((choice) => [textOf(choice), choice])).values()];
}

function candidates(pair: ShapePair, choice: Choice, side: 'old' | 'new'): readonly Candidate[] {
  return candidatesOf(pair[side], choice.branches, choice.pointer);
}

function compareChoice(pair: ShapePair, from: Choice, to: Choice): Comparison {
  const matching = match(
    { cache: pair.old, list: candidates(pair, from, 'old') },
    { cache: pair.new, list: candidates(pair, to, 'new') },
  );
  const changes = [...keywordChange(pair, from, to), ...branchChanges(pair, from, to, matching)];
  return { changes, edges: matching.kept.map(edgeOf) };
}

/** What fits several alternatives is accepted by anyOf and refused by oneOf; where they exclude each other, the two are one. */
function keywordChange(pair: ShapePair, from: Choice, to: Choice): readonly SchemaChange[] {
  if (from.keyword === to.keyword || pair.after.discriminator !== null) return [];
  const branches = candidates(pair, to, 'new').map(({ shape }) => shape);
  const apart = branches.every((left, index) =>
    branches.slice(index + 1).every((right) => likeness(left, right, pair.new, pair.new) === 0 && !vague(left, right)),
  );
  const turn = to.keyword === 'oneOf' ? 'any-of-became-one-of' : 'one-of-became-any-of';
  return apart ? [] : [change(pair, turn, to.keyword, { before: from.pointer, after: to.pointer })];
}

/** Two objects that no listed value tells apart: one value may fit both, though they have no property in common. */
function vague(left: Shape, right: Shape): boolean {
  return [...left.properties.keys()].every((name) => !right.properties.has(name)) && left.properties.size > 0;
}

function edgeOf([before, after]: readonly [Candidate, Candidate]): Comparison['edges'][number] {
  return { step: `(${labelOf(after)})`, before: before.view, after: after.view, ignored: false };
}

function branchChanges(pair: ShapePair, from: Choice, to: Choice, matching: Matching): readonly SchemaChange[] {
  const [old, new_] = [candidates(pair, from, 'old'), candidates(pair, to, 'new')];
  return [
    ...matching.removed.map((each) =>
      change(pair, `${NAMES[from.keyword]}-removed`, from.keyword, {
        ...named(each),
        before: each.pointer,
        after: to.pointer,
        ...(pair.flow === 'request' ? coveredBy(pair, from, new_.find(within(each, pair.old, pair.new))) : {}),
      }),
    ),
    ...matching.added.map((each) =>
      change(pair, `${NAMES[to.keyword]}-added`, to.keyword, {
        ...named(each),
        before: from.pointer,
        after: each.pointer,
        ...(pair.flow === 'response' ? coveredBy(pair, to, old.find(within(each, pair.new, pair.old))) : {}),
      }),
    ),
  ];
}

function within(each: Candidate, inner: ShapeCache, outer: ShapeCache): (other: Candidate) => boolean {
  return ({ view }) => isWithin(each.view, inner, view, outer);
}

/**
 * An alternative that went away, or came, changes no payload where another one takes all that it takes: what was sent still fits, what
 * comes was expected. Where a discriminator tells the alternatives apart, they are not exchangeable.
 */
function coveredBy(pair: ShapePair, { keyword }: Choice, cover: Candidate | undefined): Partial<SchemaChange> {
  const told = pair.before.discriminator !== null || pair.after.discriminator !== null;
  if (cover === undefined || told) return {};
  return {
    impact: 'contract-only',
    vacuous: keyword === 'anyOf',
    remark: `(the alternative \`${labelOf(cover)}\` accepts the same payloads)`,
  };
}

function named(candidate: Candidate): Pick<SchemaChange, 'from' | 'to' | 'about'> {
  const label = labelOf(candidate);
  return { from: `\`${label}\``, to: `\`${label}\``, about: [label] };
}

/** Where a plain schema stands in the place of a choice, or the reverse, and they are not alike, nobody can say which admits more. */
function effectOf({ before, after }: ShapePair, effect: Effect): Effect {
  return isPlain(before) === isPlain(after) ? effect : 'unknown';
}

/** A choice where there was none is one more condition; a choice that went away, one less. */
function introduced(pair: ShapePair, choice: Choice, effect: Effect, verb: 'added' | 'removed'): Comparison {
  const side = verb === 'added' ? 'new' : 'old';
  const base = verb === 'added' ? pair.before : pair.after;
  const known = candidates(pair, choice, side).some(({ shape }) => isImplied(shape, base));
  const judged = !known ? effect : choice.keyword === 'anyOf' ? 'none' : 'unknown';
  const place = verb === 'added' ? { after: choice.pointer } : { before: choice.pointer };
  return {
    changes: candidates(pair, choice, side).map((each) =>
      change(pair, `${NAMES[choice.keyword]}-${verb}`, choice.keyword, { ...named(each), ...place, effect: judged }),
    ),
    edges: [],
  };
}

/** Whether every value of a schema fits an alternative that asks for nothing but properties which the schema requires anyway. */
function isImplied(branch: Shape, shape: Shape): boolean {
  return (
    saysNothing({ ...branch, types: null, required: new Set() }) &&
    typeSets.contains(branch.types, shape.types) &&
    [...branch.required].every((name) => shape.required.has(name))
  );
}

/**
 * A schema that became one alternative of several, or the other way round. Its keywords moved into the branch, so the two are
 * compared as schema with branch; null when nothing of the kind happened.
 */
export function compareWrapped(pair: ShapePair): Comparison | null {
  const { before, after } = pair;
  const [to, from] = [soleChoice(after), soleChoice(before)];
  if (to !== null && before.choices.length === 0 && isPlain(before)) return wrapped(pair, to);
  if (from !== null && after.choices.length === 0 && isPlain(after)) return unwrapped(pair, from);
  return null;
}

/** The one choice of a schema that says nothing else about its values. */
function soleChoice(shape: Shape): Choice | null {
  const [only] = shape.choices;
  const bare = shape.properties.size === 0 && shape.items === null && shape.enum === null;
  return shape.choices.length === 1 && only !== undefined && bare ? only : null;
}

function isPlain(shape: Shape): boolean {
  return shape.types !== null || shape.properties.size > 0 || shape.enum !== null;
}

function wrapped(pair: ShapePair, choice: Choice): Comparison | null {
  const branches = candidates(pair, choice, 'new');
  const home = closestTo(pair.before, branches, (shape) => likeness(pair.before, shape, pair.old, pair.new));
  if (home === null) return null;
  const fits = branches.filter(({ shape }) => includes(pair.before, shape, pair)).length;
  if (wasChoice(pair.before)) return opened(pair, choice, branches, home);
  const same = pair.old.signature(pair.before.view) === pair.new.signature(home.view);
  const lost = choice.keyword === 'oneOf' && fits > 1;
  return {
    changes: [
      change(pair, 'wrapped-in-one-of', choice.keyword, {
        before: pair.before.pointer,
        to: branches.map((each) => `\`${labelOf(each)}\``).join(', '),
        ...(pair.flow === 'request' && !lost && same ? { impact: 'risky' as const } : {}),
        ...(lost ? { remark: '(what was accepted before fits several of them, and oneOf allows only one)' } : {}),
      }),
    ],
    edges: [],
  };
}

/** It was written as a choice of one, so this is the second alternative and no wrapping. */
function wasChoice(shape: Shape): boolean {
  return shape.at('oneOf') !== shape.pointer || shape.at('anyOf') !== shape.pointer;
}

function opened(pair: ShapePair, choice: Choice, branches: readonly Candidate[], home: Candidate): Comparison {
  const others = branches.filter((each) => each !== home);
  return {
    changes: others.map((each) =>
      change(pair, `${NAMES[choice.keyword]}-added`, choice.keyword, { ...named(each), after: each.pointer }),
    ),
    edges: [{ step: `(${labelOf(home)})`, before: pair.before.view, after: home.view, ignored: false }],
  };
}

function unwrapped(pair: ShapePair, choice: Choice): Comparison | null {
  const branches = candidates(pair, choice, 'old');
  const home = closestTo(pair.after, branches, (shape) => likeness(shape, pair.after, pair.old, pair.new));
  if (home === null) return null;
  const others = branches.filter((each) => each !== home);
  return {
    changes: others.map((each) =>
      change(pair, `${NAMES[choice.keyword]}-removed`, choice.keyword, {
        ...named(each),
        before: each.pointer,
        after: pair.after.pointer,
      }),
    ),
    edges: [{ step: `(${labelOf(home)})`, before: home.view, after: pair.after.view, ignored: false }],
  };
}

function closestTo(shape: Shape, branches: readonly Candidate[], like: (branch: Shape) => number): Candidate | null {
  let [best, most]: [Candidate | null, number] = [null, 0.5];
  for (const branch of branches) {
    const found = shape.name !== null && shape.name === branch.shape.name ? 2 : like(branch.shape);
    if (found > most) [best, most] = [branch, found];
  }
  return best;
}

/** Whether what a schema accepts is, as far as names and requirements go, accepted by a branch as well. */
function includes(shape: Shape, branch: Shape, pair: ShapePair): boolean {
  return (
    likeness(shape, branch, pair.old, pair.new) > 0 && [...branch.required].every((name) => shape.required.has(name))
  );
}
