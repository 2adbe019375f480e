import { type AnyDialect, METHODS } from '../../model/contract.ts';
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
  /**
   * Messages begin with the operation that they are about (`GET /accounts: …`): Spectral's templates have no word for it. A message about a definition
   * that operations share names none of them, so that it is told once.
   */
  readonly namesOperation?: boolean;
  /** `input` is undefined where the rule's `field` is missing. */
  readonly check: (input: Json | undefined, options: Json | null, context: FunctionContext) => readonly Complaint[];
};

export function defineLintFunction(definition: LintFunction): LintFunction {
  const { check, namesOperation } = definition;
  if (namesOperation !== true) return definition;
  return {
    ...definition,
    check: (input, options, context) =>
      check(input, options, context).map((complaint) => {
        const operation = operationOf(complaint.path ?? context.path);
        return operation === null ? complaint : { ...complaint, message: `${operation}: ${complaint.message}` };
      }),
  };
}

/** `GET /accounts`, or `/accounts` above its operations; null for what is in neither a path nor a webhook. */
function operationOf([root, template, method]: readonly Segment[]): string | null {
  if (template === undefined || (root !== 'paths' && root !== 'webhooks')) return null;
  return METHODS.some((one) => one === method)
    ? `${String(method).toUpperCase()} ${String(template)}`
    : String(template);
}
