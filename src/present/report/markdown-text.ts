/**
 * Text that shows as it reads, wherever it comes from: marks of Markdown and HTML are escaped; what our messages quote becomes a code span; and what
 * GitHub would turn into a link, a mention or the number of an issue is broken by an empty comment.
 */
export function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escaped(part)))
    .join('');
}

const MARKS = /[\\`*_{}[\]<>|~&$]/g;
const LINKS = /@(?=[\w-])|#(?=\d)|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi;

function escaped(text: string): string {
  return text
    .replaceAll(MARKS, (mark) => `\\${mark}`)
    .replaceAll(LINKS, (mark) => `${mark}<!-- -->`)
    .replaceAll(/#/g, '\\#');
}

/** A code span whose fence is longer than any run of backticks inside it. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' ')) ? ' ' : '';
  return text.trim() === '' ? '(nothing)' : `${fence}${pad}${text}${pad}${fence}`;
}
