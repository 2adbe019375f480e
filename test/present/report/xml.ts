export type XmlElement = {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type Growing = { name: string; attributes: Record<string, string>; children: Growing[]; text: string };

/** What XML 1.0 §2.2 calls a character. */
const CHARACTERS = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const TOKEN = /<\?[^?]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

/**
 * A strict parser for the XML that a feed is made of: a declaration, elements, double-quoted attributes, the five entities of XML. It throws at whatever else there
 * is and at what is not well-formed. Written from the recommendation, apart from what it tests.
 */
export function parseXml(text: string): XmlElement {
  if (!CHARACTERS.test(text)) throw new Error('a character that XML may not hold');
  const root: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    const top = open.at(-1);
    if (found === null || top === undefined) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 40)}`);
    const [token, closing, opening, attributes = '', empty, characters] = found;
    if (token.startsWith('<?') && at !== 0) throw new Error('the declaration comes first');
    if (closing !== undefined) {
      if (top.name !== closing) throw new Error(`</${closing}> closes <${top.name}>`);
      open.pop();
    } else if (opening !== undefined) {
      const element: Growing = { name: opening, attributes: attributesIn(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty === '') open.push(element);
    } else if (characters !== undefined) {
      if (open.length === 1 && characters.trim() !== '') throw new Error('text outside the root');
      top.text += decoded(characters);
    }
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || only === undefined || others.length > 0) throw new Error('one root, closed');
  return only;
}

function attributesIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) throw new Error(`${name} is given twice`);
    found[name] = decoded(value);
  }
  return found;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decoded(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replaceAll(/&([^;&\s]*)(;?)/g, (_, name: string, end: string) => {
    const character = ENTITIES.get(name);
    if (character === undefined || end === '') throw new Error(`no entity &${name}`);
    return character;
  });
}
