import { type JsonObject, isArray, isObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { ServerSide } from './sides.ts';

const PARAMETER = /\{[^}]*\}/g;

/** A path template with its parameters left empty: their names are no part of the URL. */
export function templateOf(path: string): string {
  return path.replace(PARAMETER, '{}').replace(/(?<=.)\/$/, '');
}

/** The names of the parameters in a path template, in order. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(PARAMETER)].map(([text]) => text.slice(1, -1));
}

/** Servers listed at a level of the document; null where it lists none and the level above counts. */
export function serversAt(value: JsonObject, pointer: string): readonly ServerSide[] | null {
  const servers = ownArray(value, 'servers') ?? [];
  if (servers.length === 0) return null;
  return servers.filter(isObject).map((server, index) => {
    const url = withDefaults(ownString(server, 'url') ?? '', ownObject(server, 'variables'));
    return { pointer: pointer + pointerOf('servers', index), url, path: pathOf(url) };
  });
}

/** The server of a Swagger 2.0 document: schemes, host and basePath. */
export function swaggerServers(value: JsonObject): readonly ServerSide[] {
  const path = pathOf(ownString(value, 'basePath') ?? '');
  const host = ownString(value, 'host');
  if (host === undefined) return [{ pointer: pointerOf('basePath'), url: path === '' ? '/' : path, path }];
  const schemes = own(value, 'schemes');
  const list = isArray(schemes) && schemes.length > 0 ? schemes.map(String) : ['https'];
  return list.map((scheme) => ({ pointer: pointerOf('host'), url: `${scheme}://${host}${path}`, path }));
}

function withDefaults(url: string, variables: JsonObject | undefined): string {
  return url.replace(PARAMETER, (text) => ownString(ownObject(variables, text.slice(1, -1)), 'default') ?? text);
}

/** The part of a server URL below the host, without a closing slash. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : '');
  return path.replace(/\/+$/, '');
}
