import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contractOf, documentOf } from '../../support/contract.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const YAML = `openapi: 3.0.3
info:
  title: Accounts
  version: 1.2.0
paths: {}
`;
const CANONICAL = '{"info":{"title":"Accounts","version":"1.2.0"},"openapi":"3.0.3","paths":{}}';

describe('loadContract', () => {
  it('gives a small contract whole', async () => {
    const contract = await contractOf({ 'apis/accounts.yaml': YAML }, { id: 'accounts', commit: 'f'.repeat(40) });
    const { locate, lines, oddKeys, ...plain } = contract;
    expect(plain).toEqual({
      id: 'accounts',
      title: 'Accounts',
      version: '1.2.0',
      dialect: '3.0',
      document: { openapi: '3.0.3', info: { title: 'Accounts', version: '1.2.0' }, paths: {} },
      source: {
        file: 'apis/accounts.yaml',
        commit: 'f'.repeat(40),
        sha256: sha256(CANONICAL),
        files: [{ file: 'apis/accounts.yaml', sha256: sha256(YAML) }],
      },
      broken: [],
      unnamed: new Set(),
    });
    expect(locate('/info/version')).toEqual({
      file: 'apis/accounts.yaml',
      commit: 'f'.repeat(40),
      pointer: '/info/version',
      line: 4,
      column: 12,
      endLine: 4,
      endColumn: 17,
    });
    expect(lines('apis/accounts.yaml')[3]).toBe('  version: 1.2.0');
    expect(lines('other.yaml')).toEqual([]);
    expect(oddKeys('twice')).toEqual([]);
    expect(oddKeys('type')).toEqual([]);
  });

  it('has one identity, whatever the format, the order of keys and the line ends', async () => {
    const texts = [
      YAML,
      YAML.replaceAll('\n', '\r\n'),
      YAML.replaceAll('\n', '\r'),
      `\uFEFF${YAML}`,
      '# a comment\n---\npaths: {}\ninfo: {version: 1.2.0, title: "Accounts"}\nopenapi: 3.0.3\n',
      '{openapi: 3.0.3, info: {title: Accounts, version: 1.2.0,}, paths: {}}',
      CANONICAL,
      `\uFEFF ${CANONICAL}\n`,
    ];
    const contracts = await Promise.all(texts.map((text) => contractOf(text)));
    expect(contracts.map((each) => each.source.sha256)).toEqual(texts.map(() => sha256(CANONICAL)));
  });

  it.each([
    ['swagger: "2.0"', '2.0'],
    ['swagger: 2.0', '2.0'],
    ['openapi: 3.0.0', '3.0'],
    ['openapi: 3.0.0-rc1', '3.0'],
    ['openapi: 3.1.1', '3.1'],
    ['openapi: 3.2.0', '3.2'],
    ['openapi: 3.1', '3.1'],
  ])('reads %s', async (line, dialect) => {
    expect((await contractOf(`${line}\ninfo: {title: T}\n`)).dialect).toBe(dialect);
  });

  it('keeps dates as text and merges `<<`', async () => {
    const { document } = await contractOf(`openapi: 3.0.3
x-base: &base { since: 2024-05-01, owner: payments }
x-use: { <<: *base, owner: cards }
x-yes: [yes, no, on, 0o17, 1e3, ~]
`);
    expect(document).toEqual({
      openapi: '3.0.3',
      'x-base': { since: '2024-05-01', owner: 'payments' },
      'x-use': { since: '2024-05-01', owner: 'cards' },
      'x-yes': ['yes', 'no', 'on', 15, 1000, null],
    });
  });

  const HOSTILE = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON', 'length'];
  it.each(['openapi.yaml', 'openapi.json'])('keeps keys such as __proto__ as keys in %s', async (file) => {
    const schemas = Object.fromEntries(
      HOSTILE.map((key) => [key, { type: 'object', properties: { [key]: { type: 'string' } } }]),
    );
    const text = JSON.stringify({ openapi: '3.1.0', components: { schemas } });
    const contract = await contractOf({ [file]: file.endsWith('.json') ? text : text.replaceAll('":', '": ') });
    expect(JSON.stringify(contract.document)).toBe(text);
    expect(contract.source.sha256).not.toBe(
      (await contractOf('openapi: 3.1.0\ncomponents: {schemas: {}}\n')).source.sha256,
    );
    expect(contract.locate('/components/schemas/__proto__/properties/__proto__/type').pointer).toBe(
      '/components/schemas/__proto__/properties/__proto__/type',
    );
    expect(({} as { type?: string }).type).toBeUndefined();
  });

  it('takes shared aliases as equal copies', async () => {
    const shared = 'openapi: 3.0.3\nx-a: &a {p: [1, {q: 2}]}\nx-b: *a\nx-c: [*a, *a]\n';
    const written =
      'openapi: 3.0.3\nx-a: {p: [1, {q: 2}]}\nx-b: {p: [1, {q: 2}]}\nx-c: [{p: [1, {q: 2}]}, {p: [1, {q: 2}]}]\n';
    expect((await contractOf(shared)).source.sha256).toBe((await contractOf(written)).source.sha256);
  });

  it('tells of references that lead nowhere instead of refusing them, where that is asked for', async () => {
    const text = `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a: { $ref: './gone.yaml#/a' }
components:
  schemas:
    A: { $ref: '#/components/schemas/Mony' }
    B: { $ref: 'https://other.example/x.yaml#/B' }
    C: { $ref: './types.yaml#/D' }
    Money: { type: string }
`;
    const files = { 'openapi.yaml': text, 'types.yaml': 'E: { type: string }\n' };
    const { broken, document } = await documentOf(files);
    const place = { file: 'openapi.yaml', commit: null };
    expect(broken).toMatchObject([
      {
        reference: './gone.yaml#/a',
        message: "'./gone.yaml#/a': there is no file gone.yaml",
        hint: 'check the path',
        at: { ...place, pointer: '/paths/~1a/$ref', line: 4, column: 15 },
      },
      {
        message: "'#/components/schemas/Mony' does not exist",
        hint: 'did you mean #/components/schemas/Money?',
        at: { ...place, line: 7, column: 16 },
      },
      {
        message: "'https://other.example/x.yaml#/B' leads out of the repository; nothing is fetched",
        at: { ...place, line: 8 },
      },
      {
        message: "'./types.yaml#/D' does not exist in types.yaml",

        at: { ...place, line: 9 },
      },
    ]);
    expect(document).toMatchObject({ components: { schemas: { A: { $ref: '#/components/schemas/Mony' } } } });
    await expect(contractOf(files)).rejects.toMatchObject({ code: 'REFERENCE_UNRESOLVED' });
  });
});
