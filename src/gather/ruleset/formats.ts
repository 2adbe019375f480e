import { FORMATS } from '../../model/ruleset.ts';

/** Formats that Spectral knows and no document is that is read here: a rule for them alone never applies. */
const OTHERS = /^(json_schema|jsonschema)[a-z0-9_]*$/;

export const FORMAT_NAMES: readonly string[] = [...new Set(Object.values(FORMATS).flat())].sort();

/** The one spelling that we keep of `oas3.1`, `oas3_1` and `OAS3.1`. */
export function formatName(written: string): string {
  return written.replace(/[.-]/g, '_').toLowerCase();
}

export function isFormat(name: string): boolean {
  return FORMAT_NAMES.includes(name) || OTHERS.test(name);
}
