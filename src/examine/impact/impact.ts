import type { Change } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import type { Deprecation } from '../../model/deprecation.ts';
import type { Fact, Severity } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Consumer, Use } from '../../model/workspace.ts';
import { type Caller, callersOf } from './callers.ts';
import { routeOf, routesIn } from './routes.ts';
import { IMPACT_RULES, type ImpactRule } from './rules.ts';

type Impact = {
  readonly api: string;
  readonly consumers: readonly Consumer[];
  readonly changes: readonly Change[];
  readonly deprecations: readonly Deprecation[];
  readonly contract: Contract;
  /** What the changes were found against; null for a new API. */
  readonly before: Contract | null;
};

/** Who declares to call an operation of an API: names, sorted. Names of path parameters do not matter. */
export function consumersOf(
  consumers: readonly Consumer[],
  api: string,
): (method: string, path: string) => readonly string[] {
  const callers = callersOf(consumers, api);
  return (method, path) => {
    const route = routeOf(method, path);
    return callers.filter(({ uses }) => uses.has(route)).map(({ name }) => name);
  };
}

/** Who declares to call anything of an API: names, sorted. */
export function namesOfConsumers(consumers: readonly Consumer[], api: string): readonly string[] {
  return callersOf(consumers, api).map(({ name }) => name);
}

/**
 * Whom changes and deprecations reach. A consumer's consent to an operation silences what is said of that operation.
 * Breaking changes are told once for each consumer and operation, however many there are.
 */
export function impactOf(impact: Impact): readonly Fact[] {
  const now = routesIn(impact.contract);
  const before = impact.before === null ? null : routesIn(impact.before);
  const breaking = impact.changes.filter((change) => change.impact === 'breaking').sort(byCheck);
  return callersOf(impact.consumers, impact.api).flatMap((caller) => [
    ...brokenApi(impact, caller, breaking),
    ...[...caller.uses]
      .filter(([route]) => !caller.consents.has(route))
      .flatMap(([route, use]) => {
        const hits = breaking.filter((change) => isOn(change.operation, route));
        const at = impact.contract.locate(now.get(route) ?? '/paths');
        if (hits.length > 0) return [brokenOperation(impact, caller, route, use, at, hits)];
        if (!now.has(route)) return [unknownOperation(impact, caller, route, use, at, before?.has(route) === true)];
        return impact.deprecations
          .filter((deprecation) => isOn(deprecation.what, route))
          .map((deprecation) => deprecatedUse(impact, caller, route, use, deprecation));
      }),
  ]);
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
function brokenApi({ api, contract }: Impact, caller: Caller, breaking: readonly Change[]): readonly Fact[] {
  const hits = breaking.filter((change) => change.operation === null);
  if (hits.length === 0 || [...caller.uses.keys()].every((route) => caller.consents.has(route))) return [];
  const message = `${named(caller)} calls this API, ${ways(hits)}`;
  return [fact('consumer-hit', api, message, contract.locate(''), [caller.name], { also: placesOf(hits) })];
}

function brokenOperation(
  { api }: Impact,
  caller: Caller,
  route: string,
  use: Use,
  at: Location,
  hits: readonly Change[],
): Fact {
  const message = `${named(caller)} calls ${shown(use)}, ${ways(hits)}`;
  return fact('consumer-hit', api, message, at, [caller.name, route], { also: placesOf(hits) });
}

function unknownOperation({ api }: Impact, caller: Caller, route: string, use: Use, at: Location, was: boolean): Fact {
  const message = `${named(caller)} declares ${shown(use)}, which the contract ${was ? 'no longer has' : 'does not have'}.`;
  return fact('consumer-uses-unknown-operation', api, message, at, [caller.name, route]);
}

function deprecatedUse({ api }: Impact, caller: Caller, route: string, use: Use, deprecation: Deprecation): Fact {
  const { kind, pointer } = deprecation.what;
  const what = kind === 'operation' ? 'which is deprecated' : `of which a ${kind} is deprecated`;
  const end = deprecation.sunset === null ? '' : ` and goes away on ${deprecation.sunset}`;
  const successor = deprecation.successor === null ? '' : `; the successor is ${deprecation.successor}`;
  const message = `${named(caller)} calls ${shown(use)}, ${what}${end}${successor}.`;
  const about = [caller.name, route, pointer];
  return fact('consumer-uses-deprecated', api, message, deprecation.at, about, { proposed: urgencyOf(deprecation) });
}

/** Whether a caller uses a deprecated parameter or field, a declaration of operations does not tell: that is a hint. */
function urgencyOf({ what, status }: Deprecation): Severity {
  if (what.kind !== 'operation') return 'hint';
  return status === 'due-soon' || status === 'overdue' ? 'warn' : 'info';
}

function named({ name, contact }: Caller): string {
  return `${name} (${contact})`;
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
