import { basePaths } from '../../model/base-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import { withoutParameterNames } from '../../model/trace.ts';

/**
 * The operation as it is called, by every server that the contract names: `GET /v2/payments` whether `/v2` stands in the server or in the path.
 * Hosts do not count.
 */
export function calledAs(document: JsonObject, method: string, path: string): readonly string[] {
  return basePaths(document).map((base) => withoutParameterNames(`${method} ${base}${path}`));
}
