import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../src/model/contract.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Api } from '../../../src/model/workspace.ts';
import { type PortalEntry, portalPages } from '../../../src/present/portal/portal.ts';
import { DEPRECATIONS } from '../report/samples/deprecations.ts';
import { at, day, SHA } from '../report/samples/parts.ts';
import { tagsOf } from './tags.ts';

const today = day('2026-11-20');

function contractOf(title: string, version: string, document: JsonObject): Contract {
  return {
    id: 'payments',
    title,
    version,
    dialect: '3.1',
    document,
    source: { file: 'openapi.yaml', commit: null, sha256: SHA, files: [] },
    broken: [],
    unnamed: new Set(),
    oddKeys: () => [],
    locate: () => at(1, 1, 1),
    lines: () => [],
  };
}

const PAYMENTS = contractOf('Payments', '2.3.0', {
  info: { summary: 'Orders and lists payments.', 'x-lifecycle': 'current' },
  paths: {
    '/payments': { get: { summary: 'List payments' }, post: { summary: 'Order a payment' } },
    '/v1/payments': { $ref: '#/components/pathItems/old' },
    '/broken': { $ref: '#/components/pathItems/round' },
  },
  components: {
    pathItems: {
      old: { get: { summary: 'List payments', deprecated: true } },
      round: { $ref: '#/components/pathItems/round' },
    },
  },
});

const API: Api = {
  id: 'payments',
  file: 'openapi.yaml',
  owner: 'payments-core',
  audience: 'external-partner',
  criticality: 'normal',
};

const ENTRY: PortalEntry = { api: API, contract: PAYMENTS, deprecations: DEPRECATIONS };
const BARE: PortalEntry = {
  api: { ...API, id: 'accounts', owner: null, audience: null },
  contract: contractOf('', '', {}),
  deprecations: [],
};

const pages = portalPages([ENTRY, BARE], { today });

test.each(pages.map(({ path, content }) => [path, content]))('%s', async (path, content) => {
  await expect(content).toMatchFileSnapshot(`golden/${path}`);
});

test('the pages are the index and one an API, by id', () => {
  expect(pages.map(({ path }) => path)).toEqual(['index.html', 'api-accounts.html', 'api-payments.html']);
});

test('file names are safe and differ', () => {
  const ids = ['../../etc/passwd', 'A/b', 'a-B', 'index', 'CON', 'é', '.'];
  const files = portalPages(
    ids.map((id) => ({ ...BARE, api: { ...API, id } })),
    { today },
  ).map(({ path }) => path);
  expect(new Set(files).size).toBe(ids.length + 1);
  for (const file of files) expect(file).toMatch(/^(index|api-[a-z0-9-]*)\.html$/);
});

test('nothing is allowed but the one style, whose digest is right; links stay inside', () => {
  const files = new Set(pages.map(({ path }) => path));
  for (const { content } of pages) {
    const style = /<style>([^]*?)<\/style>/.exec(content)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(content).toContain(
      `default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
    const names = new Set(tagsOf(content).flatMap((tag) => tag.split(' ')));
    expect([...names].filter((name) => /script|link|img|iframe|^on|^src|^style$/i.test(name))).toEqual([]);
    expect([...content.matchAll(/href="([^"]*)"/g)].map(([, to]) => to).filter((to) => !files.has(to ?? ''))).toEqual(
      [],
    );
  }
});

describe('hostile texts', () => {
  const VECTORS = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '` onclick=`alert(1)',
    '</title></style><svg/onload=alert(1)>',
    '<!--',
    '--><b>',
    ']]><b>',
    '&lt;script&gt;',
    '&#x3c;b>',
    'javascript:alert(1)',
    '{{constructor.constructor("alert(1)")()}}',
    '${alert(1)}',
    '\u0000<b\u0000>',
    '\u202e<i>\u2066',
    '\ud800<u>',
    '<a\nhref=//evil.example>',
  ];
  const hostile = fc.oneof(fc.constantFrom(...VECTORS), fc.string({ unit: 'binary' }));

  test('bring no new element and no new attribute', () => {
    const calm = tagsOf(render('a', 'b'));
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        expect(tagsOf(render(one, other))).toEqual(calm);
      }),
      { numRuns: 300 },
    );
  });

  test.each(VECTORS)('%j brings nothing', (vector) => {
    expect(tagsOf(render(vector, `${vector} `))).toEqual(tagsOf(render('a', 'b')));
  });

  /** Both pages of an API with a hostile text in every field. */
  function render(one: string, other: string): string {
    const text = one === '' ? 'x' : one;
    const contract = contractOf(text, other, {
      info: { summary: one, 'x-lifecycle': `a${other}` },
      paths: { [`/${one}`]: { get: { summary: other, deprecated: true } }, [` /${other}`]: { post: { summary: one } } },
    });
    const deprecations = DEPRECATIONS.slice(0, 3).map((each) => ({
      ...each,
      what: { ...each.what, path: other, method: one, pointer: `/${one}` },
      successor: one,
      consumers: [one],
    }));
    const api = { ...API, id: `a${one}`, owner: other };
    return portalPages([{ api, contract, deprecations }], { today })
      .map(({ content }) => content)
      .join('')
      .replaceAll(/href="api-[a-z0-9-]*\.html"/g, 'href="api.html"');
  }
});
