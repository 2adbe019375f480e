import type { Json, JsonObject } from '../../../../model/json.ts';
import type { Segment } from '../../define.ts';
import type { Relaxed } from './plan.ts';

/** Whether a value fits a schema, and everything that bears on it. */
export type Question = {
  readonly value: Json;
  readonly schema: JsonObject;
  /** Spectral's name of the dialect: `draft4`, `draft7`, `draft2020-12` and so on. */
  readonly dialect: string;
  /** Where the value stands. */
  readonly path: readonly Segment[];
  readonly relaxed: Relaxed;
  /** The schema is one of a contract, and the value its example. */
  readonly example: boolean;
  /** `x-nullable` means `nullable`. */
  readonly swagger: boolean;
  /** Errors of type tell that null would do as well. */
  readonly nullable: boolean;
  /** The rule looks at the resolved document: what is still a reference in it leads in a circle. */
  readonly resolved: boolean;
};
