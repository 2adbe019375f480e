import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type Json, own, ownArray } from '../../model/json.ts';
import type { Files } from '../../model/ports.ts';
import { printableAddress } from './address.ts';
import { parseText } from './parse.ts';
import type { Source } from './refuse.ts';

/** What `countersign lock` writes; both are committed. */
export const LOCK_FILE = '.countersign/rulesets.lock.yaml';
export const COPIES = '.countersign/rulesets';

/** Bytes of one ruleset. */
export const LIMIT = 2_000_000;

/** A ruleset of another host as it was when it was locked. `size` is in bytes. */
export type LockedRuleset = { readonly url: string; readonly sha256: string; readonly size: number };

/**
 * The copy of a ruleset of another host that the lock file vouches for. Nothing is fetched.
 * Throws RULESET_NOT_LOCKED where there is none, RULESET_CHANGED where the copy is not what was locked.
 */
export async function readLocked(files: Files, root: string, url: string): Promise<Source> {
  const name = printableAddress(url);
  const entry = (await readLock(files, root)).find((one) => one.url === url);
  if (entry === undefined) {
    throw new CountersignError('RULESET_NOT_LOCKED', `${name} is on another host, and ${LOCK_FILE} has no copy of it`);
  }
  const path = copyPath(entry.sha256);
  if ((await files.kind(join(root, path))) === null) {
    throw new CountersignError('RULESET_NOT_LOCKED', `${path}, the copy of ${name}, is not there`);
  }
  const bytes = await files.read(root, path, LIMIT);
  if (bytes.length !== entry.size || sha256(bytes) !== entry.sha256) {
    throw new CountersignError('RULESET_CHANGED', `${path} is not what ${LOCK_FILE} says that ${name} was`);
  }
  return { name, text: textOf(bytes, name) };
}

/** The entries of the lock file; none where there is no such file. Throws RULESET_INVALID for what is none. */
async function readLock(files: Files, root: string): Promise<readonly LockedRuleset[]> {
  if ((await files.kind(join(root, LOCK_FILE))) === null) return [];
  const source = { name: LOCK_FILE, text: textOf(await files.read(root, LOCK_FILE, LIMIT), LOCK_FILE) };
  const value = parseText(source) as Json;
  const entries = isObject(value) && own(value, 'schemaVersion') === 1 ? ownArray(value, 'rulesets') : undefined;
  const read = entries?.map(entryOf) ?? [null];
  if (read.every((entry) => entry !== null)) return read;
  throw new CountersignError('RULESET_INVALID', `${LOCK_FILE} is not as countersign lock writes it`, {
    hint: 'remove it, and run countersign lock',
  });
}

function entryOf(value: Json): LockedRuleset | null {
  if (!isObject(value)) return null;
  const [url, hash, size] = [own(value, 'url'), own(value, 'sha256'), own(value, 'size')];
  if (typeof url !== 'string' || typeof size !== 'number') return null;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { url, sha256: hash, size } : null;
}

/** Where the copy of a ruleset with this hash is. */
export function copyPath(hash: string): string {
  return `${COPIES}/${hash}.yaml`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Throws RULESET_INVALID for what is not UTF-8. */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    // The mark of the byte order is kept: the copy has the bytes that were hashed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CountersignError('RULESET_INVALID', `${name} is not UTF-8`, { cause });
  }
}
