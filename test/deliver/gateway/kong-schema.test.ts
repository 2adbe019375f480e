import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import ajvDraft04 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderGateway } from '../../../src/deliver/gateway/render.ts';
import { fileSystem } from '../../../src/adapters/files.ts';
import { LIMITS } from '../../../src/gather/contract/limits.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { isObject, type JsonObject, own, ownObject } from '../../../src/model/json.ts';
import { shared } from '../../support/shared.ts';

const schemaFile = shared('schemas/kong_json_schema.json');
const corpus = shared('corpus');
const cases = join(import.meta.dirname, 'cases', 'kong');

describe.skipIf(schemaFile === null)("Kong's own schema (needs ../shared/schemas)", () => {
  const validate = kongSchema();

  it('accepts the expected file of every case', () => {
    const files = readdirSync(cases).map((name) => join(cases, name, 'expected', 'kong.yaml'));
    const refused = files.filter(existsSync).filter((file) => !validate(parse(readFileSync(file, 'utf8'))));
    expect(refused).toEqual([]);
  });

  describe.skipIf(corpus === null)('real contracts (needs ../shared/corpus)', () => {
    it.each(apis())(
      '%s: every version is rendered to what the schema accepts, or refused for a reason',
      async (api) => {
        for (const file of readdirSync(join(corpus ?? '', api)).sort()) {
          const contract = await read(api, file);
          if (contract === null) continue;
          for (const settings of [{}, lenient(contract)]) {
            const content = rendered(contract, settings);
            if (content !== null) expect(validate(parse(content)), `${api}/${file}`).toBe(true);
          }
        }
      },
    );
  });
});

function kongSchema(): ValidateFunction {
  const schema = schemaFile === null ? {} : (JSON.parse(readFileSync(schemaFile, 'utf8')) as JsonObject);
  return new ajvDraft04.default({ strict: false, logger: false }).compile(schema);
}

function apis(): string[] {
  if (corpus === null) return [];
  const entries = readdirSync(corpus, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Null for what is refused before any rendering: that is for the loader's tests. */
async function read(api: string, file: string): Promise<Contract | null> {
  const tree = {
    commit: null,
    read: (path: string): Promise<Uint8Array> => fileSystem.read(corpus ?? '', path, LIMITS.fileBytes),
  };
  return loadContract(tree, `${api}/${file}`, api).catch((error: unknown) => {
    if (error instanceof CountersignError) return null;
    throw error;
  });
}

/** Only a refusal in plain words may stand in for a file; anything else that is thrown fails the test. */
function rendered(contract: Contract, settings: JsonObject): string | null {
  const environment = { name: 'test', target: 'kong', approvals: null, after: null, settings };
  try {
    return renderGateway('kong', contract, environment).files[0]?.content ?? null;
  } catch (error) {
    if (error instanceof CountersignError) return null;
    throw error;
  }
}

/** Settings of somebody who excuses all that can be excused, so that as much as possible is rendered. */
function lenient({ document }: Contract): JsonObject {
  const schemes = {
    ...ownObject(document, 'securityDefinitions'),
    ...ownObject(ownObject(document, 'components'), 'securitySchemes'),
  };
  const operations = Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return {
    server: 'https://api.internal.bank.example',
    longParameterNames: true,
    preferredSchemes: Object.keys(schemes),
    scopesCheckedUpstream: Object.keys(schemes).filter((name) => own(schemes, name) !== undefined),
    allowUnauthenticated: operations,
  };
}
