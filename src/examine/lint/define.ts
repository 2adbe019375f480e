import type { AnyDialect } from '../../model/contract.ts';
import type { Json, JsonObject } from '../../model/json.ts';

export type Segment = string | number;

/** Where a function is called: `path` leads to its input in `document`. */
export type FunctionContext = {
  readonly document: JsonObject;
  readonly dialect: AnyDialect;
  readonly path: readonly Segment[];
};

/** What a function objects to. Without a path it is about the input itself. */
export type Complaint = {
  readonly message: string;
  readonly path?: readonly Segment[];
  /** What tells it from another complaint about the same place, where there can be two. */
  readonly about?: string;
};

/** A function that rules name in `then`. Pure; its options have been checked against `options` when a ruleset was loaded. */
export type LintFunction = {
  readonly name: string;
  readonly summary: string;
  /** JSON Schema of the options; null when it takes none. */
  readonly options: JsonObject | null;
  /** `input` is undefined where the rule's `field` is missing. */
  readonly check: (input: Json | undefined, options: Json | null, context: FunctionContext) => readonly Complaint[];
};

export function defineLintFunction(definition: LintFunction): LintFunction {
  return definition;
}
