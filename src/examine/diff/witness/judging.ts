import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../../../model/json.ts';

/** Why a value is refused, as ajv tells it. */
export type Refusal = Pick<ErrorObject, 'keyword' | 'instancePath' | 'params' | 'message'>;

/** What is found of a value while it is judged: the refusals, and which of its properties and items some keyword has looked at. */
export type Judging = {
  readonly refusals: Refusal[];
  readonly names: Set<string>;
  readonly items: Set<number>;
  readonly depth: number;
  /** Only whether the value is taken counts, so the first refusal ends it. */
  readonly hasty: boolean;
  /** How much was judged so far, in values and subschemas tried; what bounds a search is counted, not timed. */
  readonly work: Work;
};
export type Work = { steps: number };
export type Run = (value: Json, path: string, at: Judging) => void;

/** A schema speaks in a way that is not judged here: what would come out proves nothing. */
export class Undecidable extends Error {}

/** A schema whose parts refer to the whole for the same value never comes to an end. */
const DEEPEST = 200;

/** For the root of a value. */
export function judgingRoot(work: Work, hasty: boolean): Judging {
  return { refusals: [], names: new Set(), items: new Set(), depth: 0, hasty, work };
}

/** For a part of what is judged, or for an attempt whose refusals are not yet those of the whole. */
export function judging({ depth, hasty, work }: Judging, hastily = hasty): Judging {
  if (depth >= DEEPEST) throw new Undecidable();
  work.steps += 1;
  return { refusals: [], names: new Set(), items: new Set(), depth: depth + 1, hasty: hastily, work };
}

/** Nothing more needs to be known. */
export function isOver({ hasty, refusals }: Judging): boolean {
  return hasty && refusals.length > 0;
}

export function refuse(at: Judging, keyword: string, instancePath: string, params: Refusal['params']): void {
  at.refusals.push({ keyword, instancePath, params });
}

/** Judges a property or item of a value: another value, of which other things are looked at. */
export function inside(at: Judging, run: Run, value: Json, path: string): void {
  const tried = judging(at);
  run(value, path, tried);
  at.refusals.push(...tried.refusals);
}
