const MEBI = 1024 * 1024;

/** What is read of one contract at most; docs/limits.md tells users. Real contracts stay far below. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 32 * MEBI,
  /** Files of one contract, the root included. */
  files: 200,
  /** Bytes of all files of one contract. */
  totalBytes: 128 * MEBI,
  /** Objects and arrays inside one another. */
  depth: 256,
  /** Values, with every YAML alias counted as often as it is used. */
  values: 2_000_000,
  /** Characters of all keys and strings, aliases counted likewise. */
  characters: 128 * MEBI,
} as const;
