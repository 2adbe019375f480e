import type { Contract } from '../../src/model/contract.ts';
import { CountersignError } from '../../src/model/errors.ts';
import { loadContract } from '../../src/gather/contract/load.ts';

/** A contract from texts: a single document, or several files of which the first is the root. */
export async function contractOf(
  texts: string | { readonly [file: string]: string },
  options: { readonly id?: string; readonly commit?: string; readonly broken?: 'kept' | 'refused' } = {},
): Promise<Contract> {
  const files = typeof texts === 'string' ? { 'openapi.yaml': texts } : texts;
  const [root = 'openapi.yaml'] = Object.keys(files);
  const tree = {
    commit: options.commit ?? null,
    read: (path: string): Promise<Uint8Array> => {
      const text = files[path];
      return text === undefined
        ? Promise.reject(new CountersignError('FILE_NOT_FOUND', `there is no file ${path}`))
        : Promise.resolve(new TextEncoder().encode(text));
    },
  };
  return loadContract(tree, root, options.id ?? 'test-api', { broken: options.broken ?? 'refused' });
}
