import type { CheckInfo, Impact } from '../../model/change.ts';
import type { Settings } from './options.ts';
import type {
  BodySide,
  DocumentSide,
  HeaderSide,
  MediaTypeSide,
  OperationSide,
  ParameterSide,
  ResponseSide,
  SchemeSide,
  SecuritySide,
  ServerSide,
  WebhookSide,
} from './read/sides.ts';
import type { SchemaChange } from './schema/change.ts';
import type { View } from './schema/node.ts';
import type { Shape } from './schema/shape.ts';

/** What a check can be about: the walk pairs old and new of each of them. */
export type Subjects = {
  readonly document: DocumentSide;
  readonly server: ServerSide;
  readonly scheme: SchemeSide;
  /** The name and pointer of a component schema. */
  readonly component: { readonly name: string; readonly pointer: string };
  readonly webhook: WebhookSide;
  readonly operation: OperationSide;
  readonly security: SecuritySide;
  readonly parameter: ParameterSide;
  readonly body: BodySide;
  readonly 'request-media-type': MediaTypeSide;
  readonly response: ResponseSide;
  readonly 'response-media-type': MediaTypeSide;
  readonly header: HeaderSide;
  /** What the comparison came to, seen once everything else is known. */
  readonly outcome: { readonly pointer: string; readonly version: string; readonly breaking: boolean };
};
export type Subject = keyof Subjects;

/** Where a check stands while it looks at a pair. */
export type Context = {
  readonly settings: Settings;
  readonly documents: { readonly before: DocumentSide; readonly after: DocumentSide };
  /** The operation around the pair; one side is null where the operation itself came or went. */
  readonly operation: { readonly before: OperationSide | null; readonly after: OperationSide | null } | null;
  readonly status: string | null;
  readonly shape: { readonly before: (view: View) => Shape; readonly after: (view: View) => Shape };
};

/** What a check has to say: its message, and what differs from the rule. Pointers default to those of the pair. */
export type Report =
  | string
  | {
      readonly message: string;
      readonly impact?: Impact;
      readonly about?: readonly string[];
      readonly before?: string;
      readonly after?: string;
    };
export type Reports = Report | readonly Report[] | null;

/** A check of one kind of pair. Null says that nothing happened. */
export type CheckOn<K extends Subject> = CheckInfo & {
  readonly on: K;
  /** The impact is the same whoever calls; otherwise it is turned round for webhooks and callbacks. */
  readonly bothWays?: boolean;
  readonly added?: (after: Subjects[K], context: Context) => Reports;
  readonly removed?: (before: Subjects[K], context: Context) => Reports;
  readonly kept?: (before: Subjects[K], after: Subjects[K], context: Context) => Reports;
};

/** Where in an operation a schema is used. */
export type Position =
  | 'request-body'
  | 'request-property'
  | 'request-read-only-property'
  | 'request-parameter'
  | 'request-parameter-property'
  | 'request-header-property'
  | 'response-body'
  | 'response-property'
  | 'response-write-only-property'
  | 'response-header'
  | 'response-header-property';

/** A check of what happened to a schema: a row of a table. `turn` and `position` say when it is called. */
export type SchemaCheck = CheckInfo & {
  readonly on: 'schema';
  readonly position: Position;
  readonly turn: string;
  /** The rest of the sentence that begins with the schema's name: `has maxLength 10 instead of 20`. */
  readonly says: (change: SchemaChange) => string;
  /** For turns that several checks share, such as a deprecation with and without a date. */
  readonly when?: (change: SchemaChange, context: Context) => boolean;
};

export type Check = { readonly [K in Subject]: CheckOn<K> }[Subject] | SchemaCheck;

/** A check, as the only export of its file; a table of checks exports a list of them. */
export function defineCheck<K extends Subject>(check: CheckOn<K>): CheckOn<K> {
  return check;
}
