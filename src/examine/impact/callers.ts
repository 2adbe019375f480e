import type { Day } from '../../model/day.ts';
import { routeOf } from '../../model/operations.ts';
import { type Observation, UNKNOWN_CONSUMER } from '../../model/usage.ts';
import type { Consumer, Use } from '../../model/workspace.ts';

/** Calls that were seen of one operation; `last` is the last day of them. */
export type Seen = { readonly calls: number; readonly last: Day };

/** What one caller does with an operation: `uses` as it declares them or a Pact file shows them, none where it was only seen to call. */
export type Call = { readonly use: Use; readonly uses: readonly Use[]; readonly seen: Seen | null };

/** What is known of one consumer of one API, by route. */
export type Caller = {
  readonly name: string;
  /** Whom to tell; null for who has no consumer file. */
  readonly contact: string | null;
  readonly calls: ReadonlyMap<string, Call>;
  /** Routes whose breaking or removal the consumer has agreed to. */
  readonly consents: ReadonlySet<string>;
};

/** The callers of an API, declared or seen, sorted by name, whatever the order of the consumers. */
export function callersOf(
  consumers: readonly Consumer[],
  api: string,
  observations: readonly Observation[] = [],
): readonly Caller[] {
  const own = observations.filter((each) => each.api === api);
  const files = new Map(consumers.flatMap((one) => [one.name, ...(one.knownAs ?? [])].map((name) => [name, one])));
  const strangers = new Set(own.map(({ consumer }) => consumer).filter((name) => !files.has(name)));
  return [
    ...consumers.map((one) =>
      declared(
        one,
        api,
        own.filter(({ consumer }) => files.get(consumer) === one),
      ),
    ),
    ...[...strangers].map((name) =>
      stranger(
        name,
        own.filter(({ consumer }) => consumer === name),
      ),
    ),
  ]
    .filter(({ calls }) => calls.size > 0)
    .sort((a, b) => order(a.name, b.name));
}

function declared(consumer: Consumer, api: string, observations: readonly Observation[]): Caller {
  const uses = consumer.uses.filter((each) => each.api === api);
  const operations = uses.flatMap((each) => each.operations);
  const consents = uses.flatMap((each) => each.consent.map(({ operation }) => operation));
  return {
    name: consumer.name,
    contact: consumer.contact,
    calls: callsOf(operations, observations),
    consents: new Set(consents.map((use) => routeOf(use.method, use.path))),
  };
}

function stranger(name: string, observations: readonly Observation[]): Caller {
  const shown = name === UNKNOWN_CONSUMER ? 'an unknown consumer' : name;
  return { name: shown, contact: null, calls: callsOf([], observations), consents: new Set() };
}

function callsOf(declarations: readonly Use[], observations: readonly Observation[]): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  const known = (use: Use): Call => calls.get(routeOf(use.method, use.path)) ?? { use, uses: [], seen: null };
  const set = (call: Call): void => void calls.set(routeOf(call.use.method, call.use.path), call);
  for (const use of declarations) {
    const before = known(use);
    set({ ...before, uses: [...before.uses, use] });
  }
  for (const { use, calls: count, last } of observations) {
    const before = known(use);
    // Without a day nobody called: that is what a Pact file says, and it knows what is used.
    if (last === null) set({ ...before, uses: [...before.uses, use] });
    else set({ ...before, seen: together(before.seen, { calls: count, last }) });
  }
  return new Map([...calls].sort(([a], [b]) => order(a, b)));
}

function together(one: Seen | null, other: Seen): Seen {
  if (one === null) return other;
  return { calls: one.calls + other.calls, last: one.last > other.last ? one.last : other.last };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
