import type { Impact } from '../../../model/change.ts';
import { parentOf } from '../../../model/pointer.ts';
import type { Edit } from '../draft.ts';
import type { Shape } from './shape.ts';
import type { View } from './node.ts';
import type { ShapeCache } from './cache.ts';
import type { Sameness } from './sameness.ts';

/** Which way a payload goes: requests may only be asked for less (contravariant), responses may only promise more (covariant). */
export type Flow = 'request' | 'response';

/**
 * How a value is written. In `text` (a URL, a header) and in `markup` (a form, XML) a number and its digits are one. In a `list` it is
 * text, written once for each item, as in `?id=1&id=2`, so that a single value and a list of one are the same characters. A `segment`
 * of a path is text that is never empty: with nothing in its place the URL is another one.
 */
export type Medium = 'json' | 'text' | 'segment' | 'list' | 'markup';

/**
 * What a turn does to the set of accepted values. `both`: some values are lost and others gained; `unknown`: nobody can decide it;
 * `none`: the values stay the same.
 */
export type Effect = 'narrower' | 'wider' | 'both' | 'unknown' | 'none';

/** Something that happened to one schema, wherever that schema is used. */
export type SchemaChange = {
  /** What happened, in the words of the check ids: `max-length-decreased`. */
  readonly turn: string;
  /** The keyword that was edited, and where. One edit may be told as different turns in requests and responses. */
  readonly edit: Edit;
  /** Name of the property when it happened to a property as its object sees it (required, added, removed); otherwise null. */
  readonly property: string | null;
  readonly before: string;
  readonly after: string;
  /** What a message may quote: old and new value, as the reader should see them. */
  readonly from: string;
  readonly to: string;
  readonly about: readonly string[];
  /** Overrules the effect that the turn has in general. */
  readonly effect: Effect | null;
  /** Overrules the impact that follows from the effect. */
  readonly impact: Impact | null;
  /** Added to the message where the case is a special one; empty otherwise. */
  readonly remark: string;
  /** What changed excludes no value on either side, so that no payload tells the two apart. */
  readonly vacuous: boolean;
};

/** A pair of schemas one step further down, and the words for that step in a property path. */
export type Edge = {
  readonly step: string;
  readonly before: View;
  readonly after: View;
  /** The property is readOnly in a request or writeOnly in a response, so that what it may hold does not matter. */
  readonly ignored: boolean;
};

export type Comparison = { readonly changes: readonly SchemaChange[]; readonly edges: readonly Edge[] };

export type ShapePair = {
  readonly before: Shape;
  readonly after: Shape;
  readonly flow: Flow;
  readonly medium: Medium;
  readonly old: ShapeCache;
  readonly new: ShapeCache;
  readonly same: Sameness;
};

/** Fills in what a comparator leaves out. `keyword` says where the change stands in both schemas. */
export function change(
  pair: ShapePair,
  turn: string,
  keyword: string,
  rest: Partial<Omit<SchemaChange, 'turn' | 'edit'>> = {},
): SchemaChange {
  const [before, after] = [rest.before ?? pair.before.at(keyword), rest.after ?? pair.after.at(keyword)];
  return {
    turn,
    edit: {
      before: editedIn(pair.before, before, after),
      after: editedIn(pair.after, after, before),
      what: [keyword, ...(rest.about ?? [])],
    },
    property: null,
    before,
    after,
    from: '',
    to: '',
    about: [],
    effect: null,
    impact: null,
    remark: '',
    vacuous: false,
    ...rest,
  };
}

/** What is missing on one side was edited in that part of the schema which has it on the other, not in whatever schema is composed of that part. */
function editedIn(shape: Shape, here: string, there: string): string {
  if (here !== shape.pointer) return here;
  for (let around = there; around !== ''; around = parentOf(around)) if (shape.parts.has(around)) return around;
  return here;
}
