import type { SchemaStore, View } from './node.ts';
import { normalise } from './normalise.ts';
import type { Shape } from './shape.ts';
import { textOf } from './values.ts';

/** The shapes of one contract, each made once. */
export type ShapeCache = {
  readonly shape: (view: View) => Shape;
  /** Equal for two schemas that look the same three levels deep; good enough to recognise a schema, not to compare it. */
  readonly signature: (view: View) => string;
  /** A schema that accepts everything, standing at a pointer. */
  readonly anything: (pointer: string) => View;
};

const SIGNATURE_DEPTH = 3;

export function cacheOf(store: SchemaStore): ShapeCache {
  const shapes = new Map<string, Shape>();
  const signatures = new Map<string, string>();

  const shape = (view: View): Shape => {
    const known = shapes.get(view.key);
    if (known !== undefined) return known;
    const made = normalise(store, view);
    shapes.set(view.key, made);
    return made;
  };

  const signature = (view: View, depth = SIGNATURE_DEPTH): string => {
    if (depth === 0) return '…';
    const key = `${depth}:${view.key}`;
    const known = signatures.get(key);
    if (known !== undefined) return known;
    const made = signatureOf(shape(view), (inner) => signature(inner, depth - 1));
    signatures.set(key, made);
    return made;
  };

  return { shape, signature: (view) => signature(view), anything: (pointer) => store.view(undefined, pointer) };
}

function signatureOf(shape: Shape, inner: (view: View) => string): string {
  const map = (views: ReadonlyMap<string, View>): string =>
    [...views]
      .map(([name, view]) => `${name}=${inner(view)}`)
      .sort()
      .join(',');
  return [
    [...(shape.types ?? ['*'])].sort().join('|'),
    shape.nullable === true ? 'null' : '',
    shape.format ?? '',
    shape.enum === null ? '' : shape.enum.map(textOf).sort().join('|'),
    [...shape.limits].sort().join(';'),
    shape.patterns.join('|'),
    `{${map(shape.properties)}}`,
    [...shape.required].sort().join(','),
    typeof shape.rest === 'boolean' ? String(shape.rest) : inner(shape.rest),
    shape.items === null ? '' : `[${inner(shape.items)}]`,
    shape.choices.map(({ keyword, branches }) => keyword + branches.map(inner).sort().join('|')).join('&'),
    map(shape.applicators),
  ].join(' ');
}
