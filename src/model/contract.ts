import type { JsonObject } from './json.ts';
import type { Location } from './location.ts';

export type Dialect = '2.0' | '3.0' | '3.1' | '3.2';

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** An operation as it is called: `method` in upper case, `path` as the contract writes it. */
export type Operation = { readonly method: string; readonly path: string; readonly operationId: string | null };

/** The lower-case hexadecimal SHA-256 of a file's bytes. */
export type Digest = { readonly file: string; readonly sha256: string };

/** A reference that could not be followed. */
export type Broken = {
  /** As it is written. */
  readonly reference: string;
  /** What is wrong with it, with its name: `'#/components/schemas/X' does not exist`. */
  readonly message: string;
  readonly hint: string;
  readonly at: Location;
};

/**
 * A contract, read whole: `document` is one JSON value in which every `$ref` points inside (`#/…`) and resolves, save those in `broken`.
 * Circular schemas are legal, so no function may expand references without a visited set.
 */
export type Contract = {
  /** The API's id in the workspace; without one, the file's name. It stays the same across versions, files and renames. */
  readonly id: string;
  readonly title: string;
  /** `info.version`, as written. */
  readonly version: string;
  readonly dialect: Dialect;
  readonly document: JsonObject;
  readonly source: {
    readonly file: string;
    /** The full commit id that was read, or null for the working tree. */
    readonly commit: string | null;
    /** SHA-256 of the canonical JSON (RFC 8785) of `document`: the contract's identity, whatever its formatting. */
    readonly sha256: string;
    /** Every file that was read, the root first, then by name. */
    readonly files: readonly Digest[];
  };
  /** Empty unless it was asked for: without that, a contract with such a reference is refused. */
  readonly broken: readonly Broken[];
  /** Where a pointer into `document` stands in the files. Positions are found on the first call. Where nothing stands there, the nearest surviving parent is given. */
  readonly locate: (pointer: string) => Location;
  /** The lines of one of `source.files`, for code frames; empty for a file that was not read. */
  readonly lines: (file: string) => readonly string[];
};
