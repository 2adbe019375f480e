import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Contract } from '../../src/model/contract.ts';
import { CountersignError } from '../../src/model/errors.ts';
import { isObject, type Json, type JsonObject } from '../../src/model/json.ts';
import { rulesetOf } from '../examine/lint/support.ts';
import { contractOf } from '../support/contract.ts';
import { projectRoot } from '../support/shared.ts';
import { mutant, seeded } from './mutate.ts';
import { wholeRoad } from './whole-road.ts';

const MUTANTS = 60;

/** A contract that loads need not be a valid OpenAPI document: whatever stands where, every stage ends with a result or a refusal in words. */
test.each(['accounts/3-standing-orders.yaml', 'payments/2-execution-date.yaml'])(
  'mutants of %s go the whole road without a fault',
  async (file) => {
    const document = documentIn(join(projectRoot, 'examples', 'bank', file));
    const ruleset = await rulesetOf(['core']);
    const original = await contractOf(JSON.stringify(document));
    let travelled = 0;
    for (let seed = 1; seed <= MUTANTS; seed += 1) {
      const contract = await loaded(mutant(document, seeded(seed), 1 + (seed % 6)));
      if (contract === null) continue;
      travelled += 1;
      await wholeRoad(original, contract, ruleset);
      await wholeRoad(contract, original, null);
    }
    expect(travelled).toBeGreaterThan(MUTANTS / 4);
  },
);

function documentIn(path: string): JsonObject {
  const document: unknown = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA });
  if (!isObject(document)) throw new Error(`${path} is not an object`);
  return document;
}

/** Null for a mutant that is refused before any stage sees it. */
async function loaded(document: Json): Promise<Contract | null> {
  return contractOf(JSON.stringify(document)).catch((error: unknown) => {
    if (error instanceof CountersignError) return null;
    throw error;
  });
}
