import { posix } from 'node:path';
import type { AnyDialect } from '../../model/contract.ts';
import { type Json, isObject, type JsonObject, own } from '../../model/json.ts';
import { pointerOf, segmentsOf } from '../../model/pointer.ts';
import type { SourceFile } from './parse.ts';
import type { Link, Links } from './references.ts';
import type { Target } from './resolve-reference.ts';
import type { Shape } from './shape.ts';

/** A component that comes from another file or another place, and where it will stand. */
type Home = { readonly section: string; readonly name: string; readonly target: Target; readonly shape: Shape };

/** Where the targets of references stand in the bundled document. The same target always has the same home; no two share one. */
export class Homes {
  /** In the order in which they were asked for; it grows while it is worked off. */
  readonly queue: Home[] = [];
  readonly #root: SourceFile;
  readonly #dialect: AnyDialect;
  readonly #pointers = new Map<string, string>();
  readonly #taken = new Map<string, Set<string>>();
  /** The last number that a name was given. */
  readonly #counts = new Map<string, number>();
  /** Reference objects among the root's own components that are replaced by what they lead to, and where these then stand. */
  readonly #adopted = new Map<JsonObject, { readonly pointer: string; readonly link: Link }>();

  constructor(root: SourceFile, rootObject: JsonObject, dialect: AnyDialect, links: Links) {
    this.#root = root;
    this.#dialect = dialect;
    const followed = (value: Json | undefined): Json | undefined => {
      const link = isObject(value) ? links.get(value)?.get('$ref') : undefined;
      return link === undefined ? value : followed(link.target.value);
    };
    const holder = dialect === '2.0' ? rootObject : followed(own(rootObject, 'components'));
    if (!isObject(holder)) return;
    for (const section of Object.keys(holder)) {
      const entries = followed(own(holder, section));
      if (isObject(entries)) this.#settle(section, entries, links);
    }
  }

  /** The internal reference that replaces a link's, or null when its target must replace it. */
  of(link: Link, shape: Shape): string | null {
    const { target, site } = link;
    if (this.#adopted.has(site.owner)) return null;
    const section = this.#sectionOf(shape);
    if (target.file === this.#root) return referenceTo(target.pointer);
    if (section === null) return null;
    const known = this.#pointers.get(keyOf(section, target));
    if (known !== undefined) return referenceTo(known);
    const name = this.#freeName(section, target);
    this.queue.push({ section, name, target, shape });
    return referenceTo(this.#claim(section, name, target));
  }

  /** The root's own components that only reference another file and that no reference calls by their name, as pointers. */
  unnamed(links: Links): ReadonlySet<string> {
    const called = new Set<string>();
    for (const of of links.values())
      for (const { target } of of.values()) called.add(placeKey(target.file, target.pointer));
    const unnamed = new Set<string>();
    for (const { pointer, link } of this.#adopted.values()) {
      const own = link.site.pointer.slice(0, -'/$ref'.length);
      if (!called.has(placeKey(link.from, own))) unnamed.add(pointer);
    }
    return unnamed;
  }

  /** The root's own names; an entry that only references another file becomes the home of what it references. */
  #settle(section: string, entries: JsonObject, links: Links): void {
    this.#taken.set(section, new Set(Object.keys(entries)));
    for (const [name, entry] of Object.entries(entries)) {
      const link = isObject(entry) && Object.keys(entry).length === 1 ? links.get(entry)?.get('$ref') : undefined;
      if (link === undefined || link.target.file === this.#root || this.#sectionOf(link.site.shape) !== section)
        continue;
      if (this.#pointers.has(keyOf(section, link.target))) continue;
      this.#adopted.set(link.site.owner, { pointer: this.#claim(section, name, link.target), link });
    }
  }

  #claim(section: string, name: string, target: Target): string {
    const pointer = this.#dialect === '2.0' ? pointerOf(section, name) : pointerOf('components', section, name);
    this.#pointers.set(keyOf(section, target), pointer);
    return pointer;
  }

  #sectionOf(shape: Shape): string | null {
    return this.#dialect === '2.0' ? shape.section.swagger : shape.section.components;
  }

  /** The last segment of the pointer, or the file's name; numbered from 2 where it is taken. */
  #freeName(section: string, target: Target): string {
    const taken = this.#taken.get(section) ?? new Set<string>();
    this.#taken.set(section, taken);
    const file = posix.basename(target.file.file).replace(/\.(ya?ml|json)$/i, '');
    const base = (segmentsOf(target.pointer).at(-1) ?? file).replaceAll(/[^\w.-]/g, '_') || '_';
    let name = base;
    let count = this.#counts.get(`${section}/${base}`) ?? 1;
    while (taken.has(name)) name = `${base}-${(count += 1)}`;
    this.#counts.set(`${section}/${base}`, count);
    taken.add(name);
    return name;
  }
}

function placeKey({ file }: SourceFile, pointer: string): string {
  return JSON.stringify([file, pointer]);
}

function keyOf(section: string, target: Target): string {
  return JSON.stringify([section, target.file.file, target.pointer]);
}

/** Only `%` is percent-encoded, so that the pointer is found whether or not a reader decodes it. */
function referenceTo(pointer: string): string {
  return `#${pointer.replaceAll('%', '%25')}`;
}
