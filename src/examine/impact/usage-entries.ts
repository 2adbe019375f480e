import type { Change } from '../../model/change.ts';
import type { Deprecation } from '../../model/deprecation.ts';
import { routeOf } from '../../model/operations.ts';
import type { UsageEntry } from '../../model/report.ts';
import type { Impact } from './impact.ts';
import { callersOf } from './callers.ts';
import { isHit } from './hits.ts';

/** Who calls what of an API, by consumer and operation. */
export function usageEntries(impact: Impact): readonly UsageEntry[] {
  return callersOf(impact.consumers, impact.api, impact.observations).flatMap((caller) =>
    Array.from(caller.calls, ([route, call]): UsageEntry => ({
      api: impact.api,
      consumer: caller.name,
      contact: caller.contact,
      method: call.use.method,
      path: call.use.path,
      declared: call.uses.length > 0,
      calls: call.seen?.calls ?? 0,
      last: call.seen?.last ?? null,
      consent: caller.consents.has(route),
      hit:
        impact.changes.some((change) => breaks(change, route) && isHit(impact, change, call)) ||
        impact.deprecations.some((deprecation) => isDeprecated(deprecation, route)),
    })),
  );
}

/** Changes of the document as a whole reach every operation. */
function breaks({ impact, operation }: Change, route: string): boolean {
  return impact === 'breaking' && (operation === null || routeOf(operation.method, operation.path) === route);
}

function isDeprecated({ what: { kind, method, path } }: Deprecation, route: string): boolean {
  return kind === 'operation' && method !== null && path !== null && routeOf(method, path) === route;
}
