import type { Witness } from '../../../model/change.ts';
import type { Json } from '../../../model/json.ts';
import type { SchemaOrigin } from '../schema-report.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { SchemaStore } from '../schema/node.ts';
import type { Trail } from '../schema/uses.ts';
import { candidatesFor } from './candidates.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { outlineOf } from './outline.ts';
import type { Parts } from './parts.ts';
import { type Place, type Side, placeOf } from './place.ts';
import { reasonOf } from './reason.ts';
import { isAbout, valueIn } from './relevance.ts';
import { makingFor } from './sample.ts';
import { type Hit, type Trial, search } from './search.ts';
import { shrink } from './shrink.ts';
import { type Compiler, compilerOf } from './validator.ts';

export type ContractSide = { readonly store: SchemaStore; readonly cache: ShapeCache };
export type ContractSides = { readonly before: ContractSide; readonly after: ContractSide };

/** A value with the side that takes it; which way it travels is for the caller to say. */
export type Payload = Omit<Witness, 'kind' | 'direction'>;

/** So many definitions are compiled for one comparison; the changes beyond keep their verdict without a witness. */
const MOST_DEFINITIONS = 6_000;

/** So much text is tried for one change, and so many values however long they are. */
const MOST_CHARACTERS = 50_000;
const LEAST_VALUES = 30;

/** Where a change of one schema has so often not been proven, it is not tried in yet another operation. */
const MOST_FAILURES = 2;

/** Finds payloads that prove changes of schemas: each distinct change once, however many operations it reaches. */
export function payloadFinder(
  sides: ContractSides,
  budget = MOST_DEFINITIONS,
): (origin: SchemaOrigin) => Payload | null {
  const compiler = compilerOf(budget);
  const known = new Map<string, Payload | null>();
  const failures = new Map<string, number>();
  return (origin) => {
    const [key, local] = [keyOf(origin), localKeyOf(origin)];
    const found = known.get(key);
    if (found !== undefined) return found;
    const failed = failures.get(local) ?? 0;
    const made = failed < MOST_FAILURES && !compiler.isSpent() ? findPayload(origin, sides, compiler) : null;
    if (made === null) failures.set(local, failed + 1);
    known.set(key, made);
    return made;
  };
}

function keyOf(origin: SchemaOrigin): string {
  const steps: string[] = [];
  for (let at: Trail | null = origin.use.trail; at !== null; at = at.above)
    steps.push(at.step, at.node.before.key, at.node.after.key);
  return JSON.stringify([localKeyOf(origin), origin.surface.noun, steps]);
}

/** The same wherever the schema is used. */
function localKeyOf({ use: { change, trail }, surface }: SchemaOrigin): string {
  const { before, after } = trail.node;
  return JSON.stringify([before.key, after.key, surface.flow, change.turn, change.property, change.about]);
}

type Roles = { readonly accepting: Role; readonly rejecting: Role };
type Role = Side & ContractSide;

/** A request that was taken is refused; a response that was ruled out may come. */
function rolesOf({ surface }: SchemaOrigin, { before, after }: ContractSides): Roles {
  const old: Role = { ...before, view: (node) => node.before };
  const new_: Role = { ...after, view: (node) => node.after };
  return surface.flow === 'request' ? { accepting: old, rejecting: new_ } : { accepting: new_, rejecting: old };
}

function findPayload(origin: SchemaOrigin, sides: ContractSides, compiler: Compiler): Payload | null {
  const roles = rolesOf(origin, sides);
  const { flow, noun } = origin.surface;
  const hit = find(origin, roles, compiler, true) ?? find(origin, roles, compiler, false);
  if (hit === null) return null;
  const [acceptedBy, rejectedBy] = flow === 'request' ? (['before', 'after'] as const) : (['after', 'before'] as const);
  const subject = `the ${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  return { value: hit.value, acceptedBy, rejectedBy, reason: reasonOf(hit.error, subject) };
}

/** `jointly`: what surrounds the value is made to suit both sides, so that nothing else is refused; otherwise only the accepting one. */
function find(origin: SchemaOrigin, roles: Roles, compiler: Compiler, jointly: boolean): Hit | null {
  const { change, trail } = origin.use;
  const making = () => makingFor(origin.surface.flow);
  const place = placeOf(trail, roles.accepting, jointly ? roles.rejecting : roles.accepting, making);
  if (place === null) return null;
  const rejecting = jointly ? place.rejecting : partsOn(trail, roles.rejecting, making);
  for (const stage of candidatesFor(place.accepting, rejecting, change, making)) {
    const values = affordable(stage(), place);
    const trial = trialOf(values, origin, roles, place, compiler);
    const hit = trial === null ? null : search(values, trial);
    if (hit !== null && trial !== null) return shrink(hit, trial);
  }
  return null;
}

/** A payload with much around the value is tried with fewer values. */
function affordable(values: readonly Json[], { around }: Place): readonly Json[] {
  const whole = values.map(around);
  const size = Math.max(1, JSON.stringify(whole[0] ?? null).length);
  return whole.slice(0, Math.max(LEAST_VALUES, Math.floor(MOST_CHARACTERS / size)));
}

function partsOn(trail: Trail, role: Role, making: () => ReturnType<typeof makingFor>): Parts {
  return placeOf(trail, role, role, making)?.rejecting ?? [];
}

function trialOf(
  values: readonly Json[],
  { use: { change, trail }, surface: { flow } }: SchemaOrigin,
  roles: Roles,
  place: Place,
  compiler: Compiler,
): Trial | null {
  const outline = outlineOf(values);
  const root = rootOf(trail);
  const validator = ({ store, cache, view }: Role): ReturnType<Compiler['compile']> => {
    const schema = jsonSchemaOf(view(root), { store, cache, flow, outline });
    return schema === null ? null : compiler.compile(schema);
  };
  const accepting = validator(roles.accepting);
  const rejecting = accepting === null ? null : validator(roles.rejecting);
  if (accepting === null || rejecting === null) return null;
  const { path } = place;
  return {
    accepting,
    rejecting,
    isAbout: (error, value) => isAbout(error, change, { path, value: valueIn(value, path) }),
  };
}

function rootOf(trail: Trail): Trail['node'] {
  return trail.above === null ? trail.node : rootOf(trail.above);
}
