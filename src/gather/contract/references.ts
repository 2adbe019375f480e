import { closest, distance } from 'fastest-levenshtein';
import type { Dialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import { type Resource, resourceAround, resourceNamed, resourcesOf } from './identities.ts';
import { placeIn, type SourceFile } from './parse.ts';
import { DOCUMENT, type Shape } from './shape.ts';
import { type Site, sitesBelow, type Visited } from './sites.ts';

/** What a reference leads to. */
export type Target = { readonly file: SourceFile; readonly pointer: string; readonly value: Json };
/** A reference with its file and what it leads to. */
export type Link = { readonly from: SourceFile; readonly site: Site; readonly target: Target };
/** Links by the object that holds them and the key: `$ref`, or a name in a discriminator's mapping. */
export type Links = ReadonlyMap<JsonObject, ReadonlyMap<string, Link>>;
/** Reads a file that another one references. */
export type OpenFile = (from: SourceFile, uri: string) => Promise<SourceFile>;

type Search = {
  readonly root: SourceFile;
  readonly dialect: Dialect;
  readonly open: OpenFile;
  readonly resources: Map<SourceFile, readonly Resource[]>;
};

/**
 * Follows every reference of a contract, through all its files. Throws REFERENCE_UNRESOLVED, REFERENCE_REMOTE, REFERENCE_CIRCULAR,
 * PATH_OUTSIDE_WORKSPACE, and whatever is wrong with a file that is referenced. The message begins with the place of the first such
 * reference and names the places of some more.
 */
export async function followReferences(root: SourceFile, dialect: Dialect, open: OpenFile): Promise<Links> {
  const search: Search = { root, dialect, open, resources: new Map() };
  const visited: Visited = new Map();
  const links = new Map<JsonObject, Map<string, Link>>();
  const broken: CountersignError[] = [];
  const queue: { readonly target: Target; readonly shape: Shape }[] = [
    { target: { file: root, pointer: '', value: root.value }, shape: DOCUMENT },
  ];
  for (const { target: here, shape } of queue) {
    const sites = sitesBelow(here.value, shape, here.pointer, visited, (pointer, value) =>
      refuse('REFERENCE_UNRESOLVED', here.file, pointer, `\`$ref\` must be a string, not ${nameOf(value)}`),
    );
    for (const site of sites) {
      const target = await resolve(search, here.file, site).catch((error: unknown) => {
        if (!(error instanceof CountersignError)) throw error;
        broken.push(error);
        return null;
      });
      if (target === null) continue;
      const of = links.get(site.owner) ?? new Map<string, Link>();
      links.set(site.owner, of.set(site.key, { from: here.file, site, target }));
      queue.push({ target, shape: site.shape });
    }
  }
  if (broken[0] !== undefined) throw together(broken[0], broken.slice(1));
  refuseCircularChains(links);
  return links;
}

/** One error for all references that are broken: they are mended faster together. */
function together(first: CountersignError, others: readonly CountersignError[]): CountersignError {
  if (others.length === 0) return first;
  const places = others.slice(0, 5).map((each) => each.message.split(': ', 1)[0]);
  const more = `; ${others.length} more broken: ${places.join(', ')}${others.length > places.length ? ', …' : ''}`;
  return new CountersignError(first.code, first.message + more, { hint: first.hint, cause: first });
}

/** Whether a link is a plain pointer into its own file, as it can stay in a contract of one file. */
export function isInternal({ from, site, target }: Link): boolean {
  return target.file === from && site.ref.startsWith('#/') && decoded(site.ref.slice(1)) === target.pointer;
}

async function resolve(search: Search, from: SourceFile, site: Site): Promise<Target> {
  const hash = site.ref.indexOf('#');
  const uri = hash === -1 ? site.ref : site.ref.slice(0, hash);
  const fragment = hash === -1 ? '' : decoded(site.ref.slice(hash + 1));
  const inside = withinResource(search, from, site, uri, fragment);
  if (inside !== null) return inside;
  refuseRemote(from, site, uri);
  const file = uri === '' ? from : await openAt(search.open, from, site, uri);
  const target = targetIn(search, file, fragment);
  if (target === null) throw unresolved(from, site, file, fragment);
  if (target.file === search.root && target.pointer === '')
    throw refuseSite('REFERENCE_UNRESOLVED', from, site, 'leads to the whole contract');
  if (typeof target.value === 'string' || typeof target.value === 'number')
    throw refuseSite(
      'REFERENCE_UNRESOLVED',
      from,
      site,
      `leads to ${nameOf(target.value)}, not to a ${site.shape.name}`,
    );
  return target;
}

/** JSON Schema lets `$id` rename a part of a document; then `#/…` inside it counts from there, and its name is no address to fetch. */
function withinResource(search: Search, from: SourceFile, site: Site, uri: string, fragment: string): Target | null {
  if (!hasIdentities(search.dialect) || !from.text.includes('$id')) return null;
  const resources = resourcesIn(search, from);
  const around = resourceAround(resources, site.pointer);
  const resource = uri === '' ? around : resourceNamed(resources, uri, around);
  if (resource === undefined || resource.id === null) return null;
  const anchored = isPointer(fragment) ? resource.pointer + fragment : resource.anchors.get(fragment);
  return anchored === undefined ? null : at(from, anchored);
}

function targetIn(search: Search, file: SourceFile, fragment: string): Target | null {
  if (isPointer(fragment)) return at(file, fragment);
  if (!hasIdentities(search.dialect)) return null;
  const holder = resourcesIn(search, file).find((each) => each.anchors.has(fragment));
  return at(file, holder?.anchors.get(fragment));
}

function at(file: SourceFile, pointer: string | undefined): Target | null {
  const value = pointer === undefined ? undefined : valueAt(file.value, pointer);
  return pointer === undefined || value === undefined ? null : { file, pointer, value };
}

function resourcesIn(search: Search, file: SourceFile): readonly Resource[] {
  const known = search.resources.get(file) ?? resourcesOf(file.value);
  search.resources.set(file, known);
  return known;
}

function hasIdentities(dialect: Dialect): boolean {
  return dialect === '3.1' || dialect === '3.2';
}

function isPointer(fragment: string): boolean {
  return fragment === '' || fragment.startsWith('/');
}

/** RFC 6901 §6: in a URI a pointer is percent-encoded. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function refuseRemote(from: SourceFile, site: Site, uri: string): void {
  const scheme = /^([a-z][a-z\d+.-]+):|^\/\//i.exec(uri);
  if (scheme !== null)
    throw refuseSite('REFERENCE_REMOTE', from, site, 'leads out of the repository; nothing is fetched');
  if (uri.startsWith('/') || /^[a-z]:/i.test(uri))
    throw refuseSite('PATH_OUTSIDE_WORKSPACE', from, site, 'is an absolute path; only relative ones are followed');
}

async function openAt(open: OpenFile, from: SourceFile, site: Site, uri: string): Promise<SourceFile> {
  try {
    return await open(from, uri);
  } catch (cause) {
    if (!(cause instanceof CountersignError)) throw cause;
    const code = cause.code === 'FILE_NOT_FOUND' ? 'REFERENCE_UNRESOLVED' : cause.code;
    throw refuseSite(code, from, site, cause.message, { hint: cause.hint, cause });
  }
}

/** A chain of references must end at a value; each object is followed once. */
function refuseCircularChains(links: Links): void {
  const settled = new Set<Json>();
  for (const start of links.keys()) {
    const chain = new Set<Json>();
    for (
      let link = linkOf(links, start);
      link !== null && !settled.has(link.site.owner);
      link = linkOf(links, link.target.value)
    ) {
      if (chain.has(link.site.owner))
        throw refuseSite('REFERENCE_CIRCULAR', link.from, link.site, 'leads back to itself and never to a value');
      chain.add(link.site.owner);
    }
    for (const each of chain) settled.add(each);
  }
}

function linkOf(links: Links, owner: Json): Link | null {
  return isObject(owner) ? (links.get(owner)?.get('$ref') ?? null) : null;
}

function unresolved(from: SourceFile, site: Site, file: SourceFile, fragment: string): CountersignError {
  const meant = isPointer(fragment) ? similar(file.value, fragment) : null;
  const problem = file === from ? 'points at nothing' : `points at nothing in ${file.file}`;
  return refuseSite(
    'REFERENCE_UNRESOLVED',
    from,
    site,
    problem,
    meant === null ? {} : { hint: `did you mean #${meant}?` },
  );
}

/** An existing pointer that differs from a missing one by a slip in one key. */
function similar(value: Json, pointer: string): string | null {
  const segments = segmentsOf(pointer);
  const missing = segments.findIndex(
    (_, index) => valueAt(value, pointerOf(...segments.slice(0, index + 1))) === undefined,
  );
  const parent = valueAt(value, pointerOf(...segments.slice(0, missing)));
  const wrong = segments[missing];
  if (wrong === undefined || wrong.length > 200 || !isObject(parent) || Object.keys(parent).length === 0) return null;
  const meant = closest(wrong, Object.keys(parent));
  if (distance(wrong, meant) > Math.max(2, wrong.length / 4)) return null;
  const fixed = pointerOf(...segments.slice(0, missing), meant, ...segments.slice(missing + 1));
  return valueAt(value, fixed) === undefined ? null : fixed;
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : isObject(value) ? 'an object' : `a ${typeof value}`;
}

type Options = { readonly hint?: string; readonly cause?: unknown };

function refuseSite(
  code: CountersignError['code'],
  from: SourceFile,
  site: Site,
  problem: string,
  options: Options = {},
): CountersignError {
  const name = site.key === '$ref' ? '$ref' : 'mapping';
  return refuse(code, from, site.pointer, `${name} \`${abridged(site.ref)}\`: ${problem}`, options);
}

function refuse(
  code: CountersignError['code'],
  file: SourceFile,
  pointer: string,
  problem: string,
  options: Options = {},
): CountersignError {
  return new CountersignError(code, `${placeIn(file, segmentsOf(pointer))}: ${problem}`, options);
}

function abridged(ref: string): string {
  return ref.length > 200 ? `${ref.slice(0, 200)}…` : ref;
}
