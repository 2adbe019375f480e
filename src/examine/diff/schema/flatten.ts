import { type Json, isArray, isObject, own, ownArray } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import { type SchemaNode, type SchemaStore, type View, child } from './node.ts';

/** Alternatives of one `oneOf` or `anyOf`, the null alternative taken out. */
export type Choice = {
  readonly keyword: 'oneOf' | 'anyOf';
  readonly pointer: string;
  readonly branches: readonly View[];
};

/** A view taken apart: every node that must accept a value by itself, and the choices among them. */
export type Flat = {
  readonly nodes: readonly SchemaNode[];
  readonly choices: readonly Choice[];
  /** Members of the allOfs as they were written, for those who want to know that one came or went. */
  readonly members: readonly { readonly view: View; readonly pointer: string }[];
  /** An alternative says `type: null`, or a wrapper says `nullable: true`. */
  readonly nullable: boolean;
};

type Draft = {
  nodes: SchemaNode[];
  seen: Set<number>;
  choices: Choice[];
  members: { view: View; pointer: string }[];
  nullable: boolean;
};

/**
 * Takes allOf apart, and what is an alternative in name only: a choice of one schema, or of one schema and null.
 * So `allOf: [X]`, `oneOf: [X]` and X itself come out alike.
 */
export function flatten(store: SchemaStore, view: View): Flat {
  const draft: Draft = { nodes: [], seen: new Set(), choices: [], members: [], nullable: false };
  for (const node of view.nodes) visit(store, node, draft, false);
  return draft;
}

function visit(store: SchemaStore, start: SchemaNode, draft: Draft, wrapped: boolean): void {
  const waiting = [{ node: start, wrapped }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { node } = next;
    if (draft.seen.has(node.id)) continue;
    draft.seen.add(node.id);
    draft.nodes.push(node);
    const members = (ownArray(node.value, 'allOf') ?? []).map((_, index) => ({
      view: child(store, node, 'allOf', index),
      pointer: node.pointer + pointerOf('allOf', index),
    }));
    if (!next.wrapped) draft.members.push(...members);
    if (members.length > 0 && saysNullable(node.value)) draft.nullable = true;
    const inner = members.flatMap(({ view }) => view.nodes);
    for (const keyword of ['oneOf', 'anyOf'] as const) inner.push(...choose(store, node, keyword, draft));
    waiting.push(...inner.map((each) => ({ node: each, wrapped: true })));
  }
}

/** Adds the choice of a node, or hands back the nodes of its only alternative. */
function choose(store: SchemaStore, node: SchemaNode, keyword: 'oneOf' | 'anyOf', draft: Draft): readonly SchemaNode[] {
  const written = ownArray(node.value, keyword) ?? [];
  if (written.length === 0) return [];
  const views = written.map((_, index) => child(store, node, keyword, index));
  const branches = views.filter((view) => !isNull(view));
  if (branches.length < views.length) draft.nullable = true;
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only.nodes;
  if (branches.length > 0) draft.choices.push({ keyword, pointer: node.pointer + pointerOf(keyword), branches });
  return [];
}

function isNull(view: View): boolean {
  const value = view.nodes.length === 1 ? view.nodes[0]?.value : undefined;
  if (!isObject(value)) return false;
  const types = own(value, 'type');
  const values = ownArray(value, 'enum') ?? (own(value, 'const') === null ? [null] : undefined);
  return (
    types === 'null' ||
    (isArray(types) && types.length === 1 && types[0] === 'null') ||
    (values !== undefined && values.length > 0 && values.every((each: Json) => each === null))
  );
}

export function saysNullable(value: Json): boolean {
  return own(value, 'nullable') === true || own(value, 'x-nullable') === true;
}
