import type { Deprecable } from './deprecation.ts';
import type { JsonObject } from './json.ts';

/** How somebody names one thing of a contract. */
export type Asked = {
  /** As written, for messages. */
  readonly written: string;
  readonly thing:
    | { readonly kind: 'operation'; readonly method: string; readonly path: string }
    /** RFC 6901, in the root file. */
    | { readonly kind: 'pointer'; readonly pointer: string }
    /** An operationId, a schema, or a property of one: `Payment.debtor.name`. */
    | { readonly kind: 'name'; readonly name: string };
  /** A parameter of the operation, `limit` or `query:limit`. */
  readonly parameter: string | null;
  /** A value of the enum. */
  readonly value: string | null;
};

/** A thing of a contract that can be deprecated. */
export type Target = {
  readonly what: Deprecable;
  /** The object that says so, and where it stands in the contract's document: for a value of an enum, the schema that lists it. */
  readonly holder: { readonly pointer: string; readonly value: JsonObject };
};
