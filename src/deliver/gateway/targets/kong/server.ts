import { type Json, own, ownObject, ownString } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
import { refuse, type Where } from '../../place.ts';

/** Where a server listens; `host` is null when the contract does not say (a relative URL). */
export type Backend = {
  readonly scheme: string;
  readonly host: string | null;
  readonly port: number;
  readonly path: string;
};

const PORTS = new Map([
  ['http', 80],
  ['https', 443],
]);
const SCHEMES = new Map([
  [80, 'http'],
  [443, 'https'],
]);

/**
 * Reads `servers`, each with its variables at their defaults. An empty list is the single server `/`, as OpenAPI says.
 * `pointer` is of the list, for messages.
 */
export function backendsOf(servers: readonly Json[], scheme: string, pointer: string, where: Where): Backend[] {
  const list = servers.length === 0 ? [{ url: '/' }] : servers;
  return list.map((server, index) => {
    const at = servers.length === 0 ? pointer : pointer + pointerOf(index);
    return backend(urlOf(server, at, where), scheme, at, where);
  });
}

/** The address of a server with its variables at their defaults. */
export function urlOf(server: Json, pointer: string, where: Where): string {
  const variables = ownObject(server, 'variables');
  return (ownString(server, 'url') ?? '/').replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = own(own(variables, name), 'default');
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return refuse(
      where,
      pointer,
      `the server variable \`${name}\` has no default, so the address is not known`,
      'give it a default, or set `server` for the environment',
    );
  });
}

function backend(url: string, defaultScheme: string, pointer: string, where: Where): Backend {
  // RFC 3986 appendix B, without query and fragment; user and password are left out, for they are a secret.
  const parts = /^(?:([A-Za-z][\w+.-]*):(?=\/\/))?(?:\/\/([^/?#]*))?([^?#]*)/.exec(url);
  const authority = parts?.[2] ?? '';
  const listening = /^(?:.*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority);
  const host = listening?.[1] ?? '';
  const port = Number(listening?.[2] ?? '') || null;
  if ((authority !== '' && host === '') || (port ?? 0) > 65_535 || /[\s"'<>\\^`{|}]/.test(url))
    return refuse(where, pointer, `\`${url}\` is no address of a server`, 'write it as https://host:port/path');
  const scheme = parts?.[1]?.toLowerCase() ?? SCHEMES.get(port ?? 0) ?? defaultScheme;
  return { scheme, host: host || null, port: port ?? PORTS.get(scheme) ?? 443, path: parts?.[3] || '/' };
}
