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
  // RFC 3986 appendix B, without query and fragment.
  const [, scheme, authority, path] = /^(?:([A-Za-z][\w+.-]*):(?=\/\/))?(?:\/\/([^/?#]*))?([^?#]*)/.exec(url) ?? [];
  const listening = authority === undefined ? { host: null, port: null } : listeningAt(authority);
  if (listening === null || /[\s"'<>\\^`{|}]/.test(url))
    return refuse(where, pointer, `\`${url}\` is no address of a server`, 'write it as https://host:port/path');
  const { host, port } = listening;
  const found = scheme?.toLowerCase() ?? SCHEMES.get(port ?? 0) ?? defaultScheme;
  return {
    scheme: found,
    host,
    port: port ?? PORTS.get(found) ?? 443,
    path: path === undefined || path === '' ? '/' : path,
  };
}

/** Host and port of an authority, or null where it has none; user and password are left out, for they are a secret. */
function listeningAt(authority: string): { readonly host: string; readonly port: number | null } | null {
  const [, host = '', digits = ''] = /^(?:.*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const port = digits === '' ? null : Number(digits);
  return host === '' || (port !== null && (port < 1 || port > 65_535)) ? null : { host, port };
}
