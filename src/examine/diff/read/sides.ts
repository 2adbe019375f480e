import type { Operation } from '../../../model/contract.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { View } from '../schema/node.ts';

/** Who calls: `in` when consumers call the API, `out` when the API calls them (webhooks and callbacks), which turns every payload round. */
export type Caller = 'in' | 'out';

export type ParameterSide = {
  readonly pointer: string;
  readonly value: JsonObject;
  readonly in: string;
  readonly name: string;
  /** What it is paired by: `(in, name)`; path parameters by their position in the template, headers without regard to case. */
  readonly key: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Declared for every operation of the path. */
  readonly shared: boolean;
  readonly schema: View;
  /** Media type when the parameter has `content` instead of `schema`. */
  readonly mediaType: string | null;
  /** How it is written on the wire, defaults filled in: style and explode. */
  readonly wire: string;
  /** Characters such as `/` and `?` may be sent as they are, not only percent-encoded. */
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
};

/** What `encoding` says of a part of a form. */
export type PartSide = {
  readonly pointer: string;
  /** Media types that the part may have. Null where none are named, or where `style` makes them void. */
  readonly contentTypes: readonly string[] | null;
  /** Style and explode, defaults filled in. Null where neither is named. */
  readonly style: string | null;
  readonly headers: readonly HeaderSide[];
};

export type MediaTypeSide = {
  readonly pointer: string;
  readonly name: string;
  readonly value: JsonObject;
  /** Null where the media type declares none. */
  readonly schema: View | null;
  /** The schema is that of each item of a stream (`itemSchema` of OpenAPI 3.2). */
  readonly streamed: boolean;
  /** What `encoding` says of the parts of a form; parts that it does not name are written by their defaults. */
  readonly encoding: ReadonlyMap<string, PartSide>;
};

/** What an answer says can be called next, and with which of its values. */
export type LinkSide = { readonly pointer: string; readonly name: string; readonly value: JsonObject };

export type BodySide = {
  readonly pointer: string;
  readonly required: boolean;
  readonly content: readonly MediaTypeSide[];
};

export type HeaderSide = {
  readonly pointer: string;
  readonly name: string;
  readonly value: JsonObject;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: View;
};

export type ResponseSide = {
  readonly pointer: string;
  readonly status: string;
  readonly content: readonly MediaTypeSide[];
  readonly headers: readonly HeaderSide[];
  readonly links: readonly LinkSide[];
};

/** One way in: every scheme of it is needed, each with its scopes. An empty one lets anybody in. */
export type Alternative = { readonly pointer: string; readonly schemes: ReadonlyMap<string, ReadonlySet<string>> };

export type SecuritySide = {
  readonly pointer: string;
  /** Any one of them suffices. None at all means that nothing is asked for. */
  readonly alternatives: readonly Alternative[];
  /** Taken over from the document. */
  readonly inherited: boolean;
};

export type OperationSide = {
  readonly pointer: string;
  readonly value: JsonObject;
  readonly operation: Operation;
  readonly caller: Caller;
  /** The callback it belongs to: its name, and the expression that yields the URL. Null for operations of the API itself. */
  readonly callback: { readonly name: string; readonly expression: string } | null;
  /** URLs below the host that it is called at, path parameters left empty: one for each server. */
  readonly urls: readonly string[];
  /** The path as written, path parameters left empty. */
  readonly template: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly stability: string | null;
  readonly parameters: readonly ParameterSide[];
  readonly body: BodySide | null;
  readonly responses: readonly ResponseSide[];
  readonly security: SecuritySide;
  readonly callbacks: readonly OperationSide[];
};

export type SchemeSide = { readonly pointer: string; readonly name: string; readonly value: JsonObject };
export type ServerSide = {
  readonly pointer: string;
  /** With the defaults of its variables. */
  readonly url: string;
  /** The part of the URL below the host. */
  readonly path: string;
  /** That part for every value that its variables may take. */
  readonly paths: readonly string[];
};
export type WebhookSide = {
  readonly pointer: string;
  readonly name: string;
  readonly operations: readonly OperationSide[];
};

/** A contract as its callers meet it: references followed, what is inherited filled in, Swagger 2.0 told in the words of OpenAPI 3. */
export type DocumentSide = {
  readonly value: JsonObject;
  readonly operations: readonly OperationSide[];
  readonly webhooks: readonly WebhookSide[];
  readonly servers: readonly ServerSide[];
  readonly security: SecuritySide;
  readonly schemes: readonly SchemeSide[];
  /** Names of the component schemas, with their pointers. */
  readonly schemas: ReadonlyMap<string, string>;
};
