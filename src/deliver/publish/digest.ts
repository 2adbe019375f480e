import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Digest } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** RFC 8785: the same value is the same bytes, whoever writes it. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new CountersignError('FAULT', 'something without a JSON form was to be written');
  return text;
}

/** One digest for a set of files: SHA-256 of the canonical JSON of `[[path, sha256], …]`, sorted by path in code units. */
export function configDigest(files: readonly Digest[]): string {
  const pairs = files.map(({ file, sha256: digest }) => [file, digest]);
  return sha256(canonicalJson(pairs.sort(([left = ''], [right = '']) => (left < right ? -1 : 1))));
}
