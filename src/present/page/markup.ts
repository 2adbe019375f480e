/** Markup that is known to be safe. Only `markup` makes it; being no string, it cannot be mistaken for a text. */
export type Markup = { readonly safe: string };

type Part = string | number | Markup | readonly Markup[];

/** HTML from a template: every text that is put in is escaped, markup is not. Attribute values must be quoted. */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { safe: template.map((text, index) => text + written(parts[index] ?? '')).join('') };
}

function written(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'safe' in part ? part.safe : part.map(({ safe }) => safe).join('\n');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);

/** What HTML may not hold, what turns the direction of the text around it, and lone surrogates: shown as the replacement character. */
const UNWELCOME = /(?![\n\t])[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

function escaped(text: string): string {
  return text.replaceAll(UNWELCOME, '\uFFFD').replaceAll(/[&<>"'`]/g, (character) => ENTITIES.get(character) ?? '');
}

/** What our messages put between backticks is code. */
export function quoted(text: string): Markup {
  const parts = text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part.slice(1, -1)}</code>` : markup`${part}`));
  return { safe: parts.map(({ safe }) => safe).join('') };
}
