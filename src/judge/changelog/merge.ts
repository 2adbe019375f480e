import type { JudgedChange } from '../../model/change.ts';
import type { Operation } from '../../model/contract.ts';

/** Changes that are told in one sentence: one root cause in several operations, or like things at one place. Never empty. */
export type Told = {
  readonly message: string;
  readonly operations: readonly Operation[];
  readonly changes: readonly [JudgedChange, ...JudgedChange[]];
  /** What `about` says of each, where the sentence lists it. */
  readonly about: readonly string[];
};

/** One root cause: the changes that one edit brought to the operations that use what was edited. */
type Cause = { readonly first: JudgedChange; readonly all: readonly JudgedChange[]; readonly reach: string };

/**
 * Sums changes up for reading. First by root cause: a shared schema that was edited once is told once, with the operations that it reaches. Then what happened
 * alike to several things of one place, such as three new values of one list, becomes one sentence.
 */
export function merged(changes: readonly JudgedChange[]): readonly Told[] {
  const causes = [...groupBy(changes, causeKey).values()].map(causeOf);
  const alike = groupBy(causes, ({ first, reach }) =>
    JSON.stringify([first.check, first.impact, first.severity, reach]),
  );
  return [...alike.values()].flatMap((group) => sentences(group));
}

function causeKey({ check, impact, severity, cause, about }: JudgedChange): string {
  return JSON.stringify([check, impact, severity, cause, about]);
}

function causeOf(all: readonly [JudgedChange, ...JudgedChange[]]): Cause {
  // Of the ways to a shared schema the shortest is the easiest to read; a payload of a webhook is no response.
  const sorted = [...all].sort(
    (left, right) =>
      Number(isWebhook(left)) - Number(isWebhook(right)) ||
      left.message.length - right.message.length ||
      compare(left.message, right.message) ||
      compareOperations(left.operation, right.operation),
  );
  return { first: sorted[0] ?? all[0], all, reach: JSON.stringify(operationsOf(all)) };
}

function isWebhook({ operation }: JudgedChange): boolean {
  return operation !== null && !operation.path.startsWith('/');
}

/** Causes of one check with one reach: those whose messages differ in one quoted name are one sentence that lists the names. */
function sentences(causes: readonly Cause[]): readonly Told[] {
  const templates = new Map<string, Cause[]>();
  for (const cause of causes)
    for (const key of templatesOf(cause.first.message)) templates.set(key, [...(templates.get(key) ?? []), cause]);
  const told = new Set<Cause>();
  const result: Told[] = [];
  // The template that sums up most first; each cause is told once.
  for (const [key, group] of [...templates].sort(
    ([left, some], [right, others]) => others.length - some.length || compare(left, right),
  )) {
    const open = group.filter((cause) => !told.has(cause));
    if (open.length < 2) continue;
    for (const cause of open) told.add(cause);
    result.push(sentence(open, key));
  }
  return [...result, ...causes.filter((cause) => !told.has(cause)).map((cause) => sentence([cause], null))];
}

const QUOTED = /`[^`]*`/g;

/** The message with each of its quoted names left out in turn; the position tells which. */
function templatesOf(message: string): readonly string[] {
  return [...message.matchAll(QUOTED)].map(
    ({ index, 0: name }, at) => `${at}:${message.slice(0, index)}\u0000${message.slice(index + name.length)}`,
  );
}

/** So many names are listed; of more, the number is told. */
const LISTED = 12;

function sentence(causes: readonly Cause[], template: string | null): Told {
  const [first, ...others] = causes.flatMap(({ all }) => all);
  if (first === undefined) throw new Error('a sentence without a change');
  const changes = [first, ...others] as const;
  const operations = operationsOf(changes);
  const about = [...new Set(causes.flatMap(({ first: { about: own } }) => own.slice(-1)))];
  const [only] = causes;
  if (template === null || only === undefined)
    return { message: only?.first.message ?? first.message, operations, changes, about };
  const at = Number(template.slice(0, template.indexOf(':')));
  const names = [...new Set(causes.map((cause) => [...cause.first.message.matchAll(QUOTED)][at]?.[0] ?? ''))].sort(
    compare,
  );
  const [before = '', after = ''] = template.slice(template.indexOf(':') + 1).split('\u0000');
  return { message: several(before, names, after), operations, changes, about };
}

/** Our own messages speak of one thing; several take the plural: ``Response properties `a` and `b` (200) are new.`` */
function several(before: string, names: readonly string[], after: string): string {
  const shown = names.slice(0, LISTED);
  const list = names.length > LISTED ? `${shown.join(', ')} and ${names.length - LISTED} more` : listed(shown);
  if (/\bnew value $/.test(before)) return `${before.slice(0, -1)}s ${list}${after}`;
  const noun = /(property|parameter|alternative|value|header|status|webhook|server|scope) $/i.exec(before);
  if (noun === null) return `${before}${list}${after}`;
  const plural = `${(noun[1] ?? '').replace(/y$/, 'ie').replace(/([su])s$/, '$1se')}s `;
  const verbs = after.replace(
    /^((?: \([^)]*\))*) (is|was|has)\b/,
    (_, skipped: string, verb: string) => `${skipped} ${VERBS.get(verb) ?? verb}`,
  );
  return `${before.slice(0, noun.index)}${plural}${list}${verbs}`;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ['is', 'are'],
  ['was', 'were'],
  ['has', 'have'],
]);

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Each operation once, by path and method. */
function operationsOf(changes: readonly JudgedChange[]): readonly Operation[] {
  const found = new Map<string, Operation>();
  for (const { operation } of changes)
    if (operation !== null) found.set(`${operation.path} ${operation.method}`, operation);
  return [...found.values()].sort(compareOperations);
}

export function compareOperations(left: Operation | null | undefined, right: Operation | null | undefined): number {
  return compare(left?.path ?? '', right?.path ?? '') || compare(left?.method ?? '', right?.method ?? '');
}

function groupBy<T>(list: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
