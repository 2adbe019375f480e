import { isArray, isObject, type Json } from '../../../model/json.ts';
import type { Segment } from '../define.ts';
import type { Automaton, State } from './automaton.ts';
import type { Resolved } from './resolve.ts';

/** A place that expressions select. `path` is the walk's own and changes when the walk goes on. */
export type Match = {
  readonly expressions: readonly number[];
  readonly path: readonly Segment[];
  readonly value: Json;
};

/** Work that a walk may take; it says `false` when there is none left. */
export type Budget = { readonly spend: () => boolean };

/** What a walk did not look at any more, because its budget was spent. */
export class WalkCutShort extends Error {
  constructor() {
    super('checking takes too long');
    this.name = 'WalkCutShort';
  }
}

type Visit = (match: Match) => void;

/** Values by the state and the kind of path in which they were looked at. */
type Seen = Map<State, Map<string, Set<object>>>;

/** Looks at every value of a document as written. Throws WalkCutShort. */
export function walkWritten(document: Json, automaton: Automaton, budget: Budget, visit: Visit): void {
  const walker = new Walker(null, automaton, budget, () => '', visit);
  walker.run(document);
}

/**
 * Looks at every value of the resolved document; with `once`, below each definition once for all uses that the same expressions apply to. The first
 * value behind a reference is looked at for each use on which it depends where a finding is reported: beside a reference with sibling keys, and once for
 * all plain references of the definition. `kindOf` tells paths apart that a function treats differently. Throws WalkCutShort.
 */
export function walkResolved(
  shapes: Resolved,
  automaton: Automaton,
  budget: Budget,
  once: { readonly kindOf: (path: readonly Segment[]) => string } | null,
  visit: Visit,
): void {
  const walker = new Walker(once === null ? null : shapes, automaton, budget, once?.kindOf ?? (() => ''), visit);
  walker.run(shapes.resolved, shapes.written);
}

class Walker {
  readonly #shapes: Resolved | null;
  readonly #automaton: Automaton;
  readonly #budget: Budget;
  readonly #kindOf: (path: readonly Segment[]) => string;
  readonly #visit: Visit;
  readonly #path: Segment[] = [];
  /** What was looked at below a definition already. */
  readonly #below: Seen = new Map();
  /** The definitions that were themselves looked at behind a plain reference. */
  readonly #behind: Seen = new Map();

  constructor(
    shapes: Resolved | null,
    automaton: Automaton,
    budget: Budget,
    kindOf: (path: readonly Segment[]) => string,
    visit: Visit,
  ) {
    this.#shapes = shapes;
    this.#automaton = automaton;
    this.#budget = budget;
    this.#kindOf = kindOf;
    this.#visit = visit;
  }

  /** `written` is what the document as written has in the same place. */
  run(value: Json, written?: Json): void {
    const { start } = this.#automaton;
    if (start.accepts.length > 0) this.#visit({ expressions: start.accepts, path: this.#path, value });
    this.#inside(value, start, written);
  }

  #inside(value: Json, state: State, written: Json | undefined): void {
    if (typeof value !== 'object' || value === null || !state.live) return;
    const isUse =
      this.#shapes !== null && typeof written === 'object' && written !== null && this.#shapes.sites.has(written);
    if (this.#shapes === null || (written !== undefined && !isUse)) {
      this.#members(value, state, written);
      return;
    }
    if (!this.#shapes.shared.has(value) || this.#isFirst(this.#below, value, state))
      this.#members(value, state, undefined);
    if (isUse && isObject(written)) this.#beside(value, state, written);
  }

  /** Keys beside a reference: what stands below them is reported at the place of use. */
  #beside(value: Json, state: State, written: Json): void {
    if (!isObject(value) || !isObject(written)) return;
    for (const key of Object.keys(written)) {
      if (key !== '$ref' && Object.hasOwn(value, key)) this.#step(key, value[key] ?? null, state, written[key]);
    }
  }

  #members(value: Json, state: State, written: Json | undefined): void {
    if (isArray(value)) {
      const beside = isArray(written) ? written : null;
      for (let index = 0; index < value.length; index += 1)
        this.#step(index, value[index] ?? null, state, beside?.[index]);
      return;
    }
    if (!isObject(value)) return;
    const beside = isObject(written) ? written : null;
    for (const key of Object.keys(value)) {
      const other = beside !== null && Object.hasOwn(beside, key) ? beside[key] : undefined;
      this.#step(key, value[key] ?? null, state, other);
    }
  }

  #step(key: Segment, value: Json, from: State, written: Json | undefined): void {
    const state = this.#automaton.step(from, key, value);
    if (!state.live && state.accepts.length === 0) return;
    if (!this.#budget.spend()) throw new WalkCutShort();
    this.#path.push(key);
    if (state.accepts.length > 0 && this.#isNews(value, state, written))
      this.#visit({ expressions: state.accepts, path: this.#path, value });
    this.#inside(value, state, written);
    this.#path.pop();
  }

  /** Behind a plain reference all uses report the same. */
  #isNews(value: Json, state: State, written: Json | undefined): boolean {
    if (this.#shapes === null || typeof value !== 'object' || value === null || !isObject(written)) return true;
    if (!this.#shapes.sites.has(written) || Object.keys(written).length > 1) return true;
    return this.#isFirst(this.#behind, value, state);
  }

  #isFirst(seen: Seen, value: object, state: State): boolean {
    const kind = this.#kindOf(this.#path);
    const kinds = seen.get(state) ?? new Map<string, Set<object>>();
    seen.set(state, kinds);
    const values = kinds.get(kind) ?? new Set<object>();
    kinds.set(kind, values);
    if (values.has(value)) return false;
    values.add(value);
    return true;
  }
}
