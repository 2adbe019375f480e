import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/examine/lint/lint.ts';
import { isObject } from '../../../src/model/json.ts';
import { contractOf } from '../../support/contract.ts';
import { shared } from '../../support/shared.ts';
import { rulesetOf } from './support.ts';

const corpus = shared('corpus');
const apis = corpus === null ? [] : readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.skipIf(corpus === null)('core on published contracts (needs ../shared/corpus)', () => {
  it.each(apis.map(({ name }) => name))('%s is checked to the end', async (api) => {
    const folder = join(corpus ?? '', api);
    const core = await rulesetOf(['core']);
    for (const file of readdirSync(folder)) {
      const document: unknown = load(readFileSync(join(folder, file), 'utf8'), { schema: CORE_SCHEMA, json: true });
      if (!isObject(document)) throw new Error(`${file} is not an object`);
      const contract = await contractOf(JSON.stringify(document));
      const locate: typeof contract.locate = (pointer) => ({ ...contract.locate(''), file, pointer });
      const facts = await lint({ ...contract, document, locate }, core);
      const keys = facts.map(({ rule, at, about }) => JSON.stringify([rule, at.pointer, about]));
      expect(new Set(keys).size, `${file}: no two findings are the same`).toBe(keys.length);
      expect(
        facts.filter(({ message }) => /undefined|\[object|\{\{/.test(message)),
        file,
      ).toEqual([]);
    }
  });
});
