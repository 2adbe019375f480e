import type { ErrorObject } from 'ajv';
import { distance } from 'fastest-levenshtein';
import type { Json } from '../../../../model/json.ts';
import { valueAt } from '../../../../model/pointer.ts';

/** One error of ajv in Spectral's words; `path` is a JSON pointer below the value that was validated. */
export type Worded = { readonly message: string; readonly path: string };

/** What is used of ajv's errors. */
export type Wrong = Pick<ErrorObject, 'keyword' | 'instancePath' | 'params' | 'message'>;

type Tree = { readonly children: Map<string, Tree>; errors: Wrong[] };
type Subject = { readonly value: Json; readonly path: readonly string[] };

/** Words ajv's errors, those left out that others explain better (as @stoplight/better-ajv-errors 1.0.3 does it). */
export function worded(errors: readonly Wrong[], subject: Subject): Worded[] {
  const tree = treeOf(errors);
  prune(tree, null, '');
  const unmatched = unmatchedCombinators(errors);
  return told(tree, subject).map(({ message, path }) => {
    const about = ofItem(message, path);
    const combinator = unmatched.get(path);
    return combinator !== undefined && about.endsWith(` in ${combinator}`)
      ? { path, message: `${about}. None of the schemas matched, see the other errors reported for this value` }
      : { path, message: about };
  });
}

function treeOf(errors: readonly Wrong[]): Tree {
  const root: Tree = { children: new Map(), errors: [] };
  for (const error of errors) {
    const steps = error.instancePath === '' ? [''] : error.instancePath.match(/\/[\w$_-]+(\/\d+)?/g);
    let here = root;
    for (const step of steps ?? []) {
      const child = here.children.get(step) ?? { children: new Map<string, Tree>(), errors: [] };
      here.children.set(step, child);
      here = child;
    }
    if (steps !== null) here.errors.push(error);
  }
  return root;
}

function prune(node: Tree, parent: Tree | null, key: string): void {
  if (node.errors.some(({ keyword }) => keyword === 'anyOf') && node.children.size > 0) node.errors = [];
  // An enum says little where a neighbour is wrong as well.
  const vague = node.errors.length > 0 && node.errors.every(({ keyword }) => keyword === 'enum');
  if (vague && parent !== null && parent.children.size > 1) parent.children.delete(key);
  for (const [name, child] of [...node.children]) prune(child, node, name);
}

function told({ errors, children }: Tree, subject: Subject): Worded[] {
  const [first] = errors;
  if (first !== undefined && errors.every(({ keyword }) => keyword === 'enum')) {
    const allowed = [...new Set(errors.flatMap((error) => error.params['allowedValues'] as Json[]))];
    return [{ message: enumeration(first, allowed, subject), path: first.instancePath }];
  }
  const own = errors.map((error) => ({ message: wordOf(error, subject), path: error.instancePath }));
  return [...own, ...[...children.values()].flatMap((child) => told(child, subject))];
}

function wordOf(error: Wrong, subject: Subject): string {
  const message = error.message ?? '';
  const clean = message.replace(/['"]/g, '"').replace(/NOT/g, 'not');
  switch (error.keyword) {
    case 'additionalProperties':
      return `Property "${String(error.params['additionalProperty'])}" is not expected to be here`;
    case 'type': {
      const name = nameOf(error.instancePath, subject);
      return name === null ? `Value type ${message}` : `"${name}" property type ${message}`;
    }
    case 'errorMessage':
      return message;
    default:
      return `${pretty(error.instancePath, subject)} ${clean}`;
  }
}

function enumeration(error: Wrong, allowed: readonly Json[], subject: Subject): string {
  const values = allowed.map((value) => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value))).join(', ');
  const found = valueAt(subject.value, error.instancePath);
  const match = typeof found === 'string' ? bestMatch(found, allowed) : null;
  const message = `${pretty(error.instancePath, subject)} ${error.message ?? ''}: ${values}`;
  return match === null ? message : `${message}. Did you mean "${match}"?`;
}

/** The allowed value that is nearest to what was found, if that is near enough. */
export function bestMatch(found: string, allowed: readonly Json[]): string | null {
  const [best] = allowed
    .filter((value) => typeof value === 'string')
    .map((value) => ({ value, weight: distance(value, found) }))
    .sort((left, right) => left.weight - right.weight);
  if (best === undefined) return null;
  return allowed.length === 1 || best.weight < best.value.length ? best.value : null;
}

function pretty(instancePath: string, subject: Subject): string {
  const name = nameOf(instancePath, subject);
  if (name !== null) return `"${name}" property`;
  const value = instancePath === '' ? subject.value : valueAt(subject.value, instancePath);
  const type = typeof value;
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function nameOf(instancePath: string, subject: Subject): string | null {
  const slash = instancePath.lastIndexOf('/');
  if (slash !== -1) return instancePath.slice(slash + 1);
  return subject.path.at(-1) ?? null;
}

function ofItem(message: string, path: string): string {
  const index = path.slice(path.lastIndexOf('/') + 1);
  if (!/^\d+$/.test(index)) return message;
  const [typePrefix, prefix] = [`"${index}" property type`, `"${index}" property`];
  if (message.startsWith(typePrefix)) return `Item at index ${index}${message.slice(typePrefix.length)}`;
  return message.startsWith(prefix) ? `Item at index ${index}${message.slice(prefix.length)}` : message;
}

function unmatchedCombinators(errors: readonly Wrong[]): Map<string, string> {
  const unmatched = new Map<string, string>();
  for (const { keyword, instancePath, params } of errors) {
    if ((keyword === 'oneOf' || keyword === 'anyOf') && !Array.isArray(params['passingSchemas']))
      unmatched.set(instancePath, keyword);
  }
  return unmatched;
}
