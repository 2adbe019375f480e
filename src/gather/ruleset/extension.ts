import { isArray, type Json, own } from '../../model/json.ts';

export type Selection = 'recommended' | 'all' | 'off';

/** How a ruleset is extended; `explicit` when the entry says so, as in `[spectral:oas, all]`. */
export type Extension = { readonly name: string; readonly selection: Selection; readonly explicit: boolean };

/** The entries of `extends`, in order. */
export function extensionsOf(definition: Json): Extension[] {
  const written = own(definition, 'extends');
  if (written === undefined) return [];
  return (isArray(written) ? written : [written]).map((entry) => {
    if (!isArray(entry)) return { name: nameOf(entry), selection: 'recommended', explicit: false };
    return { name: nameOf(entry[0]), selection: selectionOf(entry[1]), explicit: true };
  });
}

function nameOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function selectionOf(value: Json | undefined): Selection {
  return value === 'all' || value === 'off' ? value : 'recommended';
}
