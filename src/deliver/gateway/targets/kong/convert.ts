import type { Gap } from '../../../../model/gateway-config.ts';
import { type JsonObject, own, ownObject, ownString } from '../../../../model/json.ts';
import { type OperationAt, parametersOf, type PathAt, pathsOf } from '../../operations.ts';
import { refuse, type Where } from '../../place.ts';
import { type Catalog, fileOf, type OpenService, openService, reused } from './catalog.ts';
import { deckOidc, samePlugin } from './deck-oidc.ts';
import { type KongFile, type Plugin, pluginSet } from './entities.ts';
import { kongName, kongTags } from './extension.ts';
import { routesByHeader } from './header-routing.ts';
import { type Level, levelOf } from './level.ts';
import { operationName, pathName, slug } from './names.ts';
import type { Conversion, ConversionOptions } from './options.ts';
import { isRoutable } from './paths.ts';
import { owned, withoutConsumers, withoutValidator } from './plugins.ts';
import { validatorOf } from './request-validator.ts';
import { routeOf } from './route.ts';

/** Where in the document an entity comes from. Routes made of header values have the name of their operation's. */
export type Origin = { readonly kind: 'service' | 'route'; readonly name: string; readonly pointer: string };

export type Converted = {
  readonly file: KongFile;
  readonly gaps: readonly Gap[];
  readonly origins: readonly Origin[];
};

/** Kong's declarative file for an OpenAPI 3 document, as a JSON value. Throws RENDER_IMPOSSIBLE. */
export function openapiToKong(document: JsonObject, options: ConversionOptions): KongFile {
  return convert(document, options, (pointer) => `#${pointer}`).file;
}

/** As `openapiToKong`, with what got lost and where everything comes from. `where` says where a pointer stands, for messages. */
export function convert(document: JsonObject, options: ConversionOptions, where: Where): Converted {
  const tags = options.tags ?? kongTags({ document, where });
  const conversion: Conversion = { document, options, where, tags, gaps: [] };
  const catalog: Catalog = { services: [], upstreams: [], foreign: [], reusable: new Map() };
  const root = documentScope(conversion, catalog);
  if (own(document, 'paths') === undefined)
    return refuse(where, '', 'must have `.paths` in the root of the document', 'add paths, or `paths: {}`');
  const routes = pathsOf(document).flatMap((path) => convertPath(conversion, catalog, root, path));
  return {
    file: fileOf(conversion, catalog, root.level.opens.upstream && root.level.servers.length > 0),
    gaps: conversion.gaps,
    origins: [...catalog.services.map(({ name, pointer }) => ({ kind: 'service' as const, name, pointer })), ...routes],
  };
}

/** The level that is being converted and the service that its routes are added to. */
type Scope = { readonly level: Level; readonly service: OpenService };
type Root = Scope & { readonly oidc: Plugin | null };

function documentScope(conversion: Conversion, catalog: Catalog): Root {
  const { document, options } = conversion;
  const level = levelOf(conversion, document, documentName(conversion), '', null);
  const oidc = options.oidc ? deckOidc(conversion, own(document, 'security'), null, '/security') : null;
  const plugins = owned(conversion, level.name, withoutValidator(level.plugins).rest);
  const service = openService(conversion, catalog, level, pluginSet(plugins, oidc === null ? [] : [oidc]), null);
  return { level, service, oidc };
}

function documentName(conversion: Conversion): string {
  const { document, options, where } = conversion;
  const given = options.docName ?? kongName(conversion, document, '');
  const name = slug(given ?? ownString(ownObject(document, 'info'), 'title') ?? '', options.naming);
  if (name !== '') return name;
  return refuse(
    where,
    '/info/title',
    'the title has no letter or digit that Kong can name entities by',
    'set `docName` for the environment, or `x-kong-name` in the contract',
  );
}

function convertPath(conversion: Conversion, catalog: Catalog, root: Root, path: PathAt): Origin[] {
  const given = kongName(conversion, path.pathItem, path.pointer);
  const name = pathName(root.level.name, path.path, given, conversion.options.naming);
  const level = levelOf(conversion, path.pathItem, name, path.pointer, root.level);
  const service = level.opens.service ? pathService(conversion, catalog, root, level) : root.service;
  return path.operations
    .filter(isRoutable)
    .map((operation) => convertOperation(conversion, catalog, root, { level, service }, path, operation));
}

/** Has the plugins of the document and of the path. It is shared only where the path asks for none, or they would reach other paths. */
function pathService(conversion: Conversion, catalog: Catalog, root: Root, level: Level): OpenService {
  const open = (): OpenService => {
    const plugins = pluginSet(root.service.plugins, withoutValidator(level.plugins).rest);
    return openService(conversion, catalog, level, owned(conversion, level.name, plugins), root.service);
  };
  return level.plugins.length > 0 ? open() : reused(conversion, catalog, level, 'path', open);
}

function convertOperation(
  conversion: Conversion,
  catalog: Catalog,
  root: Root,
  parent: Scope,
  path: PathAt,
  operation: OperationAt,
): Origin {
  const name = nameFor(conversion, root, parent, operation);
  const level = levelOf(conversion, operation.operation, name, operation.pointer, parent.level);
  const service = level.opens.service
    ? reused(conversion, catalog, level, 'operation', () => openService(conversion, catalog, level, [], parent.service))
    : parent.service;
  const contract = owned(conversion, name, withoutValidator(contractPlugins(root, parent, level)).rest);
  const { rest, foreign } = withoutConsumers(contract, 'route', name);
  catalog.foreign.push(...foreign);
  const parameters = parametersOf(conversion.document, path, operation);
  const plugins = pluginSet(
    rest,
    operationOidc(conversion, root, level, operation),
    validator(conversion, [level, parent.level, root.level], operation, path),
    owned(conversion, name, conversion.options.routePlugins(operation, { route: rest, service: service.plugins })),
  );
  const route = routeOf(conversion, name, operation, parameters, level.routeDefaults, plugins);
  service.routes.push(...routesByHeader(conversion, route, operation, parameters));
  return { kind: 'route', name, pointer: operation.pointer };
}

function nameFor(conversion: Conversion, root: Root, parent: Scope, operation: OperationAt): string {
  const operationId = ownString(operation.operation, 'operationId') ?? '';
  return operationName(
    { document: root.level.name, path: parent.level.name },
    {
      kongName: kongName(conversion, operation.operation, operation.pointer),
      operationId: operationId === '' ? null : operationId,
      method: operation.method,
    },
    conversion.options.naming,
  );
}

/** The plugins that the contract wants on the route: those that its service does not have already. */
function contractPlugins(root: Root, parent: Scope, level: Level): Plugin[] {
  if (level.opens.service) return pluginSet(root.level.plugins, parent.level.plugins, level.plugins);
  if (parent.level.opens.service) return pluginSet(level.plugins);
  return pluginSet(parent.level.plugins, level.plugins);
}

/** An operation with a service of its own would lose the document's plugin, and with it all protection. */
function operationOidc(conversion: Conversion, root: Root, level: Level, operation: OperationAt): Plugin[] {
  if (!conversion.options.oidc) return [];
  const security = own(operation.operation, 'security');
  const plugin = deckOidc(conversion, security, root.oidc, `${operation.pointer}/security`);
  return plugin === null || (samePlugin(plugin, root.oidc) && !level.opens.service) ? [] : [plugin];
}

/** The nearest request-validator, filled in for the operation. */
function validator(conversion: Conversion, levels: readonly Level[], operation: OperationAt, path: PathAt): Plugin[] {
  const [level] = levels;
  const [template] = levels.flatMap((each) => withoutValidator(each.plugins).validator ?? []);
  if (level === undefined || template === undefined) return [];
  const parameters = parametersOf(conversion.document, path, operation);
  const plugin = validatorOf(conversion, template, operation, parameters);
  return plugin === null ? [] : owned(conversion, level.name, [plugin]);
}
