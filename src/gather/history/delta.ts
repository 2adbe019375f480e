import { type ElementState, type Section, type Summary } from './summary.ts';

/** What one revision has different from the one before: by key, the state of what came or changed, and null for what went. */
export type Delta = {
  readonly changes: ReadonlyMap<string, ElementState | null>;
  /** The paths that it is served from, where they are others than before. */
  readonly served: readonly string[] | null;
};

const NONE: Section = new Map();

export function deltaBetween(before: Summary, after: Summary): Delta {
  const changes = new Map<string, ElementState | null>();
  for (const [trace, section] of after.sections) {
    const was = before.sections.get(trace) ?? NONE;
    if (was !== section) compare(was, section, changes);
  }
  for (const [trace, section] of before.sections) if (!after.sections.has(trace)) compare(section, NONE, changes);
  const same = before.served.join('\n') === after.served.join('\n');
  return { changes, served: same ? null : after.served };
}

/** Where it stands in the document is no change. */
function compare(before: Section, after: Section, changes: Map<string, ElementState | null>): void {
  for (const [key, state] of after) {
    const was = before.get(key);
    if (was?.deprecated !== state.deprecated || was.sunset !== state.sunset) changes.set(key, state);
  }
  for (const key of before.keys()) if (!after.has(key)) changes.set(key, null);
}
