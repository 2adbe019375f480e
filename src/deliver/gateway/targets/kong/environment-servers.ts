import { isArray, type Json, type JsonObject, own } from '../../../../model/json.ts';
import { OTHERS } from '../../../../model/path-item.ts';
import { pointerOf, segmentsOf } from '../../../../model/pointer.ts';
import { type PathAt, pathsOf } from '../../operations.ts';
import { refuse, type Where } from '../../place.ts';
import { without } from '../../without.ts';
import { kongObject } from './extension.ts';
import type { KongSettings } from './settings.ts';

type Reader = { readonly document: JsonObject; readonly where: Where; readonly settings: KongSettings };

/**
 * The document with the addresses of one environment. Once the settings give any, they must give all:
 * an operation that kept the contract's address would reach from one environment into another.
 */
export function withServers(reader: Reader): JsonObject {
  const { document, settings } = reader;
  if (settings.server.length === 0 && settings.servers.size === 0) return document;
  const paths = pathsOf(document).map((path) => [path.path, pathWith(reader, path)] as const);
  return {
    ...document,
    ...(own(document, 'paths') === undefined ? {} : { paths: Object.fromEntries(paths) }),
    ...(settings.server.length > 0
      ? { servers: settings.server.map((url) => ({ url })), ...noAddress(reader, document, '') }
      : serversOf(reader, document, '')),
  };
}

function pathWith(reader: Reader, path: PathAt): JsonObject {
  const operations = path.operations.map(({ operation, pointer }) => {
    const steps = segmentsOf(pointer.slice(path.pointer.length));
    return { steps, value: { ...operation, ...serversOf(reader, operation, pointer) } };
  });
  const below = (depth: number): JsonObject =>
    Object.fromEntries(
      operations.flatMap(({ steps, value }) => (steps.length === depth ? [[steps.at(-1) ?? '', value]] : [])),
    );
  const others = below(2);
  return {
    ...without(path.pathItem, '$ref'),
    ...serversOf(reader, path.pathItem, path.pointer),
    ...below(1),
    ...(Object.keys(others).length === 0 ? {} : { [OTHERS]: others }),
  };
}

function serversOf(reader: Reader, node: JsonObject, pointer: string): JsonObject {
  noAddress(reader, node, pointer);
  const servers = own(node, 'servers');
  if (!isArray(servers) || servers.length === 0) return {};
  return {
    servers: servers.map((server, index) => ({
      url: addressOf(reader, server, pointer + pointerOf('servers', index)),
    })),
  };
}

function addressOf({ settings, where }: Reader, server: Json, pointer: string): string {
  const url = own(server, 'url');
  const address = typeof url === 'string' ? settings.servers.get(url) : undefined;
  if (address !== undefined) return address;
  return refuse(
    where,
    pointer,
    `the settings give addresses for this environment, but none for \`${typeof url === 'string' ? url : '/'}\``,
    'add it below `servers` in the settings of the environment',
  );
}

/** `x-kong-service-defaults` win over servers, so the environment's address would silently not be used. */
function noAddress(reader: Reader, node: JsonObject, pointer: string): JsonObject {
  const defaults = kongObject(reader, node, 'x-kong-service-defaults', pointer);
  const upstream = kongObject(reader, node, 'x-kong-upstream-defaults', pointer);
  const set = [
    ...['host', 'port', 'protocol', 'path', 'url'].filter((key) => own(defaults, key) !== undefined),
    ...['targets'].filter((key) => own(upstream, key) !== undefined),
  ];
  if (set.length === 0) return {};
  return refuse(
    reader.where,
    pointer,
    `the contract fixes ${set.join(' and ')} in its x-kong defaults, so the address that the settings give would not be used`,
    'remove it from the contract, or `server` and `servers` from the settings of the environment',
  );
}
