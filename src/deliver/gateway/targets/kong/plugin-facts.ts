/** Plugins that only Kong Enterprise and Konnect have; Kong Gateway itself refuses a file that names them. */
const ENTERPRISE = new Set([
  'ai-rate-limiting-advanced',
  'app-dynamics',
  'application-registration',
  'canary',
  'degraphql',
  'exit-transformer',
  'forward-proxy',
  'graphql-proxy-cache-advanced',
  'graphql-rate-limiting-advanced',
  'header-cert-auth',
  'injection-protection',
  'jq',
  'json-threat-protection',
  'jwe-decrypt',
  'jwt-signer',
  'kafka-log',
  'kafka-upstream',
  'key-auth-enc',
  'ldap-auth-advanced',
  'mocking',
  'mtls-auth',
  'oas-validation',
  'oauth2-introspection',
  'opa',
  'openid-connect',
  'proxy-cache-advanced',
  'rate-limiting-advanced',
  'request-validator',
  'response-transformer-advanced',
  'request-transformer-advanced',
  'route-by-header',
  'route-transformer-advanced',
  'saml',
  'service-protection',
  'statsd-advanced',
  'tls-handshake-modifier',
  'tls-metadata-headers',
  'upstream-oauth',
  'upstream-timeout',
  'vault-auth',
  'websocket-size-limit',
  'websocket-validator',
  'xml-threat-protection',
]);

/** Plugins that let nobody through without credentials, unless they are told to. */
const AUTHENTICATION = new Set([
  'basic-auth',
  'header-cert-auth',
  'hmac-auth',
  'jwt',
  'key-auth',
  'key-auth-enc',
  'ldap-auth',
  'ldap-auth-advanced',
  'mtls-auth',
  'oauth2',
  'oauth2-introspection',
  'openid-connect',
  'saml',
  'vault-auth',
]);

/** Plugins whose configuration is a program that runs in the gateway. */
const PROGRAMS = new Set(['pre-function', 'post-function']);

export function isEnterprise(plugin: string): boolean {
  return ENTERPRISE.has(plugin);
}

export function isAuthentication(plugin: string): boolean {
  return AUTHENTICATION.has(plugin);
}

export function isProgram(plugin: string): boolean {
  return PROGRAMS.has(plugin);
}
