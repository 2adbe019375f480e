import { isArray, isObject, type Json, own, ownArray, ownObject, ownString } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
import { followObject } from '../../follow.ts';
import { refuse } from '../../place.ts';
import type { Plugin } from './entities.ts';
import { kongObject } from './extension.ts';
import { compactJson } from './json-schema.ts';
import type { Conversion } from './options.ts';

/**
 * The openid-connect plugin that decK makes of a `security` list, or `inherited` where the list is absent or empty.
 * Throws RENDER_IMPOSSIBLE for all that decK refuses: more than one requirement or scheme, and every other type of scheme.
 */
export function deckOidc(
  conversion: Conversion,
  security: Json | undefined,
  inherited: Plugin | null,
  pointer: string,
): Plugin | null {
  const [requirement, ...others] = isArray(security) ? security.filter(isObject) : [];
  if (requirement === undefined) return inherited;
  const fail = (message: string): never =>
    refuse(conversion.where, pointer, message, 'name one openIdConnect scheme for each operation');
  if (others.length > 0) return fail('only a single security-requirement is supported');
  const [scheme, ...more] = Object.keys(requirement);
  if (scheme === undefined) return inherited;
  if (more.length > 0) return fail('within a security-requirement only a single security-scheme is supported');
  return pluginFor(conversion, scheme, own(requirement, scheme), fail);
}

/** Two plugins are the same when their content is: then the operation needs none of its own. */
export function samePlugin(left: Plugin | null, right: Plugin | null): boolean {
  return compactJson(left) === compactJson(right);
}

function pluginFor(
  conversion: Conversion,
  name: string,
  scopes: Json | undefined,
  fail: (message: string) => never,
): Plugin {
  const { document } = conversion;
  const schemes = ownObject(ownObject(document, 'components'), 'securitySchemes');
  const scheme = followObject(document, own(schemes, name) ?? null);
  if (scheme === null) return fail(`no security-schemes with name '${name}' found in components`);
  if ((ownString(scheme, 'type') ?? '').replaceAll(/[-_]/g, '').toLowerCase() !== 'openidconnect')
    return fail("only security-schemes of type 'openIdConnect' are supported");
  const at = pointerOf('components', 'securitySchemes', name);
  const base = kongObject(conversion, scheme, 'x-kong-security-openid-connect', at) ?? {};
  const config = ownObject(base, 'config') ?? {};
  const required = [...(ownArray(config, 'scopes_required') ?? []), ...(isArray(scopes) ? scopes : [])];
  const issuer = ownString(scheme, 'openIdConnectUrl');
  return {
    ...base,
    name: 'openid-connect',
    config: {
      ...(issuer === undefined ? {} : { issuer }),
      ...config,
      scopes_required: [...new Set(required.filter((scope) => typeof scope === 'string'))].sort(),
    },
  };
}
