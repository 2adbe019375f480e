import { basePaths } from '../../model/base-paths.ts';
import { type At, childrenOf, documentAt, followed, pointerTo, traceTo } from '../../model/contract-walk.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { LifecycleFields } from '../../model/lifecycle-fields.ts';
import { elementsBelow, type Found } from './elements.ts';
import type { Depth } from '../../model/history.ts';
import type { Section, Summary } from './summary.ts';

/** A summary, and what of the contract stands in other files: nothing, parts of what was found, or paths, so that the summary is not whole. */
export type Summarised = { readonly summary: Summary; readonly elsewhere: 'nothing' | 'parts' | 'paths' };

type Known = { readonly pointer: string; readonly trace: string; readonly found: Found };

/**
 * Summarises one revision after the other. What is the same object as in an earlier revision, and whose references lead to the same objects as then, is
 * not looked at again.
 */
export function summariser(depth: Depth, zone: string, fields: LifecycleFields): (document: JsonObject) => Summarised {
  const known = new WeakMap<JsonObject, Known>();
  const foundBelow = (document: JsonObject, root: At, value: JsonObject): Known => {
    const earlier = known.get(value);
    const pointer = pointerTo(root);
    const trace = traceTo(root);
    if (earlier !== undefined && earlier.pointer === pointer && earlier.trace === trace && stands(document, earlier))
      return earlier;
    const now = { pointer, trace, found: elementsBelow(document, root, depth, zone, fields) };
    known.set(value, now);
    return now;
  };
  return (document) => {
    const sections = new Map<string, Section>();
    let elsewhere: Summarised['elsewhere'] = 'nothing';
    for (const root of rootsOf(document, depth)) {
      if (!isObject(root.value)) continue;
      const { trace, found } = foundBelow(document, root, root.value);
      if (found.elsewhere && elsewhere !== 'paths')
        elsewhere = root.kind === 'pathItem' && isReference(root.value) ? 'paths' : 'parts';
      if (found.elements.size > 0 && !sections.has(trace)) sections.set(trace, found.elements);
    }
    return { summary: { sections, served: basePaths(document) }, elsewhere };
  };
}

/** Path items, webhooks and components. */
function rootsOf(document: JsonObject, depth: Depth): readonly At[] {
  const below = childrenOf(document, documentAt(document));
  if (depth === 'operations') return below.filter(({ kind }) => kind === 'pathItem');
  return below.flatMap((at) => (at.kind === 'components' ? childrenOf(document, at) : [at]));
}

function isReference(item: Json): boolean {
  return isObject(item) && Object.hasOwn(item, '$ref');
}

function stands(document: JsonObject, { found }: Known): boolean {
  return found.leads.every(({ from, to, pointer }) => {
    const now = followed(document, from);
    return now?.value === to && (now?.pointer ?? null) === pointer;
  });
}
