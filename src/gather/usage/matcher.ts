import type { Contract } from '../../model/contract.ts';
import { type JsonObject, ownArray, ownObject, ownString } from '../../model/json.ts';
import { operationsIn, routeOf } from '../../model/operations.ts';
import type { Use } from '../../model/workspace.ts';

/** An operation of an API, with its place in the list of targets. */
export type Target = { readonly api: string; readonly use: Use };

/** The operation that a call goes to: `target` is a path with or without host and query, as logs have it. Null where there is none, or no single one. */
export type Matcher = (method: string, target: string) => Target | null;

/** Paths by their segments. A literal wins over `v{n}`, and that over `{id}`. */
type Node = {
  readonly literals: Map<string, Node>;
  readonly patterns: { readonly text: string; readonly pattern: RegExp; readonly node: Node }[];
  any: Node | null;
  /** By method; null where several APIs have it. */
  readonly ends: Map<string, Target | null>;
};

/**
 * Finds operations by the paths of contracts below the paths of their servers; where no such path fits, by the paths alone, as behind a gateway that takes
 * the path of the server away. Several contracts may be of one API, such as an old and a new one.
 */
export function matcherOf(contracts: readonly Contract[]): Matcher {
  const [based, bare] = [nodeOf(), nodeOf()];
  for (const { id: api, document } of contracts) {
    for (const { method, path, value } of operationsIn(document)) {
      const target: Target = { api, use: { method, path } };
      insert(bare, path, target);
      for (const base of basesOf(document, path, value)) insert(based, base + path, target);
    }
  }
  return (method, target) => {
    const segments = segmentsOf(target);
    return segments === null ? null : (find(based, segments, method) ?? find(bare, segments, method));
  };
}

function nodeOf(): Node {
  return { literals: new Map(), patterns: [], any: null, ends: new Map() };
}

function insert(root: Node, path: string, target: Target): void {
  let node = root;
  for (const segment of path.split('/').slice(1)) node = below(node, segment);
  const known = node.ends.get(target.use.method);
  const same = known === undefined || (known !== null && known.api === target.api && sameRoute(known.use, target.use));
  node.ends.set(target.use.method, same ? (known ?? target) : null);
}

function sameRoute(left: Use, right: Use): boolean {
  return routeOf(left.method, left.path) === routeOf(right.method, right.path);
}

function below(node: Node, segment: string): Node {
  if (/^\{[^{}]*\}$/.test(segment)) return (node.any ??= nodeOf());
  if (!segment.includes('{')) {
    const literal = decoded(segment);
    const known = node.literals.get(literal) ?? nodeOf();
    node.literals.set(literal, known);
    return known;
  }
  const text = segment.replaceAll(/\{[^{}]*\}/g, '{}');
  const known = node.patterns.find((one) => one.text === text);
  if (known !== undefined) return known.node;
  const parts = text.split('{}').map((part) => decoded(part).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const made = { text, pattern: new RegExp(`^${parts.join('[^/]+?')}$`, 's'), node: nodeOf() };
  node.patterns.push(made);
  // What leaves less open is tried first.
  node.patterns.sort((left, right) => right.text.length - left.text.length);
  return made.node;
}

/** The decoded segments of a path; a slash that was percent-encoded stays within its segment. Null for what is no path. */
function segmentsOf(target: string): string[] | null {
  let start = 0;
  if (target.charCodeAt(0) !== 47) {
    const host = target.indexOf('://');
    if (host === -1) return null;
    start = target.indexOf('/', host + 3);
    if (start === -1) return [''];
  }
  let end = target.indexOf('?', start);
  if (end === -1) end = target.length;
  const hash = target.indexOf('#', start);
  if (hash !== -1 && hash < end) end = hash;
  const path = target.slice(start + 1, end);
  const segments = path.split('/');
  return path.includes('%') ? segments.map(decoded) : segments;
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function find(root: Node, segments: readonly string[], method: string): Target | null {
  const exact = descend(root, segments, segments.length, 0, method);
  if (exact !== undefined) return exact;
  const slash = segments.length > 1 && segments.at(-1) === '';
  const other = slash
    ? descend(root, segments, segments.length - 1, 0, method)
    : descend(root, [...segments, ''], segments.length + 1, 0, method);
  return other ?? null;
}

/** Undefined where nothing fits, null where several APIs do. */
function descend(
  node: Node,
  segments: readonly string[],
  length: number,
  at: number,
  method: string,
): Target | null | undefined {
  if (at === length) return node.ends.get(method);
  const segment = segments[at] ?? '';
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const found = descend(literal, segments, length, at + 1, method);
    if (found !== undefined) return found;
  }
  // A parameter is never empty.
  if (segment === '') return undefined;
  for (const { pattern, node: inner } of node.patterns) {
    if (!pattern.test(segment)) continue;
    const found = descend(inner, segments, length, at + 1, method);
    if (found !== undefined) return found;
  }
  return node.any === null ? undefined : descend(node.any, segments, length, at + 1, method);
}

/** Paths of the servers that an operation has, without a slash at the end; the nearest list of servers counts. */
function basesOf(document: JsonObject, path: string, operation: JsonObject): ReadonlySet<string> {
  const swagger = ownString(document, 'basePath');
  if (swagger !== undefined) return new Set([withoutSlash(swagger)]);
  const servers =
    ownArray(operation, 'servers') ??
    ownArray(ownObject(ownObject(document, 'paths'), path), 'servers') ??
    ownArray(document, 'servers') ??
    [];
  const bases = servers.map((server) => {
    const variables = ownObject(server, 'variables');
    const url = (ownString(server, 'url') ?? '').replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
      return ownString(ownObject(variables, name), 'default') ?? whole;
    });
    return withoutSlash(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : ''));
  });
  return new Set(bases.length === 0 ? [''] : bases);
}

function withoutSlash(path: string): string {
  return path.replace(/[?#].*$/s, '').replace(/\/$/, '');
}
