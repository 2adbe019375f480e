import type { AnyDialect } from '../../model/contract.ts';
import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { BrokenReference, refuseAt, refuseSite, typeName } from './broken-reference.ts';
import type { SourceFile } from './parse.ts';
import { decodedFragment } from '../../model/pointer.ts';
import { type OpenFile, resolveReference, type Search, type Target } from './resolve-reference.ts';
import { shapeOfDocument } from './document-shape.ts';
import type { Shape } from './shape.ts';
import { type Site, sitesBelow, type Visited } from './sites.ts';

/** A reference with its file and what it leads to. */
export type Link = { readonly from: SourceFile; readonly site: Site; readonly target: Target };
/** Links by the object that holds them and the key: `$ref`, a name in a discriminator's mapping, or the discriminator's `defaultMapping`. */
export type Links = ReadonlyMap<JsonObject, ReadonlyMap<string, Link>>;
/** How many broken references are looked for before they are reported. */
const MOST_BROKEN = 6;

/** What lint can say of a reference, and go on: the reference is a mistake in a contract that can be read. */
const TELLABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['REFERENCE_UNRESOLVED', 'REFERENCE_REMOTE']);

/**
 * Follows every reference of a contract, through all its files. `kept`: references that lead nowhere or to another host are handed back in `broken`, in
 * the order in which they are met, instead of being an error. Throws REFERENCE_UNRESOLVED, REFERENCE_REMOTE, REFERENCE_CIRCULAR,
 * PATH_OUTSIDE_WORKSPACE, and whatever is wrong with a file that is referenced. The message begins with the place of the first such
 * reference and names the places of some more.
 */
export async function followReferences(
  root: SourceFile,
  dialect: AnyDialect,
  open: OpenFile,
  kept: boolean,
): Promise<{ readonly links: Links; readonly broken: readonly BrokenReference[] }> {
  const search: Search = { root, dialect, open, resources: new Map() };
  const visited: Visited = new Map();
  const links = new Map<JsonObject, Map<string, Link>>();
  const refused: CountersignError[] = [];
  const broken: BrokenReference[] = [];
  const queue: { readonly target: Target; readonly shape: Shape }[] = [
    { target: { file: root, pointer: '', value: root.value }, shape: shapeOfDocument(dialect) },
  ];
  for (const { target: here, shape } of queue) {
    if (refused.length === MOST_BROKEN) break;
    const sites = sitesBelow(here.value, shape, here.pointer, visited, (pointer, value) =>
      refuseAt('REFERENCE_UNRESOLVED', here.file, pointer, `\`$ref\` must be a string, not ${typeName(value)}`),
    );
    for (const site of sites) {
      const target = await resolveReference(search, here.file, site).catch((error: unknown) => {
        if (!(error instanceof CountersignError)) throw error;
        if (kept && error instanceof BrokenReference && TELLABLE.has(error.code)) broken.push(error);
        else refused.push(error);
        return null;
      });
      if (refused.length === MOST_BROKEN) break;
      if (target === null) continue;
      const of = links.get(site.owner) ?? new Map<string, Link>();
      links.set(site.owner, of.set(site.key, { from: here.file, site, target }));
      queue.push({ target, shape: site.shape });
    }
  }
  if (refused[0] !== undefined) throw together(refused[0], refused.slice(1));
  refuseCircularChains(links);
  return { links, broken };
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
