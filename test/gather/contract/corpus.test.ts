import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { workingTree } from '../../../src/gather/contract/tree.ts';
import { fileSystem } from '../../../src/adapters/files.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { isArray, isObject, type Json } from '../../../src/model/json.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import { shared } from '../../support/shared.ts';
import { spectralRange, stoplight } from './stoplight.ts';

const folder = shared('corpus') ?? '';
const files =
  folder === ''
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(json|ya?ml)$/.test(file))
        .sort();

/** Real contracts that are broken, and how. Everything else must load. */
const REFUSED: readonly (readonly [file: RegExp, message: RegExp])[] = [
  [
    /^berlin-group-funds-confirmation\/2\.0_2019-06-07/,
    /:1316:19: \$ref `#\/components\/schemas\/tppMessageGeneric`: does not exist$/,
  ],
  [
    /^moov-ach\/20(20-04|21-03|22-08|23-01|24-04|25-09|26-07)/,
    /\$ref `https:\/\/raw\.githubusercontent\.com\/.*nothing is fetched/,
  ],
  [/^open-payments-(auth|legacy|resource)\//, /there is no file .*schemas\.yaml|leads? out|outside/],
  [/^pix-dict\/v?1\./, /\$ref `#\/components\/schemas\/CreateEntryRequest`: does not exist/],
  [
    /^square-connect\/2021-02-26/,
    /\$ref `#\/definitions\/invoice_delivery_methodInvoiceDeliveryMethod`: does not exist$/,
  ],
  [/^stripe\/2017-09-06/, /\$ref `#\/definitions\/error`: does not exist/],
  [/^sumup\/2024-08-26/, /\$ref `#\/components\/schemas\/ReaderCheckoutStatusChange`: does not exist$/],
  [
    /^swiss-obp-customer-relationship\/2025-09-11/,
    /:1019:3: the key `\/par` is here a second time; the first is at .*:272:3$/,
  ],
];

describe.skipIf(folder === '')('real contracts (needs ../shared/corpus)', () => {
  const tree = workingTree(fileSystem, folder);

  it.each(files)('%s loads, or is refused for what is really broken', async (file) => {
    const outcome = await loadContract(tree, file, file).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(CountersignError);
      const expected = REFUSED.find(([pattern]) => pattern.test(file));
      expect([file, outcome.message]).toEqual([file, expect.stringMatching(expected?.[1] ?? /^$/)]);
      return;
    }
    const contract = outcome as Awaited<ReturnType<typeof loadContract>>;
    // Spectral counts a byte order mark and a carriage return as characters; an editor does not show them.
    const text = readFileSync(join(folder, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
    const wanted = spectralRange(stoplight('yaml', text));
    // Spectral's own lookup takes long in large documents.
    const pointers = pointersOf(contract.document, '').filter(
      (_, index, all) => index % Math.ceil(all.length / 300) === 0,
    );
    const found = pointers.map((pointer) => {
      const { line, column, endLine, endColumn } = contract.locate(pointer);
      return [pointer, `${line}:${column}-${endLine}:${endColumn}`];
    });
    expect(found).toEqual(pointers.map((pointer) => [pointer, wanted(pointer)]));
  });

  it('are mostly fine', () => {
    expect(files.length).toBe(198);
  });
});

function pointersOf(value: Json, pointer: string): string[] {
  if (isArray(value)) return [pointer, ...value.flatMap((item, index) => pointersOf(item, pointer + pointerOf(index)))];
  if (!isObject(value)) return [pointer];
  return [pointer, ...Object.keys(value).flatMap((key) => pointersOf(value[key] ?? null, pointer + pointerOf(key)))];
}
