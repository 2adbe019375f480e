import { type JsonObject, own, ownArray, ownObject, ownString } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
import { followObject } from '../../follow.ts';
import type { Where } from '../../place.ts';
import { without } from '../../without.ts';
import type { Plugin } from './entities.ts';
import { kongObject } from './extension.ts';
import { isEnterprise } from './plugin-facts.ts';
import { configFor, defaultPlugin } from './scheme-defaults.ts';
import { weaknesses } from './soundness.ts';
import type { Edition, KongSettings } from './settings.ts';

/** A security scheme that callers must satisfy: of each set of scopes all are needed, and one set is enough. */
export type Wanted = { readonly scheme: string; readonly scopeSets: readonly (readonly string[])[] };

/** Why something cannot be enforced. `scopes`: who calls is checked, and what they may do is not. */
export type Problem = { readonly kind: 'scheme' | 'scopes'; readonly message: string; readonly hint: string };
export type Enforcement = { readonly plugin: Plugin; readonly note: string | null } | { readonly problem: Problem };

export type SchemeReader = { readonly document: JsonObject; readonly where: Where; readonly settings: KongSettings };

export function pointerOfScheme(name: string): string {
  return pointerOf('components', 'securitySchemes', name);
}

/**
 * The plugin that enforces a scheme: what its type says, then the scheme's `x-kong-security-<plugin>`, then `existing` (a plugin of that name that the contract
 * or the environment has here anyway), then the settings for the scheme; the later wins, but scopes only ever add up.
 */
export function schemePlugin(reader: SchemeReader, wanted: Wanted, existing: readonly Plugin[]): Enforcement {
  const { document, settings } = reader;
  const schemes = ownObject(ownObject(document, 'components'), 'securitySchemes');
  const scheme = followObject(document, own(schemes, wanted.scheme) ?? null);
  if (scheme === null)
    return unsupported(`there is no security scheme \`${wanted.scheme}\``, 'define it, or correct the name');
  const setting = settings.authentication.get(wanted.scheme);
  const base = baseFor(scheme, wanted.scheme, setting?.plugin ?? null, settings.edition);
  if ('problem' in base) return base;
  const template = kongObject(reader, scheme, `x-kong-security-${base.name}`, pointerOfScheme(wanted.scheme)) ?? {};
  const here = existing.find((plugin) => plugin.name === base.name) ?? {};
  const config = [
    base.config,
    ownObject(template, 'config'),
    ownObject(here, 'config'),
    setting?.config,
  ].reduce<JsonObject>((merged, each) => ({ ...merged, ...each }), {});
  const plugin = { ...template, ...here, name: base.name, config: withScopes(base.name, config, wanted) };
  const problem = weakness(plugin, wanted) ?? missing(plugin, wanted) ?? uncheckedScopes(plugin, wanted, settings);
  return problem === null ? { plugin, note: noteFor(plugin, settings.edition) } : { problem };
}

type Base = { readonly name: string; readonly config: JsonObject };

function unsupported(message: string, hint: string): { readonly problem: Problem } {
  return { problem: { kind: 'scheme', message, hint } };
}

function baseFor(
  scheme: JsonObject,
  name: string,
  chosen: string | null,
  edition: Edition | null,
): Base | { readonly problem: Problem } {
  const plugin = chosen ?? defaultPlugin(scheme, edition);
  if (plugin === null)
    return unsupported(
      `no plugin of Kong is known for the scheme \`${name}\` (${described(scheme)})`,
      `set \`authentication: { ${name}: { plugin: … } }\` for the environment`,
    );
  if (edition === 'oss' && isEnterprise(plugin))
    return unsupported(
      `the scheme \`${name}\` (${described(scheme)}) needs ${plugin}, which only Kong Enterprise has`,
      `set \`edition: enterprise\`, or another plugin: \`authentication: { ${name}: { plugin: jwt } }\``,
    );
  return { name: plugin, config: configFor(plugin, scheme) };
}

function described(scheme: JsonObject): string {
  const details = ['type', 'scheme', 'in', 'bearerFormat'].map((key) => ownString(scheme, key));
  return details.filter((each) => each !== undefined).join(', ');
}

/** In `scopes_required` the scopes of one entry, separated by spaces, are all needed, and one entry is enough. */
function withScopes(plugin: string, config: JsonObject, wanted: Wanted): JsonObject {
  if (plugin !== 'openid-connect') return config;
  const rest = without(config, 'scopes_required');
  const given = (ownArray(config, 'scopes_required') ?? []).filter((scope) => typeof scope === 'string');
  const entries = (given.length === 0 ? [''] : given).flatMap((entry) =>
    wanted.scopeSets.map((scopes) => [...new Set([...entry.split(/\s+/), ...scopes])].filter(Boolean).sort().join(' ')),
  );
  return entries.includes('') ? rest : { ...rest, scopes_required: [...new Set(entries)].sort() };
}

/** A plugin that lets some callers pass protects nothing. */
function weakness(plugin: Plugin, { scheme }: Wanted): Problem | null {
  const reasons = weaknesses(plugin);
  if (reasons.length === 0) return null;
  return {
    kind: 'scheme',
    message: `the plugin ${plugin.name} for \`${scheme}\` would not protect it: ${reasons.join('; ')}`,
    hint: 'correct the plugin in the contract (`x-kong-…`) or in the settings of the environment',
  };
}

function missing(plugin: Plugin, { scheme }: Wanted): Problem | null {
  const config = ownObject(plugin, 'config');
  if (plugin.name === 'openid-connect' && ownString(config, 'issuer') === undefined)
    return {
      kind: 'scheme',
      message: `the contract does not say who issues the tokens of \`${scheme}\``,
      hint: `set \`authentication: { ${scheme}: { config: { issuer: https://… } } }\` for the environment`,
    };
  if (plugin.name === 'mtls-auth' && (ownArray(config, 'ca_certificates') ?? []).length === 0)
    return {
      kind: 'scheme',
      message: `the contract does not say which authorities sign the client certificates of \`${scheme}\``,
      hint: `set \`authentication: { ${scheme}: { config: { ca_certificates: [ids of Kong's CA certificates] } } }\`, or \`elsewhere\` where a balancer in front of Kong checks them`,
    };
  return null;
}

function uncheckedScopes(plugin: Plugin, { scheme, scopeSets }: Wanted, settings: KongSettings): Problem | null {
  const scopes = [...new Set(scopeSets.flat())].sort();
  if (scopes.length === 0 || plugin.name === 'openid-connect' || settings.scopesCheckedUpstream.includes(scheme))
    return null;
  return {
    kind: 'scopes',
    message: `the scopes of \`${scheme}\` (${scopes.join(', ')}) are not checked by ${plugin.name}`,
    hint: `set \`edition: enterprise\` for openid-connect, or \`scopesCheckedUpstream: [${scheme}]\` if the service behind Kong checks them`,
  };
}

/** What somebody must see to outside this file; null for nothing. */
function noteFor(plugin: Plugin, edition: Edition | null): string | null {
  switch (plugin.name) {
    case 'jwt':
      return "is checked by jwt: Kong accepts the tokens whose `iss` is the key of a consumer's JWT credential, and those credentials are not part of this file; audiences are not checked";
    case 'key-auth':
    case 'basic-auth':
      return `is checked by ${plugin.name} against the credentials of Kong's consumers, which are not part of this file`;
    default:
      return edition === null && isEnterprise(plugin.name)
        ? `is checked by ${plugin.name}, which only Kong Enterprise has`
        : null;
  }
}
