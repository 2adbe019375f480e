/** A JSON pointer as the fragment of a URI, percent-encoded as Spectral does it; `#` for the whole document. */
export function uriPointer(path: readonly string[]): string {
  return `#${path.map((segment) => `/${encoded(segment.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

function encoded(text: string): string {
  return text.replace(/[^a-zA-Z0-9_.!~*'()/\-–\u{D800}-\u{DFFF}]/gu, encodeURIComponent);
}
