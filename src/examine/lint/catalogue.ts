import type { JsonObject } from '../../model/json.ts';
import type { FunctionCatalogue } from '../../model/ruleset.ts';
import { ARAZZO_FUNCTIONS, ASYNCAPI_FUNCTIONS, CORE_FUNCTIONS, OAS_FUNCTIONS } from './core-functions.ts';
import { FUNCTIONS } from './functions/index.ts';

const ANY: JsonObject = {};

/** Every function that a ruleset may name; ours win over Spectral's of the same name. */
export const FUNCTION_CATALOGUE: FunctionCatalogue = new Map<string, JsonObject | null>([
  ...CORE_FUNCTIONS,
  ...[...OAS_FUNCTIONS, ...ASYNCAPI_FUNCTIONS, ...ARAZZO_FUNCTIONS].map((name) => [name, ANY] as const),
  ...FUNCTIONS.map(({ name, options }) => [name, options] as const),
]);
