import { type At, childrenOf, followed, pointerTo, traceTo } from '../../model/contract-walk.ts';
import { type Depth, type ElementKind, elementKey } from '../../model/history.ts';
import { isObject, type Json, type JsonObject, own, ownArray, ownString } from '../../model/json.ts';
import {
  deprecatedValues,
  isDeprecated,
  type LifecycleFields,
  mayTellOfItsEnd,
  sunsetOf,
} from '../../model/lifecycle-fields.ts';
import { pointerOf, pointerOfReference, valueAt } from '../../model/pointer.ts';
import { isBody, parameterTrace } from '../../model/trace.ts';
import type { ElementState } from './summary.ts';

/** What was found below a path item or component. */
export type Found = {
  readonly elements: Map<string, ElementState>;
  /** The references that were followed, with what they led to: while each leads there, nothing else can be found. */
  readonly leads: Lead[];
  /** Whether a reference leads to another file: only then is the document not all there is to it. */
  elsewhere: boolean;
};

export type Lead = { readonly from: JsonObject; readonly to: Json | undefined; readonly pointer: string | null };

/** The things below a path item or a component of a document. */
export function elementsBelow(
  document: JsonObject,
  root: At,
  depth: Depth,
  zone: string,
  fields: LifecycleFields,
): Found {
  const walk = new ElementWalk(document, depth, zone, fields);
  walk.visit(root);
  return walk.found;
}

class ElementWalk {
  readonly found: Found = { elements: new Map(), leads: [], elsewhere: false };
  readonly #document: JsonObject;
  readonly #depth: Depth;
  readonly #zone: string;
  readonly #fields: LifecycleFields;

  constructor(document: JsonObject, depth: Depth, zone: string, fields: LifecycleFields) {
    this.#document = document;
    this.#depth = depth;
    this.#zone = zone;
    this.#fields = fields;
  }

  visit(at: At): void {
    const { value, kind } = at;
    if (!isObject(value)) return;
    this.#noteReference(value);
    if (kind === 'operation' || kind === 'hookOperation') this.#operation(at, value);
    else if (kind === 'parameter') this.#parameter(at);
    else if (kind === 'schema' || kind === 'property') this.#schema(at, value);
    else {
      if (kind === 'header') {
        this.#add('header', at, this.#lead(value)?.value ?? value);
        this.#valuesOfPlain(at, value);
      }
      if (kind === 'response' && holderOf(at).endsWith('peration')) this.#add('response', at, value);
      if (kind === 'securityScheme') this.#add('security-scheme', at, value);
      this.#below(at);
    }
  }

  #below(at: At): void {
    for (const child of childrenOf(this.#document, at)) {
      // Parameters are met where they count: `#operation`.
      const apart = child.kind === 'parameter' && !COMPONENTS.has(at.kind);
      if (!apart) this.visit(child);
    }
  }

  #operation(at: At, value: JsonObject): void {
    this.#add(at.kind === 'operation' && at.path !== null ? 'operation' : 'webhook', at, value);
    if (this.#depth === 'operations') return;
    const parameters = new Map<string, At>();
    const item = 'kind' in at.above ? at.above : null;
    for (const holder of item === null ? [at] : [item, at]) {
      for (const [index, written] of (ownArray(holder.value, 'parameters') ?? []).entries()) {
        if (!isObject(written)) continue;
        this.#noteReference(written);
        const target = this.#lead(written);
        const steps = ['parameters', String(index)];
        if (target === null || ownString(target.value, 'name') === undefined) continue;
        const trace = traceTo(at) + parameterTrace({ steps, value: target.value, path: at.path });
        const pointer = target.pointer ?? pointerTo(holder) + pointerOf(...steps);
        // What the operation says itself counts for more than what its path says.
        parameters.set(trace, { ...at, value: target.value, kind: 'parameter', steps: [], above: { pointer, trace } });
      }
    }
    for (const parameter of parameters.values()) this.visit(parameter);
    this.#below(at);
  }

  #parameter(at: At): void {
    const { value } = at;
    const sent = ownString(value, 'in');
    if (isBody(value)) {
      this.#below(at);
      return;
    }
    this.#add(sent === 'formData' ? 'property' : 'parameter', at, this.#lead(value)?.value ?? value);
    this.#valuesOfPlain(at, value);
    this.#below(at);
  }

  /** In Swagger 2.0 a parameter or header is its own schema. */
  #valuesOfPlain(at: At, value: Json): void {
    if (own(value, 'schema') !== undefined || own(value, 'content') !== undefined) return;
    const form = ownString(value, 'in') === 'formData';
    const trace = form ? traceTo(at) : `${traceTo(at)}/schema`;
    this.#schema({ ...at, kind: 'schema', steps: [], above: { pointer: pointerTo(at), trace } }, value);
  }

  #schema(at: At, value: Json): void {
    if (this.#depth === 'operations') return;
    // What stands inside others has no name, and so no life of its own.
    const named = at.kind === 'schema' && COMPONENTS.has(holderOf(at));
    if (named || at.kind === 'property') this.#add(named ? 'schema' : 'property', at, value);
    this.#values(at, value);
    this.#below(at);
    this.#inherited(at, value, new Set());
  }

  /** What a schema has by `allOf`, it has: written out in it or not, callers see the same. */
  #inherited(at: At, value: Json, met: Set<Json>): void {
    for (const part of ownArray(value, 'allOf') ?? []) {
      if (!isObject(part)) continue;
      if (ownString(part, '$ref') === undefined) {
        this.#inherited(at, part, met);
        continue;
      }
      const target = this.#lead(part);
      if (target?.pointer == null || !isObject(target.value) || met.has(target.value)) continue;
      met.add(target.value);
      const there: At = {
        ...at,
        value: target.value,
        kind: 'schema',
        steps: [],
        above: { pointer: target.pointer, trace: traceTo(at) },
      };
      for (const child of childrenOf(this.#document, there)) if (child.kind === 'property') this.visit(child);
      this.#values(there, target.value);
      this.#inherited(there, target.value, met);
    }
  }

  /** The values that a schema lists, in whatever way. */
  #values(at: At, value: Json): void {
    const known = isObject(value) ? deprecatedValues(value, this.#fields) : [];
    const gone = new Map(known.map((each) => [each.value, each.thing]));
    const note = (one: Json, steps: readonly (string | number)[], says: Json): void => {
      if (typeof one === 'object' && one !== null) return;
      const trace = traceTo(at) + pointerOf('enum', JSON.stringify(one));
      this.#put('enum-value', trace, pointerTo(at) + pointerOf(...steps), gone.get(one) ?? says);
    };
    for (const keyword of ['enum', 'x-extensible-enum'])
      for (const [index, one] of (ownArray(value, keyword) ?? []).entries()) note(one, [keyword, index], null);
    const only = own(value, 'const');
    if (only !== undefined) note(only, ['const'], null);
    for (const keyword of ['oneOf', 'anyOf']) {
      for (const [index, alternative] of (ownArray(value, keyword) ?? []).entries()) {
        const one = own(alternative, 'const');
        if (one !== undefined) note(one, [keyword, index], alternative);
      }
    }
  }

  #add(kind: ElementKind, at: At, says: Json): void {
    this.#put(kind, traceTo(at), pointerTo(at), says);
  }

  #put(kind: ElementKind, trace: string, pointer: string, says: Json): void {
    if (this.#depth === 'operations' && kind !== 'operation') return;
    const key = elementKey(kind, trace);
    const telling = isObject(says) && mayTellOfItsEnd(says, this.#fields);
    const deprecated = telling && isDeprecated(says, this.#fields);
    // The same property may stand in several media types.
    const known = this.found.elements.get(key);
    if (known === undefined || (deprecated && !known.deprecated))
      this.found.elements.set(key, {
        pointer,
        deprecated,
        sunset: telling ? sunsetOf(says, this.#zone, this.#fields) : null,
      });
  }

  #noteReference(value: JsonObject): void {
    const visited = new Set<Json>();
    for (let holder: Json | undefined = value; holder !== undefined && !visited.has(holder);) {
      visited.add(holder);
      const reference = ownString(holder, '$ref');
      if (reference === undefined) return;
      if (leadsToFile(reference)) this.found.elsewhere = true;
      const pointer = pointerOfReference(reference);
      holder = pointer === null ? undefined : valueAt(this.#document, pointer);
    }
  }

  #lead(from: Json): ReturnType<typeof followed> {
    const target = followed(this.#document, from);
    if (isObject(from) && ownString(from, '$ref') !== undefined)
      this.found.leads.push({ from, to: target?.value, pointer: target?.pointer ?? null });
    return target;
  }
}

/** What holds components. */
const COMPONENTS: ReadonlySet<string> = new Set(['components', 'document']);

/** The kind of what a place stands in; empty where the walk began there. */
function holderOf({ above }: At): string {
  return 'kind' in above ? above.kind : '';
}

/** Other hosts are never asked. */
function leadsToFile(reference: string): boolean {
  return !reference.startsWith('#') && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference);
}
