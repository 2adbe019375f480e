import type { Witness } from '../../../model/change.ts';
import type { Json } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { Side as ContractSide, Sides } from '../compare-contracts.ts';
import type { SchemaOrigin } from '../schema-report.ts';
import type { Flow } from '../schema/change.ts';
import type { Trail } from '../schema/uses.ts';
import { candidatesFor } from './candidates.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { type Verdict, judgeOf } from './judge.ts';
import type { Work } from './judging.ts';
import { outlineOf } from './outline.ts';
import type { Parts } from './parts.ts';
import { type Place, type Side, placeOf } from './place.ts';
import { readingsOf } from './readings.ts';
import { reasonOf } from './reason.ts';
import { isAbout, valueIn } from './relevance.ts';
import { type Making, makingFor, sample } from './sample.ts';
import { type Hit, type Judge, type Trial, attempt, search } from './search.ts';
import { shrink } from './shrink.ts';
import { type Compiler, compilerOf } from './validator.ts';

/** A value with the side that takes it; which way it travels is for the caller to say. */
export type Payload = Omit<Witness, 'kind' | 'direction'>;

/**
 * What a search may cost, counted and not timed, so that the same contracts always give the same witnesses. `places`: uses of changed
 * schemas that a payload is made for in one comparison. `steps`: values and subschemas judged for that. `definitions`: so many are
 * compiled by ajv, to confirm what was found.
 */
export type Budget = { readonly places: number; readonly steps: number; readonly definitions: number };
const BUDGET: Budget = { places: 4_000, steps: 2_000_000, definitions: 3_000 };

/** So much text is tried for one change, and so many values however long they are. */
const MOST_CHARACTERS = 200_000;
const LEAST_VALUES = 60;

/** Where a change of one schema has so often not been proven, it is not looked for in yet another operation. */
const MOST_FAILURES = 3;

/** So many values that proved a change of a schema are tried where the same schema is used again. */
const MOST_SEEDS = 3;

/** What is known of one change of one schema, wherever it is used. */
type Cause = { failures: number; confirmed: boolean; readonly seeds: Json[] };

/** A search over one comparison. */
type Search = {
  readonly sides: Sides;
  readonly work: Work;
  readonly compiler: Compiler;
  readonly judge: (side: ContractSide, flow: Flow) => Verdict;
  readonly isSound: (place: Place, test: () => boolean) => boolean;
  readonly places: (trail: Trail, roles: Roles, jointly: boolean, making: () => Making) => Place | null;
};

export type PayloadFinder = {
  readonly find: (origin: SchemaOrigin) => Payload | null;
  /** The same wherever a changed schema is used. */
  readonly causeOf: (origin: SchemaOrigin) => string;
};

/**
 * Finds payloads that prove changes of schemas. What proves a change of one schema is tried first wherever that schema is used again,
 * so that an edit is searched for once, however many operations it reaches.
 */
export function payloadFinder(sides: Sides, budget: Budget = BUDGET): PayloadFinder {
  const search = searchOver(sides, budget);
  const known = new Map<string, Payload | null>();
  const causes = new Map<string, Cause>();
  const nodes = numbering();
  let places = 0;
  const find = (origin: SchemaOrigin): Payload | null => {
    const local = localKeyOf(origin, nodes);
    const key = `${nodes(rootOf(origin.use.trail))} ${origin.surface.noun} ${origin.use.path} ${local}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const cause = causes.get(local) ?? { failures: 0, confirmed: false, seeds: [] };
    causes.set(local, cause);
    places += 1;
    const affordable = places <= budget.places && search.work.steps < budget.steps;
    const made = affordable ? findPayload(origin, cause, search) : null;
    known.set(key, made);
    return made;
  };
  return { find, causeOf: (origin) => localKeyOf(origin, nodes) };
}

function searchOver(sides: Sides, { definitions }: Budget): Search {
  const work: Work = { steps: 0 };
  const judges = new Map<string, Verdict>();
  const judge: Search['judge'] = (side, flow) => {
    const key = `${side.store === sides.before.store ? 'before' : 'after'} ${flow}`;
    const made = judges.get(key) ?? judgeOf({ ...side, flow }, work);
    judges.set(key, made);
    return made;
  };
  return {
    sides,
    work,
    compiler: compilerOf(definitions),
    judge,
    places: rememberedPlaces(),
    isSound: rememberedTest(),
  };
}

/** Changes of one schema are changes at one place, and what stands around it is made once. */
function rememberedPlaces(): Search['places'] {
  const remembered = [new WeakMap<Trail, Place | null>(), new WeakMap<Trail, Place | null>()] as const;
  return (trail, { accepting, rejecting }, jointly, making) => {
    const places = remembered[jointly ? 0 : 1];
    const placeAt = (at: Trail): Place | null => {
      const known = places.get(at);
      if (known !== undefined) return known;
      const made = placeOf(at, accepting, jointly ? rejecting : accepting, making, placeAt);
      places.set(at, made);
      return made;
    };
    return placeAt(trail);
  };
}

function rememberedTest(): Search['isSound'] {
  const known = new WeakMap<Place, boolean>();
  return (place, test) => {
    const sound = known.get(place) ?? test();
    known.set(place, sound);
    return sound;
  };
}

type Pair = Trail['node'];

/** Numbers for pairs of schemas, which are one wherever they are used. */
function numbering(): (pair: Pair) => number {
  const numbers = new Map<Pair, number>();
  return (pair) => {
    const number = numbers.get(pair) ?? numbers.size;
    numbers.set(pair, number);
    return number;
  };
}

/** The same wherever the schema is used. */
function localKeyOf({ use: { change, trail } }: SchemaOrigin, nodes: (pair: Pair) => number): string {
  return `${nodes(trail.node)} ${change.turn} ${JSON.stringify([change.property, change.about])}`;
}

type Role = Side & ContractSide;
type Roles = { readonly accepting: Role; readonly rejecting: Role };

/** A request that was taken is refused; a response that was ruled out may come. */
function rolesOf({ surface }: SchemaOrigin, { before, after }: Sides): Roles {
  const old: Role = { ...before, view: (node) => node.before };
  const new_: Role = { ...after, view: (node) => node.after };
  return surface.flow === 'request' ? { accepting: old, rejecting: new_ } : { accepting: new_, rejecting: old };
}

function findPayload(origin: SchemaOrigin, cause: Cause, search: Search): Payload | null {
  const roles = rolesOf(origin, search.sides);
  const { flow, noun } = origin.surface;
  const found = fromSeeds(origin, cause, roles, search) ?? fromCandidates(origin, cause, roles, search);
  const hit = found === null || cause.confirmed ? found : confirmed(found, origin, cause, roles, search);
  if (hit === null) return null;
  const [acceptedBy, rejectedBy] = flow === 'request' ? (['before', 'after'] as const) : (['after', 'before'] as const);
  const subject = `the ${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  return {
    value: hit.value,
    acceptedBy,
    rejectedBy,
    pointer: hit.error.instancePath,
    reason: reasonOf(hit.error, subject),
  };
}

/** What proved the change elsewhere, put where it stands here. */
function fromSeeds(origin: SchemaOrigin, cause: Cause, roles: Roles, found: Search): Hit | null {
  if (cause.seeds.length === 0) return null;
  const { use, surface } = origin;
  const place = found.places(use.trail, roles, true, () => makingFor(surface.flow));
  if (place === null) return null;
  const trial = trialAt(origin, roles, place, found);
  for (const seed of cause.seeds) {
    const hit = attempt(place.around(seed), trial);
    if (hit?.pure === true) return hit;
  }
  return null;
}

/** First what surrounds the value is made to suit both sides, so that nothing else is refused; then only the accepting one. */
function fromCandidates(origin: SchemaOrigin, cause: Cause, roles: Roles, found: Search): Hit | null {
  if (cause.failures >= MOST_FAILURES) return null;
  for (const jointly of [true, false]) {
    const hit = candidateHit(origin, roles, found, jointly);
    if (hit === null) continue;
    if (cause.seeds.length < MOST_SEEDS) cause.seeds.push(hit.seed);
    return hit;
  }
  cause.failures += 1;
  return null;
}

function candidateHit(
  origin: SchemaOrigin,
  roles: Roles,
  found: Search,
  jointly: boolean,
): (Hit & { readonly seed: Json }) | null {
  const { change, trail } = origin.use;
  const making = () => makingFor(origin.surface.flow);
  const place = found.places(trail, roles, jointly, making);
  if (place === null) return null;
  const rejecting = jointly ? place.rejecting : partsOn(trail, roles.rejecting, making);
  const trial = trialAt(origin, roles, place, found);
  for (const stage of candidatesFor(place.accepting, rejecting, change, making)) {
    const hit = search(affordable(stage(), place), trial);
    if (hit === null) continue;
    const smallest = shrink(hit, trial);
    return { ...smallest, seed: valueIn(smallest.value, place.path) };
  }
  return null;
}

/** A payload with much around the value is tried with fewer values. */
function affordable(values: readonly Json[], { around }: Place): readonly Json[] {
  const whole = values.map(around);
  const size = Math.max(1, JSON.stringify(whole[0] ?? null).length);
  return whole.slice(0, Math.max(LEAST_VALUES, Math.floor(MOST_CHARACTERS / size)));
}

function partsOn(trail: Trail, role: Role, making: () => Making): Parts {
  return placeOf(trail, role, role, making)?.rejecting ?? [];
}

function trialAt(origin: SchemaOrigin, roles: Roles, place: Place, found: Search): Trial {
  const { flow } = origin.surface;
  const root = rootOf(origin.use.trail);
  const by = (role: Role, hasty: boolean): Judge => {
    const [verdict, view] = [found.judge(role, flow), role.view(root)];
    return (value) => verdict(view, value, hasty);
  };
  const [accepting, rejecting] = [by(roles.accepting, true), by(roles.rejecting, true)];
  const sound = found.isSound(place, () => isSound(place, accepting, rejecting, () => makingFor(flow)));
  return trialOf(origin, place, { accepting, refusing: by(roles.rejecting, false), sound });
}

/**
 * Whether both sides take what stands around the place with some value in it, so that whatever is refused there is refused for that value.
 * Where alternatives lead to the place, refusals alone cannot tell: every alternative that was not meant refuses as well.
 */
function isSound(place: Place, accepting: Judge, rejecting: Judge, making: () => Making): boolean {
  const { path, around, accepting: ours, rejecting: theirs } = place;
  if (path.length === 0) return true;
  return [[...ours, ...theirs], ours, theirs].some((parts) => {
    const value = around(sample(parts, making()));
    return accepting(value)?.length === 0 && rejecting(value)?.length === 0;
  });
}

type Judges = { readonly accepting: Judge; readonly refusing: Judge; readonly sound: boolean };

/** In text a number and its digits are one, so a value is refused only where none of its readings is taken. */
function trialOf(
  { use: { change, trail }, surface }: SchemaOrigin,
  { path }: Place,
  { accepting, refusing, sound }: Judges,
): Trial {
  const rejecting: Judge = (value) => {
    const refusals = refusing(value);
    if (surface.medium === 'json' || refusals === null || refusals.length === 0) return refusals;
    return readingsOf(value).some((reading) => refusing(reading)?.length === 0) ? [] : refusals;
  };
  const here = pointerOf(...path);
  const chosen = sound && isChosen(trail);
  return {
    accepting,
    rejecting,
    isAbout: (error, value) => isAbout(error, change, { path, value: valueIn(value, path) }),
    isElse: ({ instancePath }) => !sound || (!chosen && (instancePath === here || instancePath.startsWith(`${here}/`))),
  };
}

/** Whether the way to a schema goes through alternatives. */
function isChosen({ step, above }: Trail): boolean {
  return step.startsWith('(') || (above !== null && isChosen(above));
}

/** What ajv says of the payload, once for each change of a schema; what it does not confirm proves nothing. */
function confirmed(hit: Hit, origin: SchemaOrigin, cause: Cause, roles: Roles, found: Search): Hit | null {
  const { trail } = origin.use;
  const { flow } = origin.surface;
  // Where the budget of ajv is spent, what was judged without it stands.
  if (found.compiler.isSpent()) return hit;
  const place = found.places(trail, roles, true, () => makingFor(flow));
  if (place === null) return null;
  const outline = outlineOf([hit.value]);
  const validator = ({ store, cache, view }: Role): Judge | null => {
    const schema = jsonSchemaOf(view(rootOf(trail)), { store, cache, flow, outline });
    return schema === null ? null : found.compiler.compile(schema);
  };
  const accepting = validator(roles.accepting);
  const rejecting = accepting === null ? null : validator(roles.rejecting);
  if (accepting === null || rejecting === null) return found.compiler.isSpent() ? hit : null;
  const proven = attempt(hit.value, trialOf(origin, place, { accepting, refusing: rejecting, sound: true }));
  cause.confirmed = proven !== null;
  return proven === null ? null : hit;
}

function rootOf(trail: Trail): Pair {
  return trail.above === null ? trail.node : rootOf(trail.above);
}
