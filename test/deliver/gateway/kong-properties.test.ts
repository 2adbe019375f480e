import fc from 'fast-check';
import { load as loadYaml } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../../src/deliver/gateway/targets/kong/yaml.ts';
import { renderGateway } from '../../../src/deliver/gateway/render.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../../src/model/json.ts';
import type { Environment } from '../../../src/model/workspace.ts';
import { contractOf } from '../../support/contract.ts';

const SCHEMES: JsonObject = {
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  query: { type: 'apiKey', in: 'query', name: 'api_key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'SID' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  digest: { type: 'http', scheme: 'digest' },
  oauth: { type: 'oauth2', flows: {} },
  oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://id.bank.example/.well-known/openid-configuration' },
  tls: { type: 'mutualTLS' },
};
const AUTHENTICATING = new Set(['key-auth', 'basic-auth', 'jwt', 'openid-connect', 'mtls-auth', 'hmac-auth']);

const scheme = fc.constantFrom(...Object.keys(SCHEMES), 'undefined-scheme');
const requirement = fc.dictionary(scheme, fc.subarray(['read', 'write']), { maxKeys: 2 });
const security = fc.option(fc.array(requirement, { maxLength: 2 }), { nil: undefined });
const plugin = fc.constantFrom<JsonObject>(
  {},
  {},
  { 'x-kong-plugin-key-auth': { config: { anonymous: 'guest' } } },
  { 'x-kong-plugin-key-auth': { enabled: false } },
  { 'x-kong-plugin-hmac-auth': {} },
  { 'x-kong-plugin-jwt': { consumer: 'branch' } },
  { 'x-kong-service-defaults': { retries: 1 } },
  { servers: [{ url: 'https://other.bank.example' }] },
);
const operation = fc.record({ security, plugin, deprecated: fc.boolean() });
const pathItem = fc.record({ get: operation, post: operation, plugin });
const contract = fc
  .record({ security, plugin, paths: fc.array(pathItem, { minLength: 1, maxLength: 3 }) })
  .map(({ security, plugin, paths }): JsonObject => {
    const operationIn = (
      index: number,
      method: string,
      each: { security: unknown; plugin: JsonObject; deprecated: boolean },
    ): JsonObject => ({
      operationId: `${method}${index}`,
      ...each.plugin,
      ...(each.security === undefined ? {} : { security: each.security as Json }),
      deprecated: each.deprecated,
      'x-sunset': '2026-12-31',
      responses: {},
    });
    const items = paths.map((each, index): [string, Json] => [
      `/things${index}/{id}`,
      { ...each.plugin, get: operationIn(index, 'get', each.get), post: operationIn(index, 'post', each.post) },
    ]);
    return {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1.0.0' },
      servers: [{ url: 'https://things.bank.example' }],
      ...plugin,
      ...(security === undefined ? {} : { security: security }),
      paths: Object.fromEntries(items),
      components: { securitySchemes: SCHEMES },
    };
  });
const settings = fc.record(
  {
    edition: fc.constantFrom('oss', 'enterprise'),
    preferredSchemes: fc.shuffledSubarray(Object.keys(SCHEMES)),
    scopesCheckedUpstream: fc.subarray(Object.keys(SCHEMES)),
    reuseServices: fc.boolean(),
    headerRouting: fc.constantFrom('off', 'required', 'all'),
    authentication: fc.constantFrom<JsonObject>(
      {},
      { tls: { elsewhere: 'the balancer checks it' } },
      {
        tls: { config: { ca_certificates: ['0d2b1f0e-3a5c-4b7d-8e9f-102938475665'] } },
        oauth: { config: { issuer: 'https://id.bank.example' } },
      },
    ),
  },
  { requiredKeys: [] },
);

describe('rendering for Kong, whatever the contract', () => {
  it('guards every route whose operation is not public, or refuses', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(contract, settings, async (document, given) => {
        const outcome = attempt(await read(document), given);
        if (outcome instanceof CountersignError) return;
        for (const { route, service } of routesIn(parse(outcome.text) as Json)) {
          if (isPublic(document, own(route, 'name'))) continue;
          const plugins = [...(ownArray(service, 'plugins') ?? []), ...(ownArray(route, 'plugins') ?? [])];
          // A route's plugin takes the place of its service's of the same name.
          const running = new Map(plugins.map((each) => [own(each, 'name'), each]));
          expect([...running.values()].filter(guards), JSON.stringify(route)).not.toEqual([]);
          seen += 1;
        }
      }),
      { numRuns: 400 },
    );
    expect(seen, 'routes that were rendered').toBeGreaterThan(100);
  });

  it('gives the same bytes, gaps and refusals whatever the order of keys', async () => {
    await fc.assert(
      fc.asyncProperty(contract, settings, fc.infiniteStream(fc.nat()), async (document, given, numbers) => {
        const there = attempt(await read(document), given);
        const back = attempt(await read(shuffled(document, numbers) as JsonObject), given);
        expect(back).toStrictEqual(there);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the YAML of a declarative file', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'yes',
      'No',
      'on',
      '~',
      'null',
      '1e3',
      '0x1F',
      '1:30',
      '2026-01-01',
      '.inf',
      '=',
      '<<',
      '',
      ' a',
      'a: b',
      '# c',
      '- d',
      '!!x',
      '&a',
      '*a',
      '\u0085',
      '\u2028',
      '\ufeff',
      "'",
      '"',
      '\\',
      '{a',
      '%',
      '---',
      '...',
    ),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        text.filter((key) => key !== '__proto__' && key !== '<<'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  }));

  it('means the same to parsers of YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('name', 'config', 'paths', 'y'), value), (entity) => {
        const yaml = toYaml(entity, 'comment');
        expect(parse(yaml)).toEqual(entity);
        expect(parse(yaml, { version: '1.1' })).toEqual(entity);
        expect(loadYaml(yaml)).toEqual(entity);
      }),
      { numRuns: 500 },
    );
  });
});

/** On one line, so that messages name the same place whatever the order of keys. */
function read(document: JsonObject): Promise<Contract> {
  return contractOf(JSON.stringify(document));
}

type Rendered = { readonly text: string; readonly gaps: unknown };

function attempt(contract: Contract, settings: JsonObject): Rendered | CountersignError {
  const environment: Environment = { name: 'test', target: 'kong', approvals: null, after: null, settings };
  try {
    const config = renderGateway('kong', contract, environment);
    return { text: config.files.map((file) => file.content).join(''), gaps: config.unexpressed };
  } catch (error) {
    if (error instanceof CountersignError) return error;
    throw error;
  }
}

function routesIn(file: Json): { route: Json; service: Json }[] {
  return (ownArray(file, 'services') ?? []).flatMap((service) =>
    (ownArray(service, 'routes') ?? []).map((route) => ({ route, service })),
  );
}

/** The contract says so in so many words: the list that holds is there and demands nothing. */
function isPublic(document: JsonObject, routeName: unknown): boolean {
  const [, method = '', index = ''] = /^things_(get|post)(\d)/.exec(String(routeName)) ?? [];
  const operation = ownObject(ownObject(ownObject(document, 'paths'), `/things${index}/{id}`), method);
  const security = ownArray(operation, 'security') ?? ownArray(document, 'security');
  return security?.every((each) => isObject(each) && Object.keys(each).length === 0) ?? false;
}

function guards(plugin: Json): boolean {
  return (
    AUTHENTICATING.has(ownString(plugin, 'name') ?? '') &&
    own(plugin, 'enabled') !== false &&
    own(plugin, 'consumer') === undefined &&
    own(ownObject(plugin, 'config'), 'anonymous') === undefined
  );
}

function shuffled(value: Json, numbers: fc.Stream<number>): Json {
  if (isArray(value)) return value.map((each) => shuffled(each, numbers));
  if (!isObject(value)) return value;
  const keyed = Object.entries(value).map(([key, each]) => ({
    key,
    each: shuffled(each, numbers),
    at: numbers.next().value as number,
  }));
  return Object.fromEntries(keyed.sort((a, b) => a.at - b.at).map(({ key, each }) => [key, each]));
}
