import type { JsonObject } from '../../../../model/json.ts';
import { ownArray, ownObject } from '../../../../model/json.ts';
import type { LifecycleHeaders } from '../../lifecycle.ts';
import { type Plugin, pluginSet } from './entities.ts';
import type { PluginsAt } from './options.ts';

const NAME = 'response-transformer';

/**
 * The response-transformer that adds the headers to what the service answers, on top of the one that runs here anyway.
 * Deprecation and Sunset yield to the service's own; Link is added to the links that it sends.
 */
export function lifecyclePlugin({ headers }: LifecycleHeaders, existing: PluginsAt): Plugin[] {
  if (headers.length === 0) return [];
  const here = pluginSet(existing.service, existing.route).find((plugin) => plugin.name === NAME);
  const config = ownObject(here, 'config') ?? {};
  const lines = (links: boolean): string[] =>
    headers.filter((header) => (header.name === 'Link') === links).map(({ name, value }) => `${name}:${value}`);
  const merged = { ...config, ...added(config, 'add', lines(false)), ...added(config, 'append', lines(true)) };
  return [{ ...here, name: NAME, config: merged }];
}

function added(config: JsonObject, action: 'add' | 'append', lines: readonly string[]): JsonObject {
  if (lines.length === 0) return {};
  const given = ownObject(config, action) ?? {};
  return { [action]: { ...given, headers: [...(ownArray(given, 'headers') ?? []), ...lines] } };
}
