import { join } from 'node:path';
import type { Day } from '../../model/day.ts';
import type { Waiver } from '../../model/finding.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Files } from '../../model/ports.ts';
import { type DocumentKind, readDocument } from './document.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';
import { WAIVERS_SCHEMA } from './waivers-schema.ts';

type WaiverEntry = {
  readonly rule: string;
  readonly api?: string;
  readonly pointer?: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: Day;
};

type WaiversFile = { readonly schemaVersion: 1; readonly waivers: readonly WaiverEntry[] };

const WAIVERS_FILE: DocumentKind<WaiversFile> = {
  code: 'WAIVERS_INVALID',
  compile: (ajv) => ajv.compile<WaiversFile>(WAIVERS_SCHEMA),
};

/** The waivers of a file, in its order; none where there is no such file. Throws WAIVERS_INVALID. */
export async function readWaivers(files: Files, root: string, file: string): Promise<readonly Waiver[]> {
  if ((await files.kind(join(root, file))) === null) return [];
  const { text, value } = await readDocument(file, await files.read(root, file, MAX_SETTINGS_BYTES), WAIVERS_FILE);
  if (value.waivers.length === 0) return [];
  const { placesIn } = await import('./places.ts');
  const places = placesIn(file, text);
  return value.waivers.map((entry, index) => ({
    rule: entry.rule,
    api: entry.api ?? null,
    pointer: entry.pointer ?? null,
    reason: entry.reason,
    owner: entry.owner,
    expires: entry.expires,
    at: places.value(pointerOf('waivers', index)),
  }));
}
