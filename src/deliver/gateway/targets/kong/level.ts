import { isArray, type JsonObject, own } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
import type { Plugin } from './entities.ts';
import { kongObject } from './extension.ts';
import type { Conversion } from './options.ts';
import { pluginsIn } from './plugins.ts';
import type { ServiceSource } from './service.ts';

/** What the document, a path or an operation says of Kong, with what it inherits: the nearest wins, and nothing is merged. */
export type Level = ServiceSource & {
  readonly pointer: string;
  readonly routeDefaults: JsonObject | null;
  /** Of this level alone, by name, without ids. */
  readonly plugins: readonly Plugin[];
  /** Whether it says something that needs a service of its own, and whether that is about where the service forwards to. */
  readonly opens: { readonly service: boolean; readonly upstream: boolean };
};

export function levelOf(
  conversion: Conversion,
  node: JsonObject,
  name: string,
  pointer: string,
  parent: Level | null,
): Level {
  const servers = own(node, 'servers');
  const hasServers = isArray(servers) && servers.length > 0;
  const serviceDefaults = kongObject(conversion, node, 'x-kong-service-defaults', pointer);
  const upstreamDefaults = kongObject(conversion, node, 'x-kong-upstream-defaults', pointer);
  const upstream = hasServers || upstreamDefaults !== null;
  return {
    name,
    pointer,
    servers: hasServers ? servers : (parent?.servers ?? []),
    serversAt: hasServers ? pointer + pointerOf('servers') : (parent?.serversAt ?? pointer),
    serviceDefaults: serviceDefaults ?? parent?.serviceDefaults ?? null,
    upstreamDefaults: upstreamDefaults ?? parent?.upstreamDefaults ?? null,
    routeDefaults: kongObject(conversion, node, 'x-kong-route-defaults', pointer) ?? parent?.routeDefaults ?? null,
    plugins: pluginsIn(conversion, node, pointer),
    opens: { service: upstream || serviceDefaults !== null, upstream },
  };
}
