import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const projectRoot: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const folder = join(projectRoot, '..', 'shared');

/**
 * A path in the folder of other people's data that stands beside the project (contracts, histories, conformance cases), or null where it is absent.
 * Tests that need it skip, and their title says so: `describe.skipIf(shared('corpus') === null)('… (needs ../shared/corpus)', …)`.
 */
export function shared(path: string): string | null {
  const found = join(folder, path);
  return existsSync(found) ? found : null;
}
