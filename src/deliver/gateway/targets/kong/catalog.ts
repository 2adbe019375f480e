import type { JsonObject } from '../../../../model/json.ts';
import { type KongFile, type Plugin, pluginSet, type Route, type Upstream } from './entities.ts';
import type { Level } from './level.ts';
import type { Conversion } from './options.ts';
import { owned, sortedForeign, withoutConsumers } from './plugins.ts';
import { reuseKey, serviceOf } from './service.ts';

/** A service while routes are being added to it. */
export type OpenService = {
  readonly entity: JsonObject & { readonly host: string };
  readonly name: string;
  readonly pointer: string;
  readonly plugins: readonly Plugin[];
  readonly routes: Route[];
};

/** The entities of a file while they are being made. */
export type Catalog = {
  readonly services: OpenService[];
  readonly upstreams: Upstream[];
  /** Plugins that belong to a consumer as well. */
  readonly foreign: Plugin[];
  readonly reusable: Map<string, OpenService>;
};

/**
 * Opens the service of a level. Below the document (`parent`), it has an upstream of its own only where the level says something about where to forward to;
 * otherwise it forwards to where the parent's does.
 */
export function openService(
  conversion: Conversion,
  catalog: Catalog,
  level: Level,
  plugins: readonly Plugin[],
  parent: OpenService | null,
): OpenService {
  const { service, upstream } = serviceOf(conversion, level);
  const ownUpstream = upstream !== null && (parent === null || level.opens.upstream);
  if (ownUpstream) catalog.upstreams.push(upstream);
  const { rest, foreign } = withoutConsumers(plugins, 'service', level.name);
  catalog.foreign.push(...foreign);
  const opened: OpenService = {
    entity: upstream === null || ownUpstream || parent === null ? service : { ...service, host: parent.entity.host },
    name: level.name,
    pointer: level.pointer,
    plugins: pluginSet(rest, owned(conversion, level.name, conversion.options.servicePlugins)),
    routes: [],
  };
  catalog.services.push(opened);
  return opened;
}

/** The service that was opened before for the same servers and defaults, where services are reused at all. */
export function reused(
  conversion: Conversion,
  catalog: Catalog,
  level: Level,
  kind: 'path' | 'operation',
  open: () => OpenService,
): OpenService {
  if (!conversion.options.reuseServices) return open();
  const key = kind + reuseKey(conversion, level);
  const service = catalog.reusable.get(key) ?? open();
  catalog.reusable.set(key, service);
  return service;
}

/** The file. The document's own service (the first) is left out when the document names no servers and others serve its paths. */
export function fileOf(conversion: Conversion, catalog: Catalog, hasServers: boolean): KongFile {
  const [first, ...others] = catalog.services;
  const needed =
    hasServers ||
    others.length === 0 ||
    (conversion.options.documentService === 'when used' && first?.routes.length !== 0);
  const services = first === undefined || !needed ? others : catalog.services;
  return {
    _format_version: '3.0',
    services: services.map(({ entity, name, plugins, routes }) => ({ ...entity, name, plugins, routes })),
    upstreams: catalog.upstreams,
    ...(catalog.foreign.length === 0 ? {} : { plugins: sortedForeign(catalog.foreign) }),
  };
}
