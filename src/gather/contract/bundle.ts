import type { AnyDialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject } from '../../model/json.ts';
import { pointerOf, segmentsOf } from '../../model/pointer.ts';
import { Homes } from './homes.ts';
import { LIMITS } from './limits.ts';
import { isInternal, type Link, type Links } from './references.ts';
import type { Target } from './resolve-reference.ts';
import { placeIn, type SourceFile } from './parse.ts';
import { shapeOfDocument } from './document-shape.ts';
import { SCHEMA, type Shape, shapeBelow } from './shape.ts';
import { DEFAULT_MAPPING } from './sites.ts';

/** A place in one of a contract's files. */
export type Place = { readonly file: SourceFile; readonly pointer: string };

/**
 * Where the parts of a bundled document come from, by the object that holds them and their key. What is not listed comes from where its
 * parent comes from, below the same key.
 */
type Origins = ReadonlyMap<Json, ReadonlyMap<string, Place>>;

export type Bundled = {
  readonly document: JsonObject;
  readonly origins: Origins;
  /** Components that only reference another file and that no reference calls by their name, as pointers. */
  readonly unnamed: ReadonlySet<string>;
};

/** Whether every reference already points into the root file by a pointer, so that the root is the whole document. */
export function isWhole(links: Links, root: SourceFile): boolean {
  for (const of of links.values()) {
    for (const link of of.values()) {
      if (link.from !== root || !isInternal(link)) return false;
    }
  }
  return true;
}

/**
 * One document of all files, in which every reference begins with `#/`. What can stand among the components goes there under its own name,
 * numbered where the name is taken; what cannot, such as a path, replaces its reference. Throws REFERENCE_CIRCULAR for what would have to
 * stand inside itself.
 */
export function bundle(root: SourceFile, rootObject: JsonObject, dialect: AnyDialect, links: Links): Bundled {
  const bundler = new Bundler(root, dialect, links, new Homes(root, rootObject, dialect, links));
  return bundler.run(rootObject);
}

/** A component that came from elsewhere. */
type Placed = { readonly name: string; readonly target: Target; readonly copy: Json };

class Bundler {
  readonly #root: SourceFile;
  readonly #dialect: AnyDialect;
  readonly #links: Links;
  readonly #homes: Homes;
  readonly #origins = new Map<Json, Map<string, Place>>();
  /** Copies by shape and original: shared and repeated parts are copied once. `null` while a copy is being made. */
  readonly #copies = new Map<Shape, Map<Json, Json | null>>();
  #depth = 0;

  constructor(root: SourceFile, dialect: AnyDialect, links: Links, homes: Homes) {
    this.#root = root;
    this.#dialect = dialect;
    this.#links = links;
    this.#homes = homes;
  }

  run(rootObject: JsonObject): Bundled {
    const whole = this.#copy(rootObject, shapeOfDocument(this.#dialect), null);
    const placed = new Map<string, Placed[]>();
    // Copying a component may send further ones there.
    for (const { section, name, target, shape } of this.#homes.queue) {
      const copies = placed.get(section) ?? [];
      copies.push({ name, target, copy: this.#copy(target.value, shape, null) });
      placed.set(section, copies);
    }
    const document = this.#withComponents(isObject(whole) ? whole : rootObject, placed);
    return { document, origins: this.#origins, unnamed: this.#homes.unnamed(this.#links) };
  }

  #withComponents(document: JsonObject, placed: ReadonlyMap<string, readonly Placed[]>): JsonObject {
    if (placed.size === 0) return document;
    if (this.#dialect === '2.0') return this.#withSections(document, placed);
    const components = this.#withSections(ownObject(document, 'components') ?? {}, placed);
    return this.#with(document, [['components', components]]);
  }

  #withSections(holder: JsonObject, placed: ReadonlyMap<string, readonly Placed[]>): JsonObject {
    const sections = Array.from(placed, ([name, copies]): [string, Json] => {
      const entries = copies.map((each): [string, Json] => [each.name, each.copy]);
      const section = this.#with(ownObject(holder, name) ?? {}, entries);
      for (const each of copies) this.#remember(section, each.name, each.target);
      return [name, section];
    });
    return this.#with(holder, sections);
  }

  /** An object with more entries, which keeps what is known of the old ones. */
  #with(object: JsonObject, entries: readonly (readonly [string, Json])[]): JsonObject {
    const extended = Object.fromEntries([...Object.entries(object), ...entries]);
    for (const [key, place] of this.#origins.get(object) ?? []) this.#remember(extended, key, place);
    return extended;
  }

  #copy(value: Json, shape: Shape, link: Link | null): Json {
    if (typeof value !== 'object' || value === null) return value;
    const copies = this.#copies.get(shape) ?? new Map<Json, Json | null>();
    this.#copies.set(shape, copies);
    const known = copies.get(value);
    if (known === null) throw insideItself(link);
    if (known !== undefined) return known;
    copies.set(value, null);
    this.#depth += 1;
    if (this.#depth > LIMITS.depth) throw tooDeep(this.#root);
    const copy = isArray(value) ? this.#copyArray(value, shape) : this.#copyObject(value, shape);
    copies.set(value, copy);
    this.#depth -= 1;
    return copy;
  }

  #copyArray(value: readonly Json[], shape: Shape): Json {
    const { items } = shape;
    if (items === null) return value;
    const copy = value.map((item) => this.#copyBelow(item, items));
    value.forEach((item, index) => this.#rememberInlined(copy, String(index), item, items));
    return copy;
  }

  #copyObject(value: JsonObject, shape: Shape): Json {
    const link = this.#links.get(value)?.get('$ref');
    const home = link === undefined ? null : this.#homes.of(link, shape);
    if (link !== undefined && home === null) return this.#inlined(value, shape, link);
    return this.#copyFields(value, shape, home);
  }

  #copyFields(value: JsonObject, shape: Shape, home: string | null): JsonObject {
    const entries = Object.keys(value).map((key): [string, Json] => {
      const child = value[key] ?? null;
      if (home !== null && key === '$ref') return [key, home];
      if (shape === SCHEMA && key === 'discriminator') return [key, this.#copyDiscriminator(child)];
      const below = shapeBelow(shape, key);
      return [key, below === null ? child : this.#copyBelow(child, below)];
    });
    const copy = Object.fromEntries(entries);
    for (const key of Object.keys(value)) {
      const below = shapeBelow(shape, key);
      if (below !== null) this.#rememberInlined(copy, key, value[key] ?? null, below);
    }
    return copy;
  }

  #copyBelow(child: Json, shape: Shape): Json {
    const link = isObject(child) ? (this.#links.get(child)?.get('$ref') ?? null) : null;
    return this.#copy(child, shape, link);
  }

  /** What a reference leads to, in its place. Keys beside the reference win, as in OpenAPI 3.1's Path Item. */
  #inlined(value: JsonObject, shape: Shape, link: Link): Json {
    const content = this.#copy(link.target.value, shape, link);
    const beside = Object.keys(value).filter((key) => key !== '$ref');
    if (!isObject(content) || beside.length === 0) return content;
    const own = this.#copyFields(Object.fromEntries(beside.map((key) => [key, value[key] ?? null])), shape, null);
    const merged = this.#with(content, Object.entries(own));
    const at = link.site.pointer.slice(0, -'/$ref'.length);
    for (const key of beside) {
      const place = this.#origins.get(own)?.get(key) ?? { file: link.from, pointer: at + pointerOf(key) };
      this.#remember(merged, key, place);
    }
    return merged;
  }

  #copyDiscriminator(value: Json): Json {
    if (!isObject(value)) return value;
    const mapping = ownObject(value, 'mapping');
    const changed = [
      ...(mapping === undefined || !this.#links.has(mapping)
        ? []
        : [
            [
              'mapping',
              Object.fromEntries(Object.keys(mapping).map((name) => [name, this.#linked(mapping, name)])),
            ] as const,
          ]),
      ...(this.#links.has(value) ? [[DEFAULT_MAPPING, this.#linked(value, DEFAULT_MAPPING)] as const] : []),
    ];
    return changed.length === 0 ? value : this.#with(value, changed);
  }

  /** The value of a key, which may refer to a schema. */
  #linked(owner: JsonObject, key: string): Json {
    const link = this.#links.get(owner)?.get(key);
    return (link === undefined ? null : this.#homes.of(link, SCHEMA)) ?? own(owner, key) ?? null;
  }

  /** Notes that an entry stands where its reference leads, if the reference was replaced. */
  #rememberInlined(holder: Json, key: string, original: Json, shape: Shape): void {
    const place = this.#finalPlace(original, shape);
    if (place !== null) this.#remember(holder, key, place);
  }

  #finalPlace(original: Json, shape: Shape): Place | null {
    const link = isObject(original) ? this.#links.get(original)?.get('$ref') : undefined;
    if (link === undefined || this.#homes.of(link, shape) !== null) return null;
    return this.#finalPlace(link.target.value, shape) ?? link.target;
  }

  #remember(holder: Json, key: string, place: Place): void {
    const of = this.#origins.get(holder) ?? new Map<string, Place>();
    this.#origins.set(holder, of.set(key, place));
  }
}

function tooDeep(root: SourceFile): Error {
  return new CountersignError(
    'CONTRACT_TOO_DEEP',
    `${root.file}: more than ${LIMITS.depth} levels inside one another once it is bundled`,
  );
}

function insideItself(link: Link | null): Error {
  if (link === null) return new Error('a copy that needs itself');
  const place = placeIn(link.from, segmentsOf(link.site.pointer));
  return new CountersignError(
    'REFERENCE_CIRCULAR',
    `${place}: $ref \`${link.site.ref}\`: a ${link.site.shape.name} that contains itself; only components can`,
  );
}
