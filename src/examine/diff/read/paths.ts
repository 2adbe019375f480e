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
    const [template, variables] = [ownString(server, 'url') ?? '', ownObject(server, 'variables')];
    const url = withDefaults(template, variables);
    return {
      pointer: pointer + pointerOf('servers', index),
      url,
      path: pathOf(url),
      paths: [...new Set([url, ...urlsOf(template, variables)].map(pathOf))],
    };
  });
}

/** The server of a Swagger 2.0 document: schemes, host and basePath. */
export function swaggerServers(value: JsonObject): readonly ServerSide[] {
  const path = pathOf(ownString(value, 'basePath') ?? '');
  const host = ownString(value, 'host');
  if (host === undefined)
    return [{ pointer: pointerOf('basePath'), url: path === '' ? '/' : path, path, paths: [path] }];
  const schemes = own(value, 'schemes');
  const list = isArray(schemes) && schemes.length > 0 ? schemes.map(String) : ['https'];
  return list.map((scheme) => ({
    pointer: pointerOf('host'),
    url: `${scheme}://${host}${path}`,
    path,
    paths: [path],
  }));
}

function withDefaults(url: string, variables: JsonObject | undefined): string {
  return url.replace(PARAMETER, (text) => ownString(ownObject(variables, text.slice(1, -1)), 'default') ?? text);
}

/** A server whose variables have more values than this together is known by their defaults. */
const MOST_URLS = 64;

/** The URL with every value that its enumerated variables may take; of the others the default. */
function urlsOf(template: string, variables: JsonObject | undefined): readonly string[] {
  let urls = [template];
  for (const name of parameterNames(template)) {
    const variable = ownObject(variables, name);
    const values = (ownArray(variable, 'enum') ?? []).filter((value): value is string => typeof value === 'string');
    if (values.length === 0) continue;
    urls = urls.flatMap((url) => values.map((value) => url.replace(`{${name}}`, value)));
    if (urls.length > MOST_URLS) return [];
  }
  return urls.map((url) => withDefaults(url, variables));
}

/** The part of a server URL below the host, without a closing slash. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : '');
  return path.replace(/\/+$/, '');
}
