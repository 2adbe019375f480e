import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import type { RenderContext } from '../../../src/model/renderer.ts';
import { tagsOf } from '../portal/tags.ts';
import { hostileText } from './hostile.ts';
import { rendererOf } from './renderer-of.ts';
import { CHANGELOGS } from './samples/changelog.ts';
import { lintFailing } from './samples/gates.ts';
import { parseXml } from './xml.ts';

const PLAIN: RenderContext = { color: false, width: 80, verbose: false, quiet: false, lines: () => [] };
const { changelogReleases } = CHANGELOGS;
const html = (report = changelogReleases): string => rendererOf('html').render(report, PLAIN);
const atom = (report = changelogReleases): string => rendererOf('atom').render(report, PLAIN);
const markdown = (report = changelogReleases): string => rendererOf('markdown').render(report, PLAIN);

const VECTORS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '` onclick=`alert(1)',
  '</title></style><svg/onload=alert(1)>',
  ']]><b>',
  '&lt;b&gt;',
  '<!-- x',
  '-->',
  '[a](javascript:alert(1))',
  '![a](https://evil.example/x.png)',
  'https://evil.example www.evil.example a@evil.example @bank/team #12 GH-12',
  '| a | b |\n|---|---|',
  '# heading\n- item\n> quote\n```\n',
  '**bold** _it_ ~~x~~ $x$',
  '\u0000\uFFFF\uFFFE\u202E',
];
const nasty = fc.array(fc.oneof(fc.constantFrom(...VECTORS), hostileText), { minLength: 1, maxLength: 30 });

describe('html', () => {
  test('is one page with nothing but its one style, whose digest is right', () => {
    const page = html();
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(page).toContain(`style-src &#39;sha256-${createHash('sha256').update(style).digest('base64')}&#39;`);
    expect(tagsOf(page).filter((tag) => /^<(script|link|img|iframe|object|base)\b| on| src| style/i.test(tag))).toEqual(
      [],
    );
    expect(
      [...page.matchAll(/href="([^"]*)"/g)].map(([, to]) => to).filter((to) => to?.startsWith('#') !== true),
    ).toEqual([]);
  });

  test('is well-formed: every element is closed where it may be', async () => {
    // prettier's HTML parser throws at a stray or missing end tag.
    await expect(prettier.format(html(), { parser: 'html' })).resolves.toContain('</html>');
    await expect(prettier.format(html().replace('</article>', ''), { parser: 'html' })).rejects.toThrow();
  });

  test('headings go down by one level at a time, and links lead to what is there', () => {
    for (const report of [changelogReleases, { ...changelogReleases, apis: changelogReleases.apis.slice(0, 1) }]) {
      const page = html(report);
      const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(levels[0]).toBe(1);
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
      const wanted = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id);
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  test('no text of a contract brings an element or an attribute', () => {
    const shape = (page: string): readonly string[] => tagsOf(page).filter((tag) => !/^<\/?code/.test(tag));
    const calm = shape(html());
    fc.assert(
      fc.property(nasty, (texts) => {
        expect(shape(html(laced(texts)))).toEqual(calm);
      }),
      { numRuns: 150 },
    );
  });
});

describe('atom', () => {
  test('has what RFC 4287 asks for', () => {
    const feed = parseXml(atom());
    expect(feed).toMatchObject({ name: 'feed', attributes: { xmlns: 'http://www.w3.org/2005/Atom' } });
    for (const name of ['id', 'title', 'updated'])
      expect(feed.children.filter((child) => child.name === name)).toHaveLength(1);
    expect(feed.children.find(({ name }) => name === 'author')?.children.map(({ name }) => name)).toEqual(['name']);
    const entries = feed.children.filter(({ name }) => name === 'entry');
    expect(entries.map((entry) => textOf(entry, 'title'))).toEqual([
      'Payments v2.0.0',
      'Payments v1.1.0',
      'Payments v1.0.0',
    ]);
    for (const entry of entries) {
      expect(textOf(entry, 'id')).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(textOf(entry, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(entry.children.find(({ name }) => name === 'content')?.attributes).toEqual({ type: 'html' });
    }
    expect(new Set([feed, ...entries].map((each) => textOf(each, 'id'))).size).toBe(4);
    expect(textOf(feed, 'updated')).toBe('2026-03-02T12:00:00Z');
  });

  test('a release keeps its id when the range grows, and has another where it is another commit', () => {
    const [payments] = changelogReleases.apis;
    if (payments === undefined) throw new Error('no API');
    const ids = (releases: typeof payments.releases): readonly string[] =>
      parseXml(atom({ ...changelogReleases, from: 'elsewhere', apis: [{ ...payments, releases }] }))
        .children.filter(({ name }) => name === 'entry')
        .map((entry) => textOf(entry, 'id'));
    const all = ids(payments.releases);
    expect(ids(payments.releases.slice(1))).toEqual(all.slice(1));
    expect(ids(payments.releases.map((release) => ({ ...release, commit: 'f'.repeat(40) })))).not.toContain(all[0]);
  });

  test('a feed without a release is one all the same', () => {
    const feed = parseXml(atom({ ...changelogReleases, apis: [] }));
    expect(textOf(feed, 'updated')).toBe('2026-11-20T00:00:00Z');
  });

  test('stays XML whatever a contract says, and the HTML in it brings no element', () => {
    const shape = (feed: string): unknown =>
      parseXml(feed)
        .children.filter(({ name }) => name === 'entry')
        .map((entry) => [
          entry.children.map(({ name }) => name),
          tagsOf(textOf(entry, 'content')).filter((tag) => !/^<\/?code/.test(tag)),
        ]);
    const calm = shape(atom());
    fc.assert(
      fc.property(nasty, (texts) => {
        expect(shape(atom(laced(texts)))).toEqual(calm);
      }),
      { numRuns: 100 },
    );
  });
});

describe('markdown', () => {
  test('is laid out as prettier would, so that a formatter in the repository leaves it alone', async () => {
    expect(await prettier.format(markdown(), { parser: 'markdown' })).toBe(markdown());
  });

  test('no text of a contract becomes a mark, a link or HTML', async () => {
    const calm = await nodesIn(markdown());
    expect([...calm.keys()].sort()).toEqual(KINDS);
    await fc.assert(
      fc.asyncProperty(nasty, async (texts) => {
        const nodes = await nodesIn(markdown(laced(texts)));
        expect([...nodes.keys()].sort()).toEqual(KINDS);
        for (const kind of ['heading', 'list', 'listItem', 'strong', 'emphasis', 'blockquote'])
          expect(nodes.get(kind)?.length).toBe(calm.get(kind)?.length);
        expect(new Set(nodes.get('html'))).toEqual(new Set(calm.get('html')));
      }),
      { numRuns: 40 },
    );
  });

  test.each(VECTORS)('%j: GitHub makes no link, mention or issue of it', (vector) => {
    const text = markdown(laced([vector])).replaceAll(/(`+)[^`][^]*?\1/g, '');
    expect(/https?:\/\/|\bwww\.|@\w|(?<!\\)#\d|\bGH-\d/.exec(text)).toBeNull();
  });
});

/** What the sample consists of; `details` and the comments that break links are HTML. */
const KINDS = [
  'blockquote',
  'break',
  'emphasis',
  'heading',
  'html',
  'inlineCode',
  'list',
  'listItem',
  'paragraph',
  'root',
  'strong',
  'text',
];

type Node = { readonly type: string; readonly value?: string; readonly children?: readonly Node[] };
type Parser = { readonly parse: (text: string, options: object) => Promise<{ readonly ast: Node }> };

/** The nodes of a document by kind, as prettier's Markdown parser has them, with their values. */
async function nodesIn(text: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { __debug: parser } = prettier as unknown as { readonly __debug: Parser };
  const found = new Map<string, string[]>();
  const walk = ({ type, value = '', children = [] }: Node): void => {
    // prettier cuts texts into sentences, words and white space.
    const kind = /^(sentence|word|whitespace)$/.test(type) ? 'text' : type;
    found.set(kind, [...(found.get(kind) ?? []), value]);
    for (const child of children) walk(child);
  };
  walk((await parser.parse(text, { parser: 'markdown' })).ast);
  return found;
}

test.each(['html', 'atom', 'markdown'])(
  '%s gives the same bytes for the same report, and refuses any other report',
  (id) => {
    const renderer = rendererOf(id);
    expect(renderer.render(structuredClone(changelogReleases), PLAIN)).toBe(renderer.render(changelogReleases, PLAIN));
    expect(() => renderer.render(lintFailing, PLAIN)).toThrow(`lint cannot be printed as ${id}`);
  },
);

/** Fields that hold words of a contract, a file name or git. */
const WORDS: ReadonlySet<string> = new Set([
  ...['id', 'title', 'file', 'name', 'version', 'message', 'path', 'operationId', 'why', 'migration', 'api'],
  ...['successor', 'reason', 'from', 'to'],
]);

/** The sample with hostile texts behind the words of others, in turn: the shape stays, so that whatever else comes out of them shows. */
function laced(texts: readonly string[]): typeof changelogReleases {
  let taken = 0;
  const copy = (value: unknown, key: string, owner: string): unknown => {
    // The tool's own name, and where a day was learned, are ours; what is empty is not shown.
    if (typeof value === 'string')
      return value !== '' && WORDS.has(key) && owner !== 'tool' && owner !== 'since'
        ? `${value}${texts[taken++ % texts.length] ?? ''}`
        : value;
    if (Array.isArray(value)) return value.map((each) => copy(each, key, owner));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, name, key)]));
  };
  return copy(changelogReleases, '', '') as typeof changelogReleases;
}

function textOf(element: ReturnType<typeof parseXml>, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? '';
}
