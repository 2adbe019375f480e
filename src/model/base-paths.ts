import { isObject, type Json, ownArray, ownString } from './json.ts';

/** The paths below which a contract is served, by every server that it names: `/v2`, or empty. Hosts do not count. */
export function basePaths(document: Json): readonly string[] {
  const servers = ownArray(document, 'servers') ?? [];
  const urls = servers.flatMap((server) => (isObject(server) ? (ownString(server, 'url') ?? []) : []));
  const bases = urls.length > 0 ? urls : [ownString(document, 'basePath') ?? ''];
  return bases.map((url) => url.replace(/^([A-Za-z][\w+.-]*:)?\/\/[^/]*/, '').replace(/[/]+$/, ''));
}
