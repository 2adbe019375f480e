import { isArray, type Json, ownString } from '../../model/json.ts';
import { parentOf, pointerOf } from '../../model/pointer.ts';

/** A part of a file that is a schema resource of its own (JSON Schema 2020-12 §8.2): the file itself, or a schema with `$id`. */
type Resource = {
  /** Absolute as far as the file says so; null for the file itself. */
  readonly id: string | null;
  readonly pointer: string;
  /** `$anchor` and `$dynamicAnchor` names with their pointers. */
  readonly anchors: Map<string, string>;
};

/** Stands in for the unknown address of a file, so that relative identifiers can be compared. */
const NOWHERE = 'countersign:///';
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** The schema resources of a file, by where they begin and by their names. The first of a name counts. */
export type Resources = {
  readonly at: ReadonlyMap<string, Resource>;
  readonly named: ReadonlyMap<string, Resource>;
  /** Pointers of anchors, wherever in the file they are. */
  readonly anchors: ReadonlyMap<string, string>;
};

/** Looks through a whole file, but not into data. */
export function resourcesOf(value: Json): Resources {
  const at = new Map<string, Resource>();
  const named = new Map<string, Resource>();
  const anchors = new Map<string, string>();
  const seen = new Set<object>();
  const visit = (node: Json, pointer: string, around: Resource): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if (isArray(node)) {
      node.forEach((item, index) => visit(item, pointer + pointerOf(index), around));
      return;
    }
    const id = ownString(node, '$id');
    const resource =
      id === undefined ? around : { id: absolute(id, around), pointer, anchors: new Map<string, string>() };
    if (id !== undefined) {
      at.set(pointer, resource);
      for (const name of [resource.id, id]) if (name !== null && !named.has(name)) named.set(name, resource);
    }
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = ownString(node, keyword);
      if (name === undefined) continue;
      resource.anchors.set(name, pointer);
      if (!anchors.has(name)) anchors.set(name, pointer);
    }
    for (const key of Object.keys(node)) {
      if (!DATA.has(key) && !key.startsWith('x-')) visit(node[key] ?? null, pointer + pointerOf(key), resource);
    }
  };
  visit(value, '', { id: null, pointer: '', anchors });
  return { at, named, anchors };
}

/** The innermost resource with `$id` around a place. */
export function resourceAround(resources: Resources, pointer: string): Resource | undefined {
  for (let outer = pointer; outer !== ''; outer = parentOf(outer)) {
    const found = resources.at.get(outer);
    if (found !== undefined) return found;
  }
  return resources.at.get('');
}

/** The resource that a reference names by `$id`, seen from a place. */
export function resourceNamed(resources: Resources, uri: string, from: Resource | undefined): Resource | undefined {
  return resources.named.get(absolute(uri, from)) ?? resources.named.get(uri);
}

function absolute(uri: string, around: Resource | undefined): string {
  const base = around?.id ?? NOWHERE;
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#$/, '') : uri;
}
