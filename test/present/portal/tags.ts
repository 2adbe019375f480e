/**
 * The tags of a page in order, with the names of their attributes, as a browser's tokenizer would see them: `<` and a letter, `/`,
 * `!` or `?` begins one wherever text may stand; quotes delimit attribute values; the content of title and style is text.
 */
export function tagsOf(page: string): readonly string[] {
  const tags: string[] = [];
  let position = 0;
  while (position < page.length) {
    if (page[position] !== '<' || !/[a-z/!?]/i.test(page[position + 1] ?? '')) {
      position += 1;
      continue;
    }
    const tag = readTag(page, position);
    tags.push(tag.shown);
    const raw = /^<(title|style)\b/.exec(tag.shown)?.[1];
    const closing = raw === undefined ? -1 : page.indexOf(`</${raw}`, tag.end);
    position = closing === -1 ? tag.end : closing;
  }
  return tags;
}

function readTag(page: string, start: number): { readonly shown: string; readonly end: number } {
  const name = /^<[/!?]*[^\s/>]*/.exec(page.slice(start, start + 200))?.[0] ?? '<';
  const attributes: string[] = [];
  let position = start + name.length;
  while (position < page.length && page[position] !== '>') {
    const attribute = /^[\s/]*([^\s=>/]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']*))?/.exec(page.slice(position));
    const length = attribute?.[0].length ?? 0;
    if (attribute?.[1]) attributes.push(attribute[1]);
    position += Math.max(1, length);
  }
  return { shown: [name, ...attributes].join(' '), end: position + 1 };
}
