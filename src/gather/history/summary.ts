import type { Day } from '../../model/day.ts';
import { isObject, type Json, own } from '../../model/json.ts';

/** What history needs to know of one thing in one revision. */
export type ElementState = { readonly pointer: string; readonly deprecated: boolean; readonly sunset: Day | null };

/** The things of one path item or component, by `elementKey`. */
export type Section = ReadonlyMap<string, ElementState>;

/** A revision, as far as history follows it. Sections are by trace; one that did not change is the very same object as in the revision before. */
export type Summary = { readonly sections: ReadonlyMap<string, Section>; readonly served: readonly string[] };

export const NOTHING: Summary = { sections: new Map(), served: [] };

/** True for a document that OpenAPI tools would read: what history counts as a revision of a contract. */
export function isContract(document: Json): boolean {
  return isObject(document) && (own(document, 'openapi') ?? own(document, 'swagger')) !== undefined;
}
