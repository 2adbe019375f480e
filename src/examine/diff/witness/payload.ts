import type { Witness } from '../../../model/change.ts';
import { type Json, isArray, isObject } from '../../../model/json.ts';
import type { SchemaOrigin } from '../schema-report.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { SchemaStore } from '../schema/node.ts';
import type { Trail } from '../schema/uses.ts';
import { candidatesFor } from './candidates.ts';
import { jsonSchemaOf } from './json-schema.ts';
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

/** So many schemas are compiled for one comparison, two for a witness; the changes beyond keep their verdict without a witness. */
const MOST_SCHEMAS = 600;

/** Finds payloads that prove changes of schemas: each distinct change once, however many operations it reaches. */
export function payloadFinder(sides: ContractSides, budget = MOST_SCHEMAS): (origin: SchemaOrigin) => Payload | null {
  const compile = compilerOf(budget);
  const known = new Map<string, Payload | null>();
  return (origin) => {
    const key = keyOf(origin);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = findPayload(origin, sides, compile);
    known.set(key, made);
    return made;
  };
}

function keyOf({ use: { change, trail }, surface }: SchemaOrigin): string {
  const steps: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.above)
    steps.push(at.step, at.node.before.key, at.node.after.key);
  return JSON.stringify([surface.flow, surface.noun, change.turn, change.property, change.about, steps]);
}

type Roles = { readonly accepting: Role; readonly rejecting: Role };
type Role = Side & ContractSide;

/** A request that was taken is refused; a response that was ruled out may come. */
function rolesOf({ surface }: SchemaOrigin, { before, after }: ContractSides): Roles {
  const old: Role = { ...before, view: (node) => node.before };
  const new_: Role = { ...after, view: (node) => node.after };
  return surface.flow === 'request' ? { accepting: old, rejecting: new_ } : { accepting: new_, rejecting: old };
}

function findPayload(origin: SchemaOrigin, sides: ContractSides, compile: Compiler): Payload | null {
  const roles = rolesOf(origin, sides);
  const { flow, noun } = origin.surface;
  const hit = find(origin, roles, compile, true) ?? find(origin, roles, compile, false);
  if (hit === null) return null;
  const [acceptedBy, rejectedBy] = flow === 'request' ? (['before', 'after'] as const) : (['after', 'before'] as const);
  const subject = `the ${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  return { value: hit.value, acceptedBy, rejectedBy, reason: reasonOf(hit.error, subject) };
}

/** `jointly`: what surrounds the value is made to suit both sides, so that nothing else is refused; otherwise only the accepting one. */
function find(origin: SchemaOrigin, roles: Roles, compile: Compiler, jointly: boolean): Hit | null {
  const { change, trail } = origin.use;
  const making = () => makingFor(origin.surface.flow);
  const place = placeOf(trail, roles.accepting, jointly ? roles.rejecting : roles.accepting, making);
  if (place === null) return null;
  const rejecting = jointly ? place.rejecting : partsOn(trail, roles.rejecting, making);
  const values = candidatesFor(place.accepting, rejecting, change, making).map(place.around);
  const trial = trialOf(values, origin, roles, place, compile);
  const hit = trial === null ? null : search(values, trial);
  return hit === null || trial === null ? null : shrink(hit, trial);
}

function partsOn(trail: Trail, role: Role, making: () => ReturnType<typeof makingFor>): Parts {
  return placeOf(trail, role, role, making)?.rejecting ?? [];
}

function trialOf(
  values: readonly Json[],
  { use: { change, trail }, surface: { flow } }: SchemaOrigin,
  roles: Roles,
  place: Place,
  compile: Compiler,
): Trial | null {
  const names = namesIn(values);
  const root = rootOf(trail);
  const validator = ({ store, cache, view }: Role): ReturnType<Compiler> => {
    const schema = jsonSchemaOf(view(root), { store, cache, flow, names });
    return schema === null ? null : compile(schema);
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

/** The names of all properties in the values. */
function namesIn(values: readonly Json[]): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...values];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isArray(next)) waiting.push(...next);
    else if (isObject(next))
      for (const [name, value] of Object.entries(next)) {
        names.add(name);
        waiting.push(value);
      }
  }
  return names;
}
