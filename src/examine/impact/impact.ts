import type { Change } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { Deprecation } from '../../model/deprecation.ts';
import type { Fact, Severity } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Observation } from '../../model/usage.ts';
import type { Consumer, Use } from '../../model/workspace.ts';
import { type Call, type Caller, callersOf } from './callers.ts';
import { isHit } from './hits.ts';
import { routeOf } from '../../model/operations.ts';
import { routesIn } from './routes.ts';
import { IMPACT_RULES, type ImpactRule } from './rules.ts';

/** What is known of one API: who calls it, and what happens to it. */
export type Impact = {
  readonly api: string;
  readonly consumers: readonly Consumer[];
  readonly changes: readonly Change[];
  readonly deprecations: readonly Deprecation[];
  readonly contract: Contract;
  /** What the changes were found against; null for a new API. */
  readonly before: Contract | null;
  /** Who was seen to call. */
  readonly observations?: readonly Observation[];
  /** What was called on or after this day is in use. */
  readonly recent?: Day;
};

/** Who calls an operation of an API, declared or seen: names, sorted. Names of path parameters do not matter. */
export function consumersOf(
  consumers: readonly Consumer[],
  api: string,
  observations: readonly Observation[] = [],
): (method: string, path: string) => readonly string[] {
  return namesOf(callersOf(consumers, api, observations), ({ calls }, route) => calls.has(route));
}

/** Who calls an operation of an API, declared or seen, and has not agreed to its removal: names, sorted. */
export function consumersWithoutConsent(
  consumers: readonly Consumer[],
  api: string,
  observations: readonly Observation[] = [],
): (method: string, path: string) => readonly string[] {
  const callers = callersOf(consumers, api, observations);
  return namesOf(callers, ({ calls, consents }, route) => calls.has(route) && !consents.has(route));
}

function namesOf(
  callers: readonly Caller[],
  is: (caller: Caller, route: string) => boolean,
): (method: string, path: string) => readonly string[] {
  return (method, path) => {
    const route = routeOf(method, path);
    return callers.filter((caller) => is(caller, route)).map(({ name }) => name);
  };
}

/** Who declares to call anything of an API: names, sorted. */
export function namesOfConsumers(consumers: readonly Consumer[], api: string): readonly string[] {
  return callersOf(consumers, api).map(({ name }) => name);
}

/**
 * Whom changes and deprecations reach. A consumer's consent to an operation silences what is said of that operation.
 * Breaking changes are told once for each consumer and operation, however many there are; those of fields and parameters that a consumer does not use are
 * left out. What was called of late costs more.
 */
export function impactOf(impact: Impact): readonly Fact[] {
  const now = routesIn(impact.contract);
  const before = impact.before === null ? null : routesIn(impact.before);
  const breaking = impact.changes.filter((change) => change.impact === 'breaking').sort(byCheck);
  return callersOf(impact.consumers, impact.api, impact.observations).flatMap((caller) => [
    ...brokenApi(impact, caller, breaking),
    ...[...caller.calls]
      .filter(([route]) => !caller.consents.has(route))
      .flatMap(([route, call]) => {
        const hits = breaking.filter((change) => isOn(change.operation, route) && isHit(impact, change, call));
        const at = impact.contract.locate(now.get(route) ?? '/paths');
        if (hits.length > 0) return [brokenOperation(impact, caller, route, call, at, hits)];
        // Who only called declares nothing that could be corrected.
        if (!now.has(route))
          return call.uses.length === 0
            ? []
            : [unknownOperation(impact, caller, route, call.use, at, before?.has(route) === true)];
        return impact.deprecations
          .filter((deprecation) => isOn(deprecation.what, route))
          .map((deprecation) => deprecatedUse(impact, caller, route, call, deprecation));
      }),
  ]);
}

function isRecent({ recent }: Impact, { seen }: Call): boolean {
  return seen !== null && recent !== undefined && seen.last >= recent;
}

function isOn(
  operation: { readonly method: string | null; readonly path: string | null } | null,
  route: string,
): boolean {
  if (operation === null || operation.method === null || operation.path === null) return false;
  return routeOf(operation.method, operation.path) === route;
}

function byCheck(a: Change, b: Change): number {
  const [left, right] = [a, b].map(({ check, message }) => `${check} ${message}`);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

/** Changes of the document as a whole reach every operation, so only consent to each of them silences this. */
function brokenApi(impact: Impact, caller: Caller, breaking: readonly Change[]): readonly Fact[] {
  const { api, contract } = impact;
  const hits = breaking.filter((change) => change.operation === null);
  if (hits.length === 0 || [...caller.calls.keys()].every((route) => caller.consents.has(route))) return [];
  const open = [...caller.calls].filter(([route]) => !caller.consents.has(route));
  const rule = open.some(([, call]) => isRecent(impact, call)) ? 'consumer-hit-in-use' : 'consumer-hit';
  const message = `${named(caller)} calls this API, ${ways(hits)}`;
  return [fact(rule, api, message, contract.locate(''), [caller.name], { also: placesOf(hits) })];
}

function brokenOperation(
  impact: Impact,
  caller: Caller,
  route: string,
  call: Call,
  at: Location,
  hits: readonly Change[],
): Fact {
  const message = `${named(caller)} calls ${shown(call.use)}, ${ways(hits)}${seenWords(call)}`;
  const rule = isRecent(impact, call) ? 'consumer-hit-in-use' : 'consumer-hit';
  return fact(rule, impact.api, message, at, [caller.name, route], { also: placesOf(hits) });
}

function unknownOperation({ api }: Impact, caller: Caller, route: string, use: Use, at: Location, was: boolean): Fact {
  const message = `${named(caller)} declares ${shown(use)}, which the contract ${was ? 'no longer has' : 'does not have'}.`;
  return fact('consumer-uses-unknown-operation', api, message, at, [caller.name, route]);
}

function deprecatedUse({ api }: Impact, caller: Caller, route: string, call: Call, deprecation: Deprecation): Fact {
  const { kind, pointer } = deprecation.what;
  const what = kind === 'operation' ? 'which is deprecated' : `of which a ${kind} is deprecated`;
  const end = deprecation.sunset === null ? '' : ` and goes away on ${deprecation.sunset}`;
  const successor = deprecation.successor === null ? '' : `; the successor is ${deprecation.successor}`;
  const message = `${named(caller)} calls ${shown(call.use)}, ${what}${end}${successor}.${seenWords(call)}`;
  const about = [caller.name, route, pointer];
  return fact('consumer-uses-deprecated', api, message, deprecation.at, about, { proposed: urgencyOf(deprecation) });
}

/** Whether a caller uses a deprecated parameter or field, a declaration of operations does not tell: that is a hint. */
function urgencyOf({ what, status }: Deprecation): Severity {
  if (what.kind !== 'operation') return 'hint';
  return status === 'due-soon' || status === 'overdue' ? 'warn' : 'info';
}

function named({ name, contact }: Caller): string {
  return contact === null ? name : `${name} (${contact})`;
}

/** A sentence of its own; empty where nobody saw a call. */
function seenWords({ seen }: Call): string {
  if (seen === null) return '';
  const calls = seen.calls === 1 ? '1 call was' : `${seen.calls} calls were`;
  return ` ${calls} seen, the last on ${seen.last}.`;
}

function shown({ method, path }: Use): string {
  return `\`${method} ${path}\``;
}

function ways(hits: readonly Change[]): string {
  const [first, second] = hits;
  return second === undefined ? `which breaks: ${first?.message ?? ''}` : `which breaks in ${hits.length} ways.`;
}

function placesOf(hits: readonly Change[]): readonly Location[] {
  return hits.flatMap((change) => change.after ?? change.before ?? []);
}

function fact(
  rule: ImpactRule,
  api: string,
  message: string,
  at: Location,
  about: readonly string[],
  more: { readonly also?: readonly Location[]; readonly proposed?: Severity } = {},
): Fact {
  const info = IMPACT_RULES.find(({ id }) => id === rule);
  return {
    rule,
    from: 'impact',
    api,
    message,
    hint: info?.fix ?? '',
    docs: `countersign explain ${rule}`,
    at,
    also: more.also ?? [],
    proposed: more.proposed ?? info?.severity ?? 'info',
    about,
  };
}
