/** `deck`: as decK names entities today. `inso`: as Kong's older tool did, for files that must stay comparable. */
export type Naming = 'deck' | 'inso';

/** Letters that Unicode does not decompose into an ASCII letter and a mark. */
const LETTERS = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ı: 'i',
  }),
);

/** A name that Kong accepts; empty when nothing of the text is left. */
export function slug(text: string, naming: Naming): string {
  return naming === 'deck' ? cleaned(text, '-', '').toLowerCase() : cleaned(text, '_', '-');
}

/** The name of the regular expression group that captures a path parameter: letters, digits and `_`. */
export function captureName(parameter: string, naming: Naming): string {
  const name = cleaned(parameter, '_', '');
  return naming === 'deck' ? name.toLowerCase() : name;
}

function joined(naming: Naming, ...parts: readonly string[]): string {
  return parts.join(naming === 'deck' ? '_' : '-');
}

/** `kongName` is the path's `x-kong-name`. Only decK's naming tells `/a` from `/a/`. */
export function pathName(document: string, path: string, kongName: string | null, naming: Naming): string {
  const trailing = naming === 'deck' && kongName === null && path.endsWith('/') ? '~' : '';
  const name = slug(kongName ?? path, naming) + trailing;
  return name === '' ? document : joined(naming, document, name);
}

/** By `x-kong-name`, else by operation id, else by method. */
export function operationName(
  names: { readonly document: string; readonly path: string },
  operation: { readonly kongName: string | null; readonly operationId: string | null; readonly method: string },
  naming: Naming,
): string {
  const { kongName, operationId } = operation;
  if (kongName !== null) return joined(naming, naming === 'deck' ? names.path : names.document, slug(kongName, naming));
  if (operationId !== null) return joined(naming, names.document, slug(operationId, naming));
  return joined(naming, names.path, slug(operation.method.toLowerCase(), naming));
}

/** Transliterates, then keeps letters, digits and `also`; the rest becomes the separator, never twice in a row and never at an end. */
function cleaned(text: string, separator: string, also: string): string {
  return ascii(text)
    .trim()
    .replace(/\s+/g, separator)
    .replace(new RegExp(`[^a-zA-Z0-9${separator}${also}]+`, 'g'), separator)
    .replace(new RegExp(`${separator}{2,}`, 'g'), separator)
    .replace(new RegExp(`^${separator}|${separator}$`, 'g'), '');
}

function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS.get(letter) ?? letter);
}
