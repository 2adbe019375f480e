import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { CountersignError, type ErrorCode } from '../../../src/model/errors.ts';

type Content = string | Uint8Array;
type Row = readonly [
  name: string,
  files: Content | { readonly [file: string]: Content },
  code: ErrorCode,
  message: string | RegExp,
];

const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const head = 'openapi: 3.1.0\n';

/** Ten anchors, each a list of ten of the one before. */
const bomb = [
  head + 'x-0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 9 },
    (_, level) => `x-${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
  ),
].join('\n');

/** Hundreds of levels, none of which is deep by itself. */
const tower = [
  head + 'x-0: &a0 []',
  ...Array.from({ length: 300 }, (_, level) => `x-${level + 1}: &a${level + 1} [*a${level}]`),
].join('\n');

const rows: readonly Row[] = [
  // What is no contract
  ['an empty file', '', 'CONTRACT_EMPTY', 'openapi.yaml is empty'],
  ['comments alone', '# nothing\n---\n# more\n', 'CONTRACT_EMPTY', 'openapi.yaml is empty'],
  ['an empty JSON file', { 'openapi.json': ' \n' }, 'CONTRACT_EMPTY', 'openapi.json is empty'],
  ['null', 'null\n', 'CONTRACT_NOT_AN_OBJECT', 'openapi.yaml holds null, not an object'],
  ['JSON null', { 'openapi.json': 'null' }, 'CONTRACT_NOT_AN_OBJECT', 'openapi.json holds null, not an object'],
  ['an array', '- openapi: 3.0.0\n', 'CONTRACT_NOT_AN_OBJECT', 'openapi.yaml holds an array, not an object'],
  ['a string', 'hello\n', 'CONTRACT_NOT_AN_OBJECT', 'openapi.yaml holds only a string, not an object'],
  ['a number', '42', 'CONTRACT_NOT_AN_OBJECT', 'openapi.yaml holds only a number, not an object'],
  [
    'neither version',
    'info: {}\n',
    'CONTRACT_DIALECT',
    'openapi.yaml has neither `openapi` nor `swagger`, so it is no OpenAPI document',
  ],
  [
    'an unknown version',
    'info: {}\nopenapi: 99.0.0\n',
    'CONTRACT_DIALECT',
    /^openapi\.yaml:2:10: `openapi: "99\.0\.0"` is not a version/,
  ],
  ['a version of the other kind', 'swagger: 3.0.0\n', 'CONTRACT_DIALECT', /^openapi\.yaml:1:10: `swagger: "3\.0\.0"`/],
  ['an object as version', 'openapi: {a: 1}\n', 'CONTRACT_DIALECT', /`openapi: \{"a":1\}`/],
  // Syntax
  [
    'broken JSON',
    { 'openapi.json': '{\n  "openapi": "3.0.0",\n}' },
    'CONTRACT_SYNTAX',
    'openapi.json:3:1: expected a key in double quotes, but found "}"',
  ],
  [
    'JSON without a comma',
    { 'a.json': '{"openapi": "3.0.0" "info": {}}' },
    'CONTRACT_SYNTAX',
    'a.json:1:21: expected , or }, but found "\\""',
  ],
  [
    'JSON that ends early',
    { 'a.json': '{"openapi": [1' },
    'CONTRACT_SYNTAX',
    'a.json:1:15: expected , or ], but the file ends',
  ],
  [
    'JSON with more behind it',
    { 'a.json': '{}\n{}' },
    'CONTRACT_SYNTAX',
    'a.json:2:1: expected the end of the file, but found "{"',
  ],
  [
    'a JSON string without an end',
    { 'a.json': '{"openapi": "3' },
    'CONTRACT_SYNTAX',
    'a.json:1:13: a string that does not end',
  ],
  [
    'a line break in a JSON string',
    { 'a.json': '{"openapi": "3\n"}' },
    'CONTRACT_SYNTAX',
    'a.json:1:15: a line break or a tab inside a string',
  ],
  [
    'a wrong JSON escape',
    { 'a.json': '{"openapi": "\\q"}' },
    'CONTRACT_SYNTAX',
    'a.json:1:14: an escape that JSON does not have',
  ],
  [
    'a JSON number with a leading zero',
    { 'a.json': '{"openapi": 03}' },
    'CONTRACT_SYNTAX',
    'a.json:1:13: expected a value, but found "0"',
  ],
  [
    'YAML in a JSON file',
    { 'a.json': 'openapi: 3.0.0\n' },
    'CONTRACT_SYNTAX',
    'a.json:1:1: expected a value, but found "o"',
  ],
  ['broken YAML', `${head}info:\n  title: [a\npaths: {}\n`, 'CONTRACT_SYNTAX', /^openapi\.yaml:4:\d+: /],
  ['a tab as indentation', `${head}info:\n\ttitle: a\n`, 'CONTRACT_SYNTAX', /^openapi\.yaml:3:1: .*tab/],
  [
    'a JavaScript tag',
    `${head}x-f: !!js/function 'function () {}'\n`,
    'CONTRACT_SYNTAX',
    /^openapi\.yaml:2:\d+: the tag tag:yaml\.org,2002:js\/function is not read/,
  ],
  ["a tag of one's own", `${head}x-f: !secret abc\n`, 'CONTRACT_SYNTAX', /the tag !secret is not read/],
  ['an unknown alias', `${head}x-f: *nobody\n`, 'CONTRACT_SYNTAX', /^openapi\.yaml:2:\d+: unidentified alias "nobody"/],
  ['infinity', `${head}x-f: {a: [.inf]}\n`, 'CONTRACT_SYNTAX', 'openapi.yaml:2:11: Infinity is not a number in JSON'],
  [
    'two documents',
    `---\n${head}---\n${head}`,
    'CONTRACT_SEVERAL_DOCUMENTS',
    'openapi.yaml:3:1: a second YAML document begins here',
  ],
  [
    'two documents without a first marker',
    `# c\n${head}---\n${head}`,
    'CONTRACT_SEVERAL_DOCUMENTS',
    'openapi.yaml:3:1: a second YAML document begins here',
  ],
  // Keys
  [
    'a key twice in YAML',
    `${head}info:\n  title: a\n  "title": b\n`,
    'CONTRACT_DUPLICATE_KEY',
    'openapi.yaml:4:3: the key `title` is here a second time; the first is at openapi.yaml:3:3',
  ],
  [
    'a key twice in JSON',
    { 'a.json': '{"openapi": "3.0.0",\n "info": [{"a": 1, "b": {"a": 2}, "\\u0061": 3}]}' },
    'CONTRACT_DUPLICATE_KEY',
    'a.json:2:35: the key `a` is here a second time; the first is at a.json:2:12',
  ],
  [
    '__proto__ twice',
    { 'a.json': '{"openapi": "3.0.0", "__proto__": 1, "__proto__": 2}' },
    'CONTRACT_DUPLICATE_KEY',
    /the key `__proto__` is here a second time/,
  ],
  // Encoding
  ['UTF-16 with a mark', utf16(`\uFEFF${head}`), 'CONTRACT_ENCODING', 'openapi.yaml is UTF-16, not UTF-8'],
  ['UTF-16 without a mark', utf16(head), 'CONTRACT_ENCODING', 'openapi.yaml is UTF-16, not UTF-8'],
  [
    'UTF-16 big-endian',
    new Uint8Array(Buffer.from(utf16(`\uFEFF${head}`)).swap16()),
    'CONTRACT_ENCODING',
    'openapi.yaml is UTF-16, not UTF-8',
  ],
  [
    'UTF-32',
    new Uint8Array([0xff, 0xfe, 0, 0, 0x6f, 0, 0, 0]),
    'CONTRACT_ENCODING',
    'openapi.yaml is UTF-32, not UTF-8',
  ],
  [
    'Latin-1',
    new Uint8Array(Buffer.from(`${head}info:\n  title: Z\xfcrich\n`, 'latin1')),
    'CONTRACT_ENCODING',
    /^openapi\.yaml:3:11: the byte 0xFC is not UTF-8; perhaps the file is Latin-1/,
  ],
  ['a NUL', `${head}x: a\0b\n`, 'CONTRACT_ENCODING', 'openapi.yaml:2:5: a NUL character: no text file'],
  [
    'a picture',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'CONTRACT_ENCODING',
    /^openapi\.yaml:1:1: the byte 0x89/,
  ],
  // Size
  [
    'a file above 32 MiB',
    `${head}#${' '.repeat(32 * 1024 * 1024)}`,
    'CONTRACT_TOO_LARGE',
    'openapi.yaml has 33554448 bytes; the limit is 33554432',
  ],
  [
    'JSON 257 deep',
    { 'a.json': `{"openapi": "3.0.0", "x-a": ${'['.repeat(256)}${']'.repeat(256)}}` },
    'CONTRACT_TOO_DEEP',
    'a.json:1:284: more than 256 levels inside one another',
  ],
  [
    'JSON a million deep',
    { 'a.json': `{"openapi": "3.0.0", "x-a": ${'['.repeat(1e6)}${']'.repeat(1e6)}}` },
    'CONTRACT_TOO_DEEP',
    /^a\.json:1:284: /,
  ],
  ['JSON a million deep that never closes', { 'a.json': '[{"a":'.repeat(5e5) }, 'CONTRACT_TOO_DEEP', /^a\.json:1:/],
  [
    'YAML 257 deep in flow style',
    `${head}x-a: ${'['.repeat(256)}${']'.repeat(256)}`,
    'CONTRACT_TOO_DEEP',
    /^openapi\.yaml:2:26\d: more than 256 levels/,
  ],
  ['100 000 brackets', '['.repeat(1e5), 'CONTRACT_TOO_DEEP', /^openapi\.yaml:1:25\d: /],
  ['YAML a million deep', `${head}x-a: ${'[{a: '.repeat(5e5)}`, 'CONTRACT_TOO_DEEP', /^openapi\.yaml:2:/],
  [
    'YAML 1000 deep in block style',
    head + Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    'CONTRACT_TOO_DEEP',
    /^openapi\.yaml:2\d\d:/,
  ],
  ['sequences in one line', `${head}x-a:\n${'- '.repeat(1e5)}a\n`, 'CONTRACT_TOO_DEEP', /^openapi\.yaml:3:/],
  [
    'an alias bomb',
    bomb,
    'CONTRACT_EXPANDS',
    /^openapi\.yaml:\d+:\d+: more than 2000000 values once aliases are followed/,
  ],
  ['a tower of aliases', tower, 'CONTRACT_TOO_DEEP', /^openapi\.yaml:\d+:\d+: more than 256 levels/],
  [
    'a long text, often',
    `${head}x-a: &a "${'x'.repeat(1e6)}"\nx-b: [${Array(200).fill('*a').join(', ')}]`,
    'CONTRACT_EXPANDS',
    /^openapi\.yaml:3:/,
  ],
  [
    'an alias inside itself',
    `${head}x-a: &a\n  b: [*a]\n`,
    'CONTRACT_EXPANDS',
    'openapi.yaml:3:8: an alias to something that it is itself part of',
  ],
  [
    'a merge into itself',
    `${head}x-a: &a\n  b: 1\n  c: {<<: *a, d: *a}\n`,
    'CONTRACT_EXPANDS',
    /an alias to something that it is itself part of/,
  ],
];

const many = (count: number): { readonly [file: string]: string } => ({
  'openapi.yaml': `openapi: 3.0.3\ncomponents:\n  schemas:\n${Array.from({ length: count }, (_, n) => `    S${n}: {$ref: s${n}.yaml}\n`).join('')}`,
  ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}.yaml`, 'type: string\n'])),
});

const schemaA = (ref: unknown): string =>
  `${head}components:\n  schemas:\n    A: {$ref: ${JSON.stringify(ref)}}\n    B: {$ref: '#/components/schemas/A'}\n`;
const at = 'openapi\\.yaml:4:15';

const references: readonly Row[] = [
  [
    'a reference to nothing',
    schemaA('#/components/schemas/Bx'),
    'REFERENCE_UNRESOLVED',
    'openapi.yaml:4:15: $ref `#/components/schemas/Bx`: does not exist',
  ],
  ['a reference to a prototype', schemaA('#/constructor'), 'REFERENCE_UNRESOLVED', /does not exist/],
  [
    'a reference that is a list',
    schemaA([1, 2]),
    'REFERENCE_UNRESOLVED',
    'openapi.yaml:4:14: `$ref` must be a string, not an array',
  ],
  [
    'a reference that is an object',
    schemaA({}),
    'REFERENCE_UNRESOLVED',
    'openapi.yaml:4:14: `$ref` must be a string, not an object',
  ],
  ['a reference that is null', schemaA(null), 'REFERENCE_UNRESOLVED', /`\$ref` must be a string, not null/],
  ['a reference to a text', schemaA('#/openapi'), 'REFERENCE_UNRESOLVED', /leads to a string, not to a schema/],
  ['a reference to the whole contract', schemaA('#'), 'REFERENCE_UNRESOLVED', /leads to the whole contract/],
  [
    'a missing file',
    schemaA('missing.yaml#/A'),
    'REFERENCE_UNRESOLVED',
    'openapi.yaml:4:15: $ref `missing.yaml#/A`: there is no file missing.yaml',
  ],
  [
    'nothing in another file',
    { 'openapi.yaml': schemaA('b.yaml#/A'), 'b.yaml': 'B: {}\n' },
    'REFERENCE_UNRESOLVED',
    /does not exist in b\.yaml/,
  ],
  [
    'a reference to itself',
    schemaA('#/components/schemas/A'),
    'REFERENCE_CIRCULAR',
    'openapi.yaml:4:15: $ref `#/components/schemas/A`: leads back to itself and never to a value',
  ],
  ['a circle of two', schemaA('#/components/schemas/B'), 'REFERENCE_CIRCULAR', new RegExp(`^${at}: .*leads back`)],
  [
    'a circle through a file',
    { 'openapi.yaml': schemaA('b.yaml#/X'), 'b.yaml': 'X: {$ref: "openapi.yaml#/components/schemas/B"}\n' },
    'REFERENCE_CIRCULAR',
    /leads back to itself/,
  ],
  ...[
    'https://example.com/a.yaml',
    'HTTP://example.com/a.yaml#/A',
    '//example.com/a.yaml',
    'file:///etc/passwd',
    'ftp://h/a',
    'data:,x',
    'http://169.254.169.254/',
    'https:x',
  ].map((ref): Row => [ref, schemaA(ref), 'REFERENCE_REMOTE', new RegExp(`^${at}: .*nothing is fetched`)]),
  ...[
    '../../../../etc/passwd',
    '..',
    '../x.yaml',
    'a/../../x.yaml',
    '%2e%2e/x.yaml',
    '/etc/passwd',
    'C:/windows/win.ini',
    'c:\\windows',
  ].map((ref): Row => [ref, schemaA(ref), 'PATH_OUTSIDE_WORKSPACE', new RegExp(`^${at}: `)]),
  [
    'a broken referenced file',
    { 'openapi.yaml': schemaA('b.yaml'), 'b.yaml': 'a: [\n' },
    'CONTRACT_SYNTAX',
    /^openapi\.yaml:4:15: \$ref `b\.yaml`: b\.yaml:2:1: /,
  ],
  [
    'a referenced file with a key twice',
    { 'openapi.yaml': schemaA('b.json'), 'b.json': '{"a": 1, "a": 2}' },
    'CONTRACT_DUPLICATE_KEY',
    /b\.json:1:10: the key `a`/,
  ],
  [
    'a referenced Markdown file',
    { 'openapi.yaml': schemaA('b.md'), 'b.md': 'Hello\n' },
    'REFERENCE_UNRESOLVED',
    /leads to a string/,
  ],
  [
    'a path that contains itself',
    {
      'openapi.yaml': `${head}paths:\n  /a: {$ref: p.yaml}\n`,
      'p.yaml': 'get: {callbacks: {c: {u: {$ref: p.yaml}}}}\n',
    },
    'REFERENCE_CIRCULAR',
    /^p\.yaml:1:33: .*a path item that contains itself/,
  ],
  [
    '200 referenced files',
    many(200),
    'CONTRACT_TOO_LARGE',
    /openapi\.yaml and what it references are more than 200 files/,
  ],
];

describe('what is refused', () => {
  it.each([...rows, ...references])('%s', async (_name, content, code, message) => {
    const files: { readonly [file: string]: Content } =
      typeof content === 'string' || content instanceof Uint8Array ? { 'openapi.yaml': content } : content;
    const [root = ''] = Object.keys(files);
    const read = (path: string): Promise<Uint8Array> => {
      const found = files[path];
      if (found === undefined)
        return Promise.reject(new CountersignError('FILE_NOT_FOUND', `there is no file ${path}`));
      return Promise.resolve(bytesOf(found));
    };
    const error: unknown = await loadContract({ commit: null, read }, root, 'x').then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CountersignError);
    if (!(error instanceof CountersignError)) return;
    expect({ code: error.code, exit: error.exitCode }).toEqual({ code, exit: 3 });
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(Object.keys(files).filter((file) => error.message.includes(file))).not.toEqual([]);
    expect(error.message).not.toMatch(/\n\s+at /);
  });
});

describe('what is not refused', () => {
  it('200 files', async () => {
    const files = many(199);
    const read = (path: string): Promise<Uint8Array> => Promise.resolve(bytesOf(files[path] ?? ''));
    const contract = await loadContract({ commit: null, read }, 'openapi.yaml', 'x');
    expect(contract.source.files).toHaveLength(200);
  });

  it.each([
    ['a.json', `{"openapi": "3.0.0", "x-a": ${'['.repeat(255)}${']'.repeat(255)}}`],
    ['a.yaml', `openapi: 3.0.0\nx-a: ${'['.repeat(255)}${']'.repeat(255)}\n`],
    [
      'a.yaml',
      `openapi: 3.0.0\nx-a:\n${Array.from({ length: 255 }, (_, level) => `${' '.repeat(level + 1)}a:`).join('\n')}\n`,
    ],
  ])('256 levels in %s', async (file, text) => {
    const read = (): Promise<Uint8Array> => Promise.resolve(bytesOf(text));
    expect((await loadContract({ commit: null, read }, file, 'x')).dialect).toBe('3.0');
  });
});
