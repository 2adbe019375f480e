import { createHash } from 'node:crypto';

const SAFE = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9_])?$/;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * A name from settings or a contract as one segment of a path, the same on every file system. What is safe already stays; anything else becomes a readable
 * slug and eight characters of its hash, so that no two names share a segment, also where letter case does not count.
 */
export function pathName(text: string): string {
  if (SAFE.test(text) && !RESERVED.test(text)) return text;
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return slug === '' ? `x-${hash}` : `${slug}-${hash}`;
}
