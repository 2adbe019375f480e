/** Ways of writing a name of several words, by the names that Spectral's `casing` has for them. */
export const NAME_STYLES: { readonly [style: string]: { readonly label: string; readonly pattern: RegExp } } = {
  camel: { label: 'camelCase', pattern: /^[a-z][a-z0-9]*([A-Z0-9][a-z0-9]*)*$/ },
  pascal: { label: 'PascalCase', pattern: /^[A-Z][a-z0-9]*([A-Z0-9][a-z0-9]*)*$/ },
  snake: { label: 'snake_case', pattern: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/ },
  kebab: { label: 'kebab-case', pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
  macro: { label: 'UPPER_SNAKE_CASE', pattern: /^[A-Z0-9]+(_[A-Z0-9]+)*$/ },
};
