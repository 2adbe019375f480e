import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ports } from '../model/ports.ts';

/** The folders that ship with the tool, found from the running file: it may be a source file or a bundled chunk. */
export function ownAssets(): Ports['assets'] {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'rulesets'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the rulesets that ship with countersign are missing');
    folder = parent;
  }
  return { rulesets: join(folder, 'rulesets'), templates: join(folder, 'templates') };
}
