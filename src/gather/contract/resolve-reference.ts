import { type AnyDialect, isContractDialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { type Json, ownString } from '../../model/json.ts';
import { decodedFragment, pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import { refuseSite, typeName, unresolved } from './broken-reference.ts';
import { resourceAround, resourceNamed, resourcesOf, type Resources } from './identities.ts';
import type { SourceFile } from './parse.ts';
import type { Site } from './sites.ts';

/** What a reference leads to. */
export type Target = { readonly file: SourceFile; readonly pointer: string; readonly value: Json };
/** Reads a file that another one references. */
export type OpenFile = (from: SourceFile, uri: string) => Promise<SourceFile>;

/** What resolving needs beside the reference. `resources` keeps what was found out about files. */
export type Search = {
  readonly root: SourceFile;
  readonly dialect: AnyDialect;
  readonly open: OpenFile;
  readonly resources: Map<SourceFile, Resources | null>;
};

/** What one reference leads to. Throws a CountersignError whose message begins with the place of the reference. */
export async function resolveReference(search: Search, from: SourceFile, site: Site, depth = 0): Promise<Target> {
  const hash = site.ref.indexOf('#');
  const uri = hash === -1 ? site.ref : site.ref.slice(0, hash);
  const fragment = hash === -1 ? '' : decodedFragment(site.ref.slice(hash + 1));
  const inside = withinResource(search, from, site, uri, fragment);
  if (inside !== null) return inside;
  refuseRemote(from, site, uri);
  const file = uri === '' ? from : await openAt(search.open, from, site, uri);
  const target = targetIn(search, file, fragment) ?? (await throughReferences(search, file, site, fragment, depth));
  if (target === null) throw unresolved(from, site, file, fragment);
  if (target.file === search.root && target.pointer === '')
    throw refuseSite('REFERENCE_UNRESOLVED', from, site, 'leads to the whole contract');
  if (typeof target.value === 'string' || typeof target.value === 'number')
    throw refuseSite(
      'REFERENCE_UNRESOLVED',
      from,
      site,
      `leads to ${typeName(target.value)}, not to a ${site.shape.name}`,
    );
  return target;
}

/** JSON Schema lets `$id` rename a part of a document; then `#/…` inside it counts from there, and its name is no address to fetch. */
function withinResource(search: Search, from: SourceFile, site: Site, uri: string, fragment: string): Target | null {
  if (!hasIdentities(search.dialect)) return null;
  const resources = resourcesIn(search, from);
  if (resources === null) return null;
  const around = resourceAround(resources, site.pointer);
  const resource = uri === '' ? around : resourceNamed(resources, uri, around);
  if (resource === undefined) return null;
  const anchored = isPointer(fragment) ? resource.pointer + fragment : resource.anchors.get(fragment);
  return anchored === undefined ? null : at(from, anchored);
}

/** More references than any pointer leads through: then they lead in a circle. */
const MOST_THROUGH = 32;

/** In AsyncAPI a pointer may lead through references: a message is named by its channel, whose definition stands elsewhere. */
async function throughReferences(
  search: Search,
  file: SourceFile,
  site: Site,
  pointer: string,
  depth: number,
): Promise<Target | null> {
  if (isContractDialect(search.dialect) || !isPointer(pointer)) return null;
  let here: Target | null = { file, pointer: '', value: file.value };
  for (const segment of segmentsOf(pointer)) {
    const ref: string | undefined = ownString(here.value, '$ref');
    if (ref !== undefined && depth === MOST_THROUGH)
      throw refuseSite('REFERENCE_CIRCULAR', file, site, 'leads through references in a circle');
    const reference: Site = { ...site, ref: ref ?? '', pointer: `${here.pointer}/$ref` };
    const there: Target = ref === undefined ? here : await resolveReference(search, here.file, reference, depth + 1);
    here = at(there.file, there.pointer + pointerOf(segment));
    if (here === null) return null;
  }
  return here;
}

function targetIn(search: Search, file: SourceFile, fragment: string): Target | null {
  if (isPointer(fragment)) return at(file, fragment);
  if (!hasIdentities(search.dialect)) return null;
  return at(file, resourcesIn(search, file)?.anchors.get(fragment));
}

/** What was found in each file: a schema is mostly referenced many times. */
const found = new WeakMap<SourceFile, Map<string, Target>>();

function at(file: SourceFile, pointer: string | undefined): Target | null {
  if (pointer === undefined) return null;
  const targets = found.get(file) ?? new Map<string, Target>();
  found.set(file, targets);
  const known = targets.get(pointer);
  if (known !== undefined) return known;
  const value = valueAt(file.value, pointer);
  if (value === undefined) return null;
  const target = { file, pointer, value };
  targets.set(pointer, target);
  return target;
}

/** Looking through a whole file is worth it only where one of the keywords occurs at all. */
const IDENTITY = /\$(?:id|anchor|dynamicAnchor)\b/;

function resourcesIn(search: Search, file: SourceFile): Resources | null {
  let known = search.resources.get(file);
  if (known === undefined) {
    known = IDENTITY.test(file.text) ? resourcesOf(file.value) : null;
    search.resources.set(file, known);
  }
  return known;
}

function hasIdentities(dialect: AnyDialect): boolean {
  return dialect === '3.1' || dialect === '3.2';
}

function isPointer(fragment: string): boolean {
  return fragment === '' || fragment.startsWith('/');
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
