/**
 * A place in a contract or a settings file. Lines and columns count from 1; the end is the position after the last character.
 * `pointer` is RFC 6901 within `file`. `file` is relative to the workspace root, with forward slashes.
 * `commit` is the full id of the revision that was read, or null for the working tree.
 */
export type Location = {
  readonly file: string;
  readonly commit: string | null;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};
