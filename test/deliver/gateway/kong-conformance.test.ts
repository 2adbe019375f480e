import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Json, type JsonObject, own, ownObject } from '../../../src/model/json.ts';
import { openapiToKong } from '../../../src/deliver/gateway/targets/kong/convert.ts';
import { type ConversionOptions, DECK } from '../../../src/deliver/gateway/targets/kong/options.ts';
import { shared } from '../../support/shared.ts';

const folder = shared('conformance/openapi2kong');
const files = folder === null ? [] : readdirSync(folder);

/** What `NAME.<ending>` is converted from and with, as the fixtures' README says. */
const KINDS: readonly { ending: string; source: string; options: Partial<ConversionOptions> }[] = [
  { ending: '.expected.json', source: '.yaml', options: { oidc: true } },
  { ending: '.expected_inso.json', source: '.yaml', options: { naming: 'inso', ids: false } },
  { ending: '.expected_skip_header.json', source: '.yaml', options: { headerRouting: 'off' } },
  { ending: '.expected_no_circular.json', source: '.circular-yaml', options: { oidc: true } },
];

const REFUSED = [
  ['missing-security-scheme', "no security-schemes with name 'nonExistentScheme' found in components"],
  ['multiple-security-requirements', 'only a single security-requirement is supported'],
  ['multiple-security-schemes', 'within a security-requirement only a single security-scheme is supported'],
  ['unsupported-security-type', "only security-schemes of type 'openIdConnect' are supported"],
  ['no-paths', 'must have `.paths` in the root of the document'],
] as const;

describe.skipIf(folder === null)('as decK converts (needs ../shared/conformance/openapi2kong)', () => {
  for (const { ending, source, options } of KINDS) {
    for (const file of files.filter((name) => name.endsWith(ending))) {
      it(file, () => {
        const name = file.slice(0, -ending.length);
        const document = read(`${name}${source}`);
        const tags = ['OAS3_import', `OAS3file_${name}${source}`];
        const config = openapiToKong(document, { ...DECK, ...options, ...testConfig(document), tags });
        expect(config).toStrictEqual(read(file));
      });
    }
  }

  it.each(REFUSED)('refuses invalid/%s', (name, message) => {
    const document = read(`invalid/${name}.yaml`);
    expect(() => openapiToKong(document, { ...DECK, oidc: true })).toThrow(message);
  });
});

function read(file: string): JsonObject {
  return parse(readFileSync(join(folder ?? '', file), 'utf8')) as JsonObject;
}

function testConfig(document: Json): Partial<ConversionOptions> {
  const config = ownObject(document, 'x-test-config');
  return {
    ...(own(config, 'reuseServices') === true ? { reuseServices: true } : {}),
    ...(own(config, 'treatAllHeadersAsRequired') === true ? { headerRouting: 'all' } : {}),
  };
}
