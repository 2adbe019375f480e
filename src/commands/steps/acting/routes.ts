import { gatewayRoutes } from '../../../deliver/gateway/render.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { RouteToDrop } from '../../../model/report.ts';
import type { Environment } from '../../../model/workspace.ts';
import type { Gathered, Subject } from '../subjects.ts';

/** What each gateway of the settings serves of what goes; without any, what any gateway does. */
export function routesToDrop(
  { workspace }: Gathered,
  { contract }: Subject,
  retired: readonly Deprecation[],
): readonly RouteToDrop[] {
  const operations = retired.flatMap(({ what }) =>
    what.kind === 'operation' && what.method !== null && what.path !== null
      ? [{ method: what.method, path: what.path }]
      : [],
  );
  const environments: readonly (Environment | null)[] =
    workspace.environments.length === 0 ? [null] : workspace.environments;
  return environments.flatMap((environment) => {
    const names = environment === null || operations.length === 0 ? null : routeNames(contract, environment);
    return operations.map(({ method, path }) => ({
      environment: environment?.name ?? null,
      target: environment?.target ?? null,
      method,
      path,
      route: names?.get(`${method} ${path}`) ?? null,
    }));
  });
}

/** What cannot be rendered has no names, and is served by nothing that was rendered. */
function routeNames(contract: Subject['contract'], environment: Environment): ReadonlyMap<string, string> | null {
  try {
    return gatewayRoutes(contract, environment);
  } catch (error) {
    if (error instanceof CountersignError) return null;
    throw error;
  }
}
