import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { isArray, isObject, type Json } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import { placeIn, type SourceFile } from './parse.ts';
import { DEFAULT_MAPPING, type Site } from './sites.ts';

/** Beyond these a comparison takes longer than its hint is worth. */
const [MOST_KEYS, LONGEST] = [5000, 200];

/** For a reference into a file where nothing stands; the hint names what was perhaps meant. */
export function unresolved(from: SourceFile, site: Site, file: SourceFile, fragment: string): BrokenReference {
  const meant = similar(file.value, fragment);
  const problem = file === from ? 'does not exist' : `does not exist in ${file.file}`;
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
  if (!pointer.startsWith('/')) return null;
  const segments = segmentsOf(pointer);
  const missing = segments.findIndex(
    (_, index) => valueAt(value, pointerOf(...segments.slice(0, index + 1))) === undefined,
  );
  const parent = valueAt(value, pointerOf(...segments.slice(0, missing)));
  const wrong = segments[missing];
  const keys = isObject(parent) ? Object.keys(parent).slice(0, MOST_KEYS) : [];
  if (wrong === undefined || wrong.length > LONGEST || keys.length === 0) return null;
  const meant = nearest(wrong, keys);
  if (meant === null) return null;
  const fixed = pointerOf(...segments.slice(0, missing), meant, ...segments.slice(missing + 1));
  return valueAt(value, fixed) === undefined ? null : fixed;
}

/** A value's JSON type, for messages. */
export function typeName(value: Json): string {
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : isObject(value) ? 'an object' : `a ${typeof value}`;
}

type Options = { readonly hint?: string; readonly cause?: unknown };

/** A reference that leads nowhere, or nowhere that may be read. The message begins with its place. */
export class BrokenReference extends CountersignError {
  readonly from: SourceFile;
  readonly site: Site;
  /** What is wrong with it, without its place: `does not exist`. */
  readonly problem: string;

  constructor(code: ErrorCode, from: SourceFile, site: Site, problem: string, options: Options) {
    const name = site.key === '$ref' || site.key === DEFAULT_MAPPING ? site.key : 'mapping';
    super(code, `${placeIn(from, segmentsOf(site.pointer))}: ${name} \`${abridged(site.ref)}\`: ${problem}`, options);
    this.from = from;
    this.site = site;
    this.problem = problem;
  }
}

/** The error for one reference. */
export function refuseSite(
  code: ErrorCode,
  from: SourceFile,
  site: Site,
  problem: string,
  options: Options = {},
): BrokenReference {
  return new BrokenReference(code, from, site, problem, options);
}

/** The error for a place in a file, by pointer. */
export function refuseAt(
  code: ErrorCode,
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
