import { isObject, type JsonObject, ownArray, ownString } from '../../model/json.ts';

/** A path or an operation in which the names of path parameters do not count: `GET /a/{id}` and `GET /a/{key}` answer the same calls. */
export function withoutParameterNames(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '{}');
}

/**
 * The operation as it is called, by every server that the contract names: `GET /v2/payments` whether `/v2` stands in the server or in the path.
 * Hosts do not count.
 */
export function calledAs(document: JsonObject, method: string, path: string): readonly string[] {
  return basePaths(document).map((base) => withoutParameterNames(`${method} ${base}${path}`));
}

function basePaths(document: JsonObject): readonly string[] {
  const servers = ownArray(document, 'servers') ?? [];
  const urls = servers.flatMap((server) => (isObject(server) ? (ownString(server, 'url') ?? []) : []));
  const bases = urls.length > 0 ? urls : [ownString(document, 'basePath') ?? ''];
  return bases.map((url) => url.replace(/^([A-Za-z][\w+.-]*:)?\/\/[^/]*/, '').replace(/[/]+$/, ''));
}
