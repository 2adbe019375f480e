import type { Dialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { refuseAt, refuseSite, typeName } from './broken-reference.ts';
import type { SourceFile } from './parse.ts';
import { decodedFragment } from '../../model/pointer.ts';
import { type OpenFile, resolveReference, type Search, type Target } from './resolve-reference.ts';
import { DOCUMENT, type Shape } from './shape.ts';
import { type Site, sitesBelow, type Visited } from './sites.ts';

/** A reference with its file and what it leads to. */
export type Link = { readonly from: SourceFile; readonly site: Site; readonly target: Target };
/** Links by the object that holds them and the key: `$ref`, or a name in a discriminator's mapping. */
export type Links = ReadonlyMap<JsonObject, ReadonlyMap<string, Link>>;
/** How many broken references are looked for before they are reported. */
const MOST_BROKEN = 6;

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
    if (broken.length === MOST_BROKEN) break;
    const sites = sitesBelow(here.value, shape, here.pointer, visited, (pointer, value) =>
      refuseAt('REFERENCE_UNRESOLVED', here.file, pointer, `\`$ref\` must be a string, not ${typeName(value)}`),
    );
    for (const site of sites) {
      const found = targetOrError(search, here.file, site);
      const target = found instanceof Promise ? await found : found;
      if (target instanceof CountersignError) {
        broken.push(target);
        if (broken.length === MOST_BROKEN) break;
        continue;
      }
      const of = links.get(site.owner) ?? new Map<string, Link>();
      links.set(site.owner, of.set(site.key, { from: here.file, site, target }));
      queue.push({ target, shape: site.shape });
    }
  }
  if (broken[0] !== undefined) throw together(broken[0], broken.slice(1));
  refuseCircularChains(links);
  return links;
}

/** Waits only where a file must be opened: a contract has thousands of references, and most lead into their own file. */
function targetOrError(
  search: Search,
  from: SourceFile,
  site: Site,
): Target | CountersignError | Promise<Target | CountersignError> {
  const refused = (error: unknown): CountersignError => {
    if (error instanceof CountersignError) return error;
    throw error;
  };
  try {
    const target = resolveReference(search, from, site);
    return target instanceof Promise ? target.catch(refused) : target;
  } catch (error) {
    return refused(error);
  }
}

/** One error for the references that are broken: they are mended faster together. */
function together(first: CountersignError, others: readonly CountersignError[]): CountersignError {
  if (others.length === 0) return first;
  const places = others.map((each) => each.message.split(': ', 1)[0]).join(', ');
  const more = others.length < MOST_BROKEN - 1 ? '' : ', …';
  const message = `${first.message} (also broken: ${places}${more})`;
  return new CountersignError(first.code, message, { hint: first.hint, cause: first });
}

/** Whether a link is a plain pointer into its own file, as it can stay in a contract of one file. */
export function isInternal({ from, site, target }: Link): boolean {
  return target.file === from && site.ref.startsWith('#/') && decodedFragment(site.ref.slice(1)) === target.pointer;
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
