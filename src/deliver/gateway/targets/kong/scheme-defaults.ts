import { type JsonObject, ownString } from '../../../../model/json.ts';
import type { Edition } from './settings.ts';

/** The plugin that checks what a scheme describes, or null where Kong has none that is known. */
export function defaultPlugin(scheme: JsonObject, edition: Edition | null): string | null {
  const bearer = edition === 'enterprise' ? 'openid-connect' : 'jwt';
  switch (ownString(scheme, 'type') ?? '') {
    case 'apiKey':
      return ownString(scheme, 'in') === 'cookie' ? null : 'key-auth';
    case 'http':
      return httpPlugin(scheme, bearer);
    case 'oauth2':
      return bearer;
    case 'openIdConnect':
      return 'openid-connect';
    case 'mutualTLS':
      return 'mtls-auth';
    default:
      return null;
  }
}

/** A bearer token of an unknown format is taken for a JWT: if it is none, Kong lets nobody in. */
function httpPlugin(scheme: JsonObject, bearer: string): string | null {
  const kind = ownString(scheme, 'scheme')?.toLowerCase();
  if (kind === 'basic') return 'basic-auth';
  const format = ownString(scheme, 'bearerFormat');
  return kind === 'bearer' && (format === undefined || /jwt/i.test(format)) ? bearer : null;
}

/** What a plugin must be told so that it is no laxer than the contract. Kong's own defaults are kept where they are. */
export function configFor(plugin: string, scheme: JsonObject): JsonObject {
  switch (plugin) {
    case 'key-auth':
      return keyAuth(scheme);
    case 'basic-auth':
      return { hide_credentials: true };
    case 'jwt':
      // Without claims_to_verify Kong accepts tokens that have expired, and by default it reads them from the query string, which ends up in logs.
      return { claims_to_verify: ['exp'], header_names: ['authorization'], uri_param_names: [], cookie_names: [] };
    case 'openid-connect': {
      const issuer = ownString(scheme, 'openIdConnectUrl');
      // By default the plugin also logs callers in with passwords and cookies; an API takes tokens.
      return { ...(issuer === undefined ? {} : { issuer }), auth_methods: ['bearer'] };
    }
    default:
      return {};
  }
}

function keyAuth(scheme: JsonObject): JsonObject {
  const [name, place] = [ownString(scheme, 'name'), ownString(scheme, 'in')];
  if (name === undefined) return { hide_credentials: true };
  return {
    key_names: [name],
    key_in_header: place === 'header',
    key_in_query: place === 'query',
    key_in_body: false,
    hide_credentials: true,
  };
}
