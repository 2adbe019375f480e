import { isArray, type Json, ownString } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';

/** A part of a file that is a schema resource of its own (JSON Schema 2020-12 §8.2): the file itself, or a schema with `$id`. */
export type Resource = {
  /** Absolute as far as the file says so; null for the file itself. */
  readonly id: string | null;
  readonly pointer: string;
  /** `$anchor` and `$dynamicAnchor` names with their pointers. */
  readonly anchors: Map<string, string>;
};

/** Stands in for the unknown address of a file, so that relative identifiers can be compared. */
const NOWHERE = 'countersign:///';
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** The schema resources of a file, the file itself first. */
export function resourcesOf(value: Json): readonly Resource[] {
  const resources: Resource[] = [{ id: null, pointer: '', anchors: new Map() }];
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
    if (resource !== around) resources.push(resource);
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = ownString(node, keyword);
      if (name !== undefined) resource.anchors.set(name, pointer);
    }
    for (const key of Object.keys(node)) {
      if (!DATA.has(key) && !key.startsWith('x-')) visit(node[key] ?? null, pointer + pointerOf(key), resource);
    }
  };
  visit(value, '', resources[0] ?? { id: null, pointer: '', anchors: new Map() });
  return resources;
}

/** The innermost resource around a place. */
export function resourceAround(resources: readonly Resource[], pointer: string): Resource | undefined {
  return resources
    .filter((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`))
    .reduce<Resource | undefined>(
      (found, each) => (each.pointer.length >= (found?.pointer.length ?? 0) ? each : found),
      undefined,
    );
}

/** The resource that a reference names by `$id`, seen from a place. */
export function resourceNamed(
  resources: readonly Resource[],
  uri: string,
  from: Resource | undefined,
): Resource | undefined {
  const wanted = absolute(uri, from);
  return resources.find((each) => each.id !== null && (each.id === wanted || each.id === uri));
}

function absolute(uri: string, around: Resource | undefined): string {
  const base = around?.id ?? NOWHERE;
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#$/, '') : uri;
}
