import type { ApiDocument, Contract } from '../../src/model/contract.ts';
import type { Tree } from '../../src/gather/contract/tree.ts';
import { CountersignError } from '../../src/model/errors.ts';
import { loadContract, loadDocument } from '../../src/gather/contract/load.ts';

type Texts = string | { readonly [file: string]: string };
type Options = { readonly id?: string; readonly commit?: string };

/** A contract from texts: a single document, or several files of which the first is the root. */
export async function contractOf(texts: Texts, options: Options = {}): Promise<Contract> {
  const { tree, root } = treeOf(texts, options);
  return loadContract(tree, root, options.id ?? 'test-api');
}

/** The same for whatever is linted. */
export async function documentOf(texts: Texts, options: Options = {}): Promise<ApiDocument> {
  const { tree, root } = treeOf(texts, options);
  return loadDocument(tree, root, options.id ?? 'test-api');
}

function treeOf(texts: Texts, options: Options): { readonly tree: Tree; readonly root: string } {
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
  return { tree, root };
}
