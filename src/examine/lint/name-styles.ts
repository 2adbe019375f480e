type NameStyle = { readonly label: string; readonly pattern: RegExp };

/** Ways of writing a name of several words, by the names that Spectral's `casing` has for them. */
export const NAME_STYLES = {
  camel: { label: 'camelCase', pattern: /^[a-z][a-z0-9]*(?:[A-Z0-9][a-z0-9]*)*$/ },
  pascal: { label: 'PascalCase', pattern: /^[A-Z][a-z0-9]*(?:[A-Z0-9][a-z0-9]*)*$/ },
  snake: { label: 'snake_case', pattern: /^[a-z0-9]+(?:_[a-z0-9]+)*$/ },
  kebab: { label: 'kebab-case', pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/ },
  macro: { label: 'UPPER_SNAKE_CASE', pattern: /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/ },
} as const satisfies { readonly [style: string]: NameStyle };

/** The style of a name, or undefined for what is none. */
export function nameStyle(style: string | undefined): NameStyle | undefined {
  return Object.entries(NAME_STYLES).find(([name]) => name === style)?.[1];
}

/** `` `a`, `b` and 3 more ``. */
export function fewOf(names: readonly string[]): string {
  const quoted = [...new Set(names)].map((name) => `\`${name}\``);
  return quoted.length > 4 ? `${quoted.slice(0, 4).join(', ')} and ${quoted.length - 4} more` : quoted.join(', ');
}
