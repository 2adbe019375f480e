import { RE2JS } from 're2js';
import { type JsonObject, own, ownArray, ownString } from '../../model/json.ts';

/** Formats that say little about a text do not count as a constraint. */
const LOOSE = new Set(['string', 'text', 'password', '']);
/** Of the Consumer Data Standards' own types (`x-cds-type: DateTimeString`), those that say little. */
const LOOSE_CDS = new Set(['String', 'ASCIIString', '']);

/**
 * Whether a schema's own keywords keep a text out. A keyword that cannot be judged here (a pattern with look-around,
 * an unknown format) counts as if it did: a rule must not object to what it does not understand.
 */
export function refuses(schema: JsonObject, sample: string): boolean {
  const type = own(schema, 'type');
  if (type === 'integer' || type === 'number' || own(schema, 'const') !== undefined) return true;
  const values = ownArray(schema, 'enum') ?? ownArray(schema, 'x-extensible-enum');
  if (values !== undefined) return !values.includes(sample);
  if (!LOOSE.has(ownString(schema, 'format') ?? '')) return true;
  if (!LOOSE_CDS.has(ownString(schema, 'x-cds-type') ?? '')) return true;
  const [shortest, longest] = [own(schema, 'minLength'), own(schema, 'maxLength')];
  if (typeof longest === 'number' && sample.length > longest) return true;
  if (typeof shortest === 'number' && sample.length < shortest) return true;
  const pattern = ownString(schema, 'pattern');
  return pattern !== undefined && !matches(pattern, sample);
}

/** Contracts' own patterns never reach an engine that backtracks. */
function matches(pattern: string, sample: string): boolean {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern)).matcher(sample).find();
  } catch {
    return false;
  }
}
