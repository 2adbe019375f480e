import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/examine/lint/lint.ts';
import { fileSystem } from '../../../src/adapters/files.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { workingTree } from '../../../src/gather/contract/tree.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { shared } from '../../support/shared.ts';
import { allProfiles } from './support.ts';

const corpus = shared('corpus');
const apis = corpus === null ? [] : readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.skipIf(corpus === null)('every profile on published contracts (needs ../shared/corpus)', () => {
  it.each(apis.map(({ name }) => name))('%s is checked to the end', async (api) => {
    const folder = join(corpus ?? '', api);
    const profiles = await allProfiles();
    for (const file of readdirSync(folder)) {
      const contract = await read(`${api}/${file}`);
      if (contract === null) continue;
      const locate: typeof contract.locate = (pointer) => ({ ...contract.locate(''), pointer });
      const facts = await lint({ ...contract, locate }, profiles);
      const keys = facts.map(({ rule, at, about }) => JSON.stringify([rule, at.pointer, about]));
      expect(new Set(keys).size, `${file}: no two findings are the same`).toBe(keys.length);
      expect(
        facts.filter(({ message }) => /\bundefined\b|\[object|\{\{/.test(message)),
        file,
      ).toEqual([]);
    }
  });
});

/** Null for what is refused before any rule is asked: that is for the loader's tests. */
async function read(file: string): Promise<Contract | null> {
  return loadContract(workingTree(fileSystem, corpus ?? ''), file, 'api').catch((error: unknown) => {
    if (error instanceof CountersignError) return null;
    throw error;
  });
}
