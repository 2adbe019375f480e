import { CountersignError } from '../../../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../../../model/json.ts';
import type { Settings } from '../../define.ts';
import { literalSecrets } from '../../secrets.ts';
import type { Plugin } from './entities.ts';

const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  uniqueItems: true,
  description,
});

const url = { type: 'string', pattern: '^https?://[^\\s/@]+' };

/** JSON Schema of the settings, as `environments.<env>.settings` in countersign.yaml. */
export const SETTINGS_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    edition: {
      enum: ['oss', 'enterprise'],
      description:
        'The Kong that will load the file. `oss`: plugins of Kong Enterprise are refused. `enterprise`: bearer tokens are checked by openid-connect instead of jwt.',
    },
    tags: texts(
      "On every entity, instead of `x-kong-tags`; also decK's select_tags, so that a sync touches nothing else.",
    ),
    docName: {
      type: 'string',
      minLength: 1,
      description: 'Base of all names and ids, instead of `x-kong-name` or the title.',
    },
    server: {
      anyOf: [url, { type: 'array', items: url, minItems: 1 }],
      description: "Where the API runs in this environment, instead of the contract's `servers`. Several are balanced.",
    },
    servers: {
      type: 'object',
      additionalProperties: url,
      description: 'Other addresses for the `servers` of single paths and operations, by the URL in the contract.',
    },
    plugins: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { config: { type: 'object' }, enabled: { type: 'boolean' } },
      },
      description: "Plugins for every service, by name. The contract's own plugins of the same names are not used.",
    },
    authentication: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          plugin: { type: 'string', minLength: 1 },
          config: { type: 'object' },
          elsewhere: { type: 'string', minLength: 10 },
        },
      },
      description:
        'By security scheme: the plugin that enforces it and its config, or `elsewhere`, what enforces it in front of Kong.',
    },
    preferredSchemes: texts(
      'Where the contract lets callers choose among schemes, the ones that Kong asks for; the best first.',
    ),
    scopesCheckedUpstream: texts('Security schemes whose scopes the service behind Kong checks, where Kong cannot.'),
    allowUnauthenticated: texts('Operations, as `GET /health`, that may be reached through Kong without credentials.'),
    lifecycleHeaders: {
      type: 'boolean',
      description: 'Whether deprecated operations answer with Deprecation, Sunset and Link. True unless it is set.',
    },
    headerRouting: {
      enum: ['off', 'required', 'all'],
      description:
        'A route for every combination of values of header parameters with an enum: not at all (so unless it is set), for required ones, for all.',
    },
    reuseServices: { type: 'boolean', description: 'Paths and operations with the same `servers` share a service.' },
    longParameterNames: {
      type: 'boolean',
      description: 'Path parameters may have up to 127 characters (Kong 3.8 and newer).',
    },
  },
};

export type Edition = 'oss' | 'enterprise';

/** How one security scheme is enforced, as the settings say. */
export type SchemeSetting = {
  readonly plugin: string | null;
  readonly config: JsonObject;
  readonly elsewhere: string | null;
};

export type KongSettings = {
  readonly edition: Edition | null;
  readonly tags: readonly string[] | null;
  readonly docName: string | null;
  readonly server: readonly string[];
  readonly servers: ReadonlyMap<string, string>;
  readonly plugins: readonly Plugin[];
  readonly authentication: ReadonlyMap<string, SchemeSetting>;
  readonly preferredSchemes: readonly string[];
  readonly scopesCheckedUpstream: readonly string[];
  readonly allowUnauthenticated: readonly string[];
  readonly lifecycleHeaders: boolean;
  readonly headerRouting: 'off' | 'required' | 'all';
  readonly reuseServices: boolean;
  readonly longParameterNames: boolean;
};

/** Throws SECRET_IN_OUTPUT where the settings hold a secret instead of a reference to one. */
export function refuseSecretSettings(settings: Settings, environment: string | null): void {
  const [found] = literalSecrets(settings);
  if (found === undefined) return;
  const at = `environments.${environment ?? ''}.settings${found.replaceAll('/', '.')}`;
  throw new CountersignError('SECRET_IN_OUTPUT', `${at} is written out`, {
    hint: 'use a reference: `{vault://env/name}`, or `${{ env "DECK_NAME" }}`',
  });
}

/** Settings that the schema has accepted, with the defaults. */
export function kongSettings(settings: Settings): KongSettings {
  const edition = own(settings, 'edition');
  const headerRouting = own(settings, 'headerRouting');
  const server = own(settings, 'server');
  return {
    edition: edition === 'oss' || edition === 'enterprise' ? edition : null,
    tags: own(settings, 'tags') === undefined ? null : textsIn(own(settings, 'tags')),
    docName: ownString(settings, 'docName') ?? null,
    server: isArray(server) ? textsIn(server) : typeof server === 'string' ? [server] : [],
    servers: mapOf(settings, 'servers', (value) => (typeof value === 'string' ? value : '')),
    plugins: [...mapOf(settings, 'plugins', objectOf)].map(([name, plugin]) => ({ ...plugin, name })),
    authentication: mapOf(settings, 'authentication', (value) => ({
      plugin: ownString(value, 'plugin') ?? null,
      config: ownObject(value, 'config') ?? {},
      elsewhere: ownString(value, 'elsewhere') ?? null,
    })),
    preferredSchemes: textsIn(own(settings, 'preferredSchemes')),
    scopesCheckedUpstream: textsIn(own(settings, 'scopesCheckedUpstream')),
    allowUnauthenticated: textsIn(own(settings, 'allowUnauthenticated')),
    lifecycleHeaders: own(settings, 'lifecycleHeaders') !== false,
    headerRouting: headerRouting === 'required' || headerRouting === 'all' ? headerRouting : 'off',
    reuseServices: own(settings, 'reuseServices') === true,
    longParameterNames: own(settings, 'longParameterNames') === true,
  };
}

function textsIn(value: Json | undefined): string[] {
  return isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

function mapOf<T>(settings: Settings, key: string, read: (value: Json) => T): ReadonlyMap<string, T> {
  return new Map(Object.entries(ownObject(settings, key) ?? {}).map(([name, value]) => [name, read(value)]));
}
