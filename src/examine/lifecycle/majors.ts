import type { Contract } from '../../model/contract.ts';
import { operationsIn } from '../../model/operations.ts';
import { majorInUrl, majorOf } from '../../model/version.ts';
import { calledAs } from './operation-key.ts';

/** A major version that can be called, and the API of the workspace that has it. */
export type LiveMajor = { readonly major: number; readonly api: string };

/** The major versions that a contract offers, the newest first: those of its URLs (`/v2/…`), else that of its own number. None without operations. */
export function majorsOf({ id, document, version }: Contract): readonly LiveMajor[] {
  const operations = operationsIn(document);
  if (operations.length === 0) return [];
  const urls = operations.flatMap(({ method, path }) => calledAs(document, method, path));
  const inUrls = new Set(urls.flatMap((url) => majorInUrl(url) ?? []));
  const found = inUrls.size > 0 ? [...inUrls] : [majorOf(version) ?? []].flat();
  return found.sort((left, right) => right - left).map((major) => ({ major, api: id }));
}

/** What the ids of the major versions of one API have in common: `payments` for `payments-v1`, `payments/v2` and `payments`. */
export function familyOf(api: string): string {
  return api.replace(/[-_./]?v\d+$/i, '') || api;
}
