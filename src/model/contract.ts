import type { JsonObject } from './json.ts';
import type { Location } from './location.ts';

/** The version of Swagger or OpenAPI that a contract is written in. */
export const DIALECTS = ['2.0', '3.0', '3.1', '3.2'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Kinds of document that are linted where a ruleset asks for it; nothing else is done with them. */
export const LINTED_DIALECTS = [
  ...(['asyncapi-2.0', 'asyncapi-2.1', 'asyncapi-2.2', 'asyncapi-2.3', 'asyncapi-2.4', 'asyncapi-2.5'] as const),
  ...(['asyncapi-2.6', 'asyncapi-3.0', 'asyncapi-3.1', 'arazzo-1.0'] as const),
] as const;
export type LintedDialect = (typeof LINTED_DIALECTS)[number];
export type AnyDialect = Dialect | LintedDialect;

export function isContractDialect(dialect: AnyDialect): dialect is Dialect {
  return DIALECTS.some((each) => each === dialect);
}

/** As people call it: `Swagger 2.0`, `OpenAPI 3.1`, `AsyncAPI 2.6`, `Arazzo 1.0`. */
export function nameOfDialect(dialect: AnyDialect): string {
  if (isContractDialect(dialect)) return dialect === '2.0' ? 'Swagger 2.0' : `OpenAPI ${dialect}`;
  return dialect.replace('asyncapi-', 'AsyncAPI ').replace('arazzo-', 'Arazzo ');
}

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

/** `twice`: a key that its object has before, of which the last counts here; `type`: one that YAML takes for something else than a string. */
export type OddKind = 'twice' | 'type';

/** A key of one of the files that not every parser reads alike: where its object has it first, or what it is instead of a string (`number`). */
export type OddKey = {
  /** As it is written, without quotes. */
  readonly key: string;
  readonly problem: { readonly first: Location } | { readonly type: string };
  /** The key itself. */
  readonly at: Location;
};

/**
 * A document that describes an API, read whole: `document` is one JSON value in which every `$ref` points inside (`#/…`) and resolves, save those in
 * `broken`.
 * Circular schemas are legal, so no function may expand references without a visited set.
 */
export type ApiDocument = {
  /** The API's id in the workspace; without one, the file's name. It stays the same across versions, files and renames. */
  readonly id: string;
  readonly title: string;
  /** `info.version`, as written. */
  readonly version: string;
  readonly dialect: AnyDialect;
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
  /**
   * In the order in which they stand, the root file first. Found on the first call. A contract that is not read for lint alone is refused where a key stands
   * twice.
   */
  readonly oddKeys: (kind: OddKind) => readonly OddKey[];
  /** Components that only reference another file and that no reference calls by their name, as pointers into `document`: there they are what they reference. */
  readonly unnamed: ReadonlySet<string>;
  /**
   * Where a pointer into `document` stands in the files. Positions are found on the first call. Where nothing stands there, the nearest surviving parent is
   * given. `asReference`: of what was put in the place of a reference, where the reference stands.
   */
  readonly locate: (pointer: string, asReference?: boolean) => Location;
  /** The lines of one of `source.files`, for code frames; empty for a file that was not read. */
  readonly lines: (file: string) => readonly string[];
};

/** A document that everything is done with: OpenAPI or Swagger. */
export type Contract = ApiDocument & { readonly dialect: Dialect };

export function isContract(document: ApiDocument): document is Contract {
  return isContractDialect(document.dialect);
}
