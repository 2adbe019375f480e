import { isArray, type Json, own } from '../../model/json.ts';

export type Selection = 'recommended' | 'all' | 'off';

/** How a ruleset is extended; `explicit` when the entry says so, as in `[spectral:oas, all]`. */
export type Extension = {
  readonly name: string;
  /** The definition that a ruleset in JavaScript extends as an object. */
  readonly definition?: number;
  readonly selection: Selection;
  readonly explicit: boolean;
};

/** The entries of `extends`, in order. */
export function extensionsOf(definition: Json): Extension[] {
  const written = own(definition, 'extends');
  if (written === undefined) return [];
  return (isArray(written) ? written : [written]).map((entry) => {
    if (!isArray(entry)) return { ...namedIn(entry), selection: 'recommended', explicit: false };
    return { ...namedIn(entry[0]), selection: selectionOf(entry[1]), explicit: true };
  });
}

function namedIn(value: Json | undefined): Pick<Extension, 'name' | 'definition'> {
  if (typeof value === 'string') return { name: value };
  const definition = own(value, 'definition');
  const name = JSON.stringify(value);
  return typeof definition === 'number' ? { name, definition } : { name };
}

function selectionOf(value: Json | undefined): Selection {
  return value === 'all' || value === 'off' ? value : 'recommended';
}
