import type { AnyDialect, Contract } from '../../model/contract.ts';
import type { FileEdit } from '../../model/edit.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import type { Rule } from '../../model/ruleset.ts';
import { methodIn, OTHERS } from '../../model/path-item.ts';

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

/**
 * `GET /accounts`, `POST settled` for a webhook and `POST settled of POST /payments` for a callback; `/accounts` above its operations. Null for what is in
 * neither a path nor a webhook.
 */
function operationOf([root, template, ...below]: readonly Segment[]): string | null {
  if (template === undefined || (root !== 'paths' && root !== 'webhooks')) return null;
  const operation = called(methodIn(below), template);
  const [callbacks, name, , ...inside] = below.slice(below[0] === OTHERS ? 2 : 1);
  const method = callbacks === 'callbacks' ? methodIn(inside) : null;
  return method === null || name === undefined ? operation : `${called(method, name)} of ${operation}`;
}

function called(method: string | null, name: Segment): string {
  return method === null ? String(name) : `${method} ${String(name)}`;
}

/** Where a rule was broken, as its fix sees it. */
export type FixPlace = {
  /** Null for what is found beside the rules of rulesets. */
  readonly rule: Rule | null;
  /** The file, and the pointer into it. */
  readonly at: Pick<Location, 'file' | 'pointer'>;
  /** The file as it is written, its references with it. */
  readonly document: Json;
};

/**
 * How findings of a rule are mended without a human: only where there is one right answer, and nothing that a caller sends or gets changes.
 * The edits of the same defect are the same whichever of its findings asks, so that it is mended once.
 */
export type Fix = {
  readonly rule: string;
  /** What it does, in words that follow "--fix": a sentence without subject. */
  readonly does: string;
  /** Null where the place needs somebody who decides. */
  readonly edits: (place: FixPlace, contract: Contract) => readonly FileEdit[] | null;
};

export function defineFix(fix: Fix): Fix {
  return fix;
}
