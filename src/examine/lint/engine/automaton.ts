import { isArray, isObject } from '../../../model/json.ts';
import type { Filter, Looked } from './filter.ts';
import { maySelect } from './filter-needs.ts';
import type { PathExpression, Step } from './json-path.ts';

/** What failed while an expression was matched; the rules that it belongs to cannot be checked. */
export type Misfit = { readonly expression: number; readonly cause: unknown };

/** Where the walk stands in all expressions at once. */
export type State = {
  readonly id: number;
  /** Expressions that select the value that the state was entered with. */
  readonly accepts: readonly number[];
  /** Whether anything below could be selected. */
  readonly live: boolean;
};

/** An expression, and how many of its steps are behind. */
type Thread = { readonly expression: number; readonly done: number };

type Inner = State & {
  readonly threads: readonly Thread[];
  /** Filters that decide the next state, in order. */
  readonly filters: readonly { readonly thread: Thread; readonly filter: Filter }[];
  readonly names: ReadonlySet<string>;
  /** Whether positions in a list matter. */
  readonly sliced: boolean;
  /** Next states where no filter holds: by the keys that are named, and for all others. */
  readonly named: Map<string, Inner>;
  other: Inner | null;
  /** Next states by key and by which filters hold. */
  readonly next: Map<string, Inner>;
};

/** Many path expressions as one automaton, which makes its states when the walk first needs them. */
export class Automaton {
  readonly start: State;
  readonly misfits: Misfit[] = [];
  readonly #expressions: readonly PathExpression[];
  readonly #states = new Map<string, Inner>();
  readonly #root: unknown;
  readonly #failed = new Set<number>();

  constructor(expressions: readonly PathExpression[], root: unknown) {
    this.#expressions = expressions;
    this.#root = root;
    this.start = this.#state(expressions.map((_, expression) => ({ expression, done: 0 })));
  }

  /** The state behind a key: what is below `value`, which stands at `key` of what the state was entered with. */
  step(from: State, key: string | number, value: unknown): State {
    const state = from as Inner;
    if (state.filters.length === 0 && typeof key === 'string') return this.#next(state, key, 0, '');
    if (state.filters.length === 0 && !state.sliced)
      return this.#next(state, state.names.size === 0 ? '' : String(key), 0, '');
    let bits = 0;
    let text = '';
    for (let index = 0; index < state.filters.length; index += 1) {
      const one = state.filters[index];
      if (one === undefined || !maySelect(one.filter.needs, key, value) || !this.#holds(one.thread, key, value))
        continue;
      if (index < 30) bits |= 1 << index;
      else text += `,${index}`;
    }
    return this.#next(state, String(key), bits, state.sliced && typeof key === 'number' ? `${text}#` : text);
  }

  #next(state: Inner, key: string, bits: number, more: string): Inner {
    if (bits !== 0 || more !== '') return this.#chosen(state, key, bits, more);
    if (!state.names.has(key)) return (state.other ??= this.#made(state, key, 0, ''));
    const known = state.named.get(key);
    if (known !== undefined) return known;
    const made = this.#made(state, key, 0, '');
    state.named.set(key, made);
    return made;
  }

  #chosen(state: Inner, key: string, bits: number, more: string): Inner {
    const name = state.names.has(key) || more.endsWith('#') ? `=${key}` : '';
    const id = `${name}|${bits}${more}`;
    const known = state.next.get(id);
    if (known !== undefined) return known;
    const made = this.#made(state, key, bits, more);
    state.next.set(id, made);
    return made;
  }

  #made(state: Inner, key: string, bits: number, more: string): Inner {
    const holds = (index: number): boolean => (index < 30 ? (bits & (1 << index)) !== 0 : more.includes(`,${index}`));
    return this.#state(this.#after(state, key, more.endsWith('#'), holds));
  }

  #after(state: Inner, key: string, listed: boolean, holds: (filter: number) => boolean): Thread[] {
    const threads: Thread[] = [];
    for (const thread of state.threads) {
      const step = this.#stepOf(thread);
      if (step === undefined) continue;
      if (step.deep) threads.push(thread);
      const taken =
        step.kind === 'filter'
          ? holds(state.filters.findIndex((one) => one.thread === thread))
          : fits(step, key, listed);
      if (taken) threads.push({ expression: thread.expression, done: thread.done + 1 });
    }
    return threads;
  }

  #state(threads: readonly Thread[]): Inner {
    const unique = new Map(threads.map((thread) => [`${thread.expression}.${thread.done}`, thread]));
    const id = [...unique.keys()].sort().join(' ');
    const known = this.#states.get(id);
    if (known !== undefined) return known;
    const all = [...unique.values()];
    const open = all.filter((thread) => this.#stepOf(thread) !== undefined);
    const steps = open.map((thread) => this.#stepOf(thread));
    const made: Inner = {
      id: this.#states.size,
      threads: open,
      accepts: all.filter((thread) => this.#stepOf(thread) === undefined).map(({ expression }) => expression),
      live: open.length > 0,
      filters: open.flatMap((thread) => {
        const step = this.#stepOf(thread);
        return step?.kind === 'filter' ? [{ thread, filter: step.filter }] : [];
      }),
      names: new Set(steps.flatMap((step) => (step?.kind === 'member' ? [...step.names] : []))),
      sliced: steps.some((step) => step?.kind === 'slice'),
      named: new Map(),
      other: null,
      next: new Map(),
    };
    this.#states.set(id, made);
    return made;
  }

  #stepOf({ expression, done }: Thread): Step | undefined {
    return this.#expressions[expression]?.steps[done];
  }

  #holds(thread: Thread, key: string | number, value: unknown): boolean {
    const step = this.#stepOf(thread);
    if (step?.kind !== 'filter' || this.#failed.has(thread.expression)) return false;
    const looked: Looked = { value, key, root: this.#root };
    try {
      return Boolean(step.filter.test(looked));
    } catch (cause) {
      // Only where the whole expression would select something does it matter that one of its filters cannot be answered.
      const rest = this.#expressions[thread.expression]?.steps.slice(thread.done + 1) ?? [];
      if (reaches(looked.value, rest, looked.root)) {
        this.#failed.add(thread.expression);
        this.misfits.push({ expression: thread.expression, cause });
      }
      return false;
    }
  }
}

function fits(step: Step, key: string, listed: boolean): boolean {
  switch (step.kind) {
    case 'member':
      return step.names.has(key);
    case 'wildcard':
      return true;
    case 'slice':
      return listed && Number(key) >= step.from && Number(key) < step.to;
    case 'filter':
      return false;
  }
}

/** Whether steps select anything below a value. */
function reaches(value: unknown, steps: readonly Step[], root: unknown): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  if (!isArray(value) && !isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => {
    if (step.deep && reaches(member, steps, root)) return true;
    const taken =
      step.kind === 'filter' ? safely(step.filter.test, { value: member, key, root }) : fits(step, key, isArray(value));
    return taken && reaches(member, rest, root);
  });
}

function safely(test: (looked: Looked) => unknown, looked: Looked): boolean {
  try {
    return Boolean(test(looked));
  } catch {
    return true;
  }
}
