import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ruleset, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/examine/lint/lint.ts';
import { isObject, type JsonObject } from '../../../src/model/json.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import { contractOf } from '../../support/contract.ts';
import { shared } from '../../support/shared.ts';
import { rulesetOf } from './support.ts';

type Parsed = Extract<Parameters<Spectral['run']>[0], { readonly parsed: unknown }>;

const SEVERITIES = ['error', 'warn', 'info', 'hint'];

/** What Spectral itself finds; unresolved references are the contract room's affair. */
async function spectral(document: JsonObject): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(new Ruleset(oas));
  const parsed: Parsed = {
    parsed: { data: document, ast: undefined, lineMap: undefined, diagnostics: [] },
    getLocationForJsonPath: () => undefined,
    // Without a source Spectral does not look for definitions.
    source: 'openapi.yaml',
  };
  const results = await engine.run(parsed);
  const found = results
    .filter(({ code }) => code !== 'invalid-ref')
    .map(
      ({ code, severity, path, message }) => `${code} ${SEVERITIES[severity] ?? ''} ${pointerOf(...path)} ${message}`,
    );
  return [...new Set(found)].sort();
}

async function ours(document: JsonObject): Promise<string[]> {
  const contract = await contractOf(JSON.stringify(document));
  const locate: typeof contract.locate = (pointer) => ({ ...contract.locate(''), pointer });
  const facts = await lint({ ...contract, document, locate }, await rulesetOf(['spectral:oas']));
  return facts.map(({ rule, proposed, at, message }) => `${rule} ${proposed} ${at.pointer} ${message}`).sort();
}

describe.skipIf(shared('corpus') === null)('spectral:oas finds what Spectral finds (needs ../shared/corpus)', () => {
  it.each([
    'adyen-checkout/v71.json',
    'berlin-group-trusted-beneficiaries/1.0.0_2020-05-19.yaml',
    'bian-current-account/r12.0.0.yaml',
    'dwolla/2026-01-23_d4901e4.yaml',
    'pix-api/2.0.0.yaml',
    'paypal-payouts-v1/2023-07-26_c981e43.json',
    'xero-bankfeeds/2021-02-03_1f55030.yaml',
  ])('in %s', async (file) => {
    const text = readFileSync(join(shared('corpus') ?? '', file), 'utf8');
    const document: unknown = file.endsWith('.json') ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA });
    if (!isObject(document)) throw new Error(`${file} is not an object`);
    const found = await ours(document);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await spectral(document));
  });
});
