import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
const beside = join(root, '..', 'shared');
/** The folder of other people's data; a link is followed, so that paths are what Spectral reports. */
export const shared = existsSync(beside) ? realpathSync(beside) : beside;

/** Documents to compare over: of each API of the corpus the smallest version, and with `large` those of the bench. Relative to `shared`. */
export function documents(large: boolean): string[] {
  const corpus = join(shared, 'corpus');
  const small = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((api) => {
      const files = readdirSync(join(corpus, api.name)).map((file) => `corpus/${api.name}/${file}`);
      return files.sort((left, right) => sizeOf(left) - sizeOf(right)).slice(0, 1);
    });
  return large ? [...small, ...LARGE] : small;
}

/** Our own documents that are not OpenAPI, by the beginning of their name. Relative to `shared`, as the others are. */
export function ownDocuments(beginning: string): string[] {
  const folder = join(root, 'test/examine/lint/documents');
  return readdirSync(folder)
    .filter((file) => file.startsWith(beginning))
    .sort()
    .map((file) => relative(shared, join(realpathSync(folder), file)));
}

const LARGE = ['bench/stripe-v126-2022-04-07.json', 'bench/box-new.json', 'bench/api.github.com.yaml'];

function sizeOf(file: string): number {
  return statSync(join(shared, file)).size;
}
