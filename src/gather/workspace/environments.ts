import { pointerOf } from '../../model/pointer.ts';
import type { Environment } from '../../model/workspace.ts';
import { anyOf, didYouMean } from '../../model/nearest.ts';
import type { Problem } from './schema-problems.ts';
import type { EnvironmentEntry } from './settings-file.ts';

type Entries = { readonly [name: string]: EnvironmentEntry };

/** The environments, in the order of the file. */
export function environmentsOf(entries: Entries): readonly Environment[] {
  return Object.entries(entries).map(([name, entry]) => ({
    name,
    target: entry.target,
    approvals: entry.approvals ?? null,
    after: entry.after ?? null,
    settings: entry.settings ?? {},
  }));
}

/** Each `after` must name another environment, and nothing may come after itself. */
export function orderProblems(entries: Entries): readonly Problem[] {
  const after = new Map(Object.entries(entries).map(([name, entry]) => [name, entry.after]));
  const names = [...after.keys()];
  return [...after].flatMap(([name, before]): Problem[] => {
    if (before === undefined) return [];
    const message = after.has(before) ? circleFrom(after, names, name) : noSuchEnvironment(before, name, names);
    return message === null ? [] : [{ pointer: pointerOf('environments', name, 'after'), on: 'value', message }];
  });
}

function noSuchEnvironment(before: string, name: string, names: readonly string[]): string {
  const others = names.filter((each) => each !== name);
  const guess = didYouMean(before, others);
  const known =
    others.length === 0 ? `\`${name}\` is the only one` : `there is ${anyOf(others.map((each) => `\`${each}\``))}`;
  return `no environment is called \`${before}\`${guess === '' ? `; ${known}` : guess}`;
}

/** Words for a circle, told once: at its first environment in the order of the file. */
function circleFrom(
  after: ReadonlyMap<string, string | undefined>,
  names: readonly string[],
  start: string,
): string | null {
  const way = [start];
  for (let next = after.get(start); next !== undefined; next = after.get(next)) {
    if (next === start) {
      const first = way.every((each) => names.indexOf(each) >= names.indexOf(start));
      return first ? `these environments wait for each other: ${[...way, next].join(' after ')}` : null;
    }
    if (way.includes(next)) return null;
    way.push(next);
  }
  return null;
}
