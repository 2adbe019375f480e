import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { createSandbox } from '../../../src/adapters/sandbox/index.ts';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { workingTree } from '../../../src/gather/contract/tree.ts';
import type { Permission } from '../../../src/gather/ruleset/code.ts';
import { loadRuleset } from '../../../src/gather/ruleset/load.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';

type Texts = { readonly [path: string]: string };

const CONTRACT = `openapi: 3.1.0
info: { title: a, version: 1.0.0 }
paths:
  /old: { get: { responses: { '200': { $ref: '#/components/responses/ok' } } } }
components: { responses: { ok: { description: fine } } }
`;

function load(root: string, names: readonly string[], permission: Permission = 'all'): Promise<Ruleset> {
  const sandbox = createSandbox({ milliseconds: 10_000, heap: 128, memory: 400 });
  const rulesets = join(projectRoot, 'rulesets');
  const code = { permission, sandbox };
  return loadRuleset({ files: fileSystem, root, rulesets, functions: FUNCTION_CATALOGUE, code }, names);
}

/** What a ruleset finds in the contract; or how it is refused. */
async function found(files: Texts, name = 'house.js', permission?: (root: string) => Permission): Promise<unknown> {
  const root = scratchFolder();
  for (const [path, text] of Object.entries({ 'openapi.yaml': CONTRACT, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  try {
    const ruleset = await load(root, [name], permission?.(root));
    const contract = await loadContract(workingTree(fileSystem, root), 'openapi.yaml', 'a');
    return (await lintRuleset(contract, ruleset)).map(
      ({ proposed, rule, message, at }) => `${proposed} ${rule} ${at.pointer} ${message}`,
    );
  } catch (error) {
    return error instanceof CountersignError ? `${error.code} ${error.message}` : error;
  }
}

/** A ruleset whose function does something whenever it is called, and tells what came of it. */
const doing = (body: string): Texts => ({
  'house.js': `module.exports = { rules: { r: { given: '$.info', then: { function: async () => {
    try { ${body} } catch (error) { return [{ message: error.code + '' }]; }
  } } } } };`,
});

describe('a ruleset in JavaScript', () => {
  it('has functions with options, the document, and a path of their own', async () => {
    const text = `
const look = (value, options, context) => [{
  message: [value, options.word, context.rule.name, context.documentInventory.resolved.paths['/old'].get.responses['200'].description,
    Object.keys(context.documentInventory.unresolved.paths['/old'].get.responses['200'])[0], context.document.data.info.title].join(' '),
  path: [...context.path.slice(0, -1), 'version'],
}];
module.exports = { rules: { look: { given: '$.info.title', severity: 'error', then: { function: look, functionOptions: { word: 'w', check: /x/ } } } } };`;
    expect(await found({ 'house.js': text })).toEqual(['error look /info/version a w look fine $ref a']);
  });

  it('is an ES module too, in parts, and extends objects', async () => {
    const files = {
      'rules/house.mjs': `import base from './base.mjs'; import { word } from './lib/word.cjs';
export default { extends: [[base, 'off']], rules: { kept: 'info', own: { given: '$.info', then: { function: () => [{ message: word }] } } } };`,
      'rules/base.mjs': `const say = () => [{ message: 'kept' }];
export default { rules: { kept: { given: '$.info', then: { function: say } }, gone: { given: '$.info', then: { function: say } } } };`,
      'rules/lib/word.cjs': `exports.word = require('./word.json').word;`,
      'rules/lib/word.json': `{ "word": "told" }`,
    };
    expect(await found(files, 'rules/house.mjs')).toEqual(['info kept /info kept', 'warn own /info told']);
  });

  it('is extended by YAML, which may bring functions of its own', async () => {
    const files = {
      'bank.yaml': `extends: [house.js]
functions: [shout, [whisper, { type: object }]]
rules:
  a: { given: $.info.title, message: '{{error}} {{value}}', then: { function: shout, functionOptions: { word: hey } } }
  b: { given: $.info.title, then: [{ function: whisper }, { function: truthy }] }
`,
      'functions/shout.js': `module.exports = (value, { word }) => [{ message: word.toUpperCase() }];`,
      'functions/whisper.js': `export default () => [{ message: 'psst' }];`,
      'functions/package.json': '{}',
      'house.js': `module.exports = { rules: { c: { given: '$.info', then: { function: () => [{ message: 'c' }] } } } };`,
    };
    const result = await found(
      { ...files, 'functions/whisper.js': `exports.default = () => [{ message: 'psst' }]; exports.__esModule = true;` },
      'bank.yaml',
    );
    expect(result).toEqual(['warn c /info c', 'warn a /info/title HEY a', 'warn b /info/title psst']);
  });

  it('has a digest of its code', async () => {
    const digests = new Set<string>();
    for (const word of ['a', 'b', 'b']) {
      const root = scratchFolder();
      writeFileSync(
        join(root, 'house.js'),
        `module.exports = { rules: { r: { given: '$', then: { function: () => '${word}' } } } };`,
      );
      digests.add((await load(root, ['house.js'])).sha256);
    }
    expect(digests.size).toBe(2);
  });

  it.each([
    ['throws', `throw new TypeError('no')`, 'RULESET_CODE_FAILED house.js: TypeError: no'],
    ['exports nothing', 'module.exports = 1', 'RULESET_CODE_FAILED house.js: Error: it exports no ruleset'],
    [
      'is misspelt',
      'module.exports = { rules: { a: { givn: 1 } } }',
      `RULESET_INVALID house.js: rules.a.givn: there is no such key in Spectral's format`,
    ],
    [
      'has a format of its own',
      'module.exports = { formats: [function mine() {}], rules: {} }',
      'RULESET_INVALID house.js: formats.0: there is no format `custom mine`',
    ],
    ['ends itself', 'process.exit(0)', 'RULESET_CODE_FAILED house.js: it ended itself (0)'],
    ['loops', 'for (;;) {}', 'RULESET_CODE_FAILED house.js: it gave no answer within 10 seconds'],
    [
      'takes all memory',
      'const all = []; for (;;) all.push(new Array(1e5).fill({}))',
      'RULESET_CODE_FAILED house.js: it took more memory than it may',
    ],
    [
      'speaks out of turn',
      `require('fs').writeSync(3, '{}\\n{}\\n')`,
      'RULESET_CODE_FAILED house.js: it does not keep to what was asked',
    ],
    ['prints', `console.log('{}'); process.stdout.write('x'); module.exports = { rules: {} }`, []],
  ])('that %s', { timeout: 40_000 }, async (_, text, expected) => {
    expect(await found({ 'house.js': text })).toEqual(expected);
  });

  it('that takes memory beside the heap is stopped, where the system tells', { timeout: 40_000 }, async () => {
    if (process.platform !== 'linux') return;
    const text = 'const all = []; for (;;) all.push(Buffer.alloc(1e6, 1))';
    expect(await found({ 'house.js': text })).toMatch(
      /^RULESET_CODE_FAILED house\.js: it (took more memory|ended itself)/,
    );
  });

  it('whose function fails leaves its rule unchecked, which is never clean', async () => {
    const text = `module.exports = { rules: { r: { given: '$.info', then: { function: () => { throw new Error('oh'); } } } } };`;
    expect(await found({ 'house.js': text })).toMatch(
      /^RULE_FAILED r could not be checked in openapi\.yaml: house\.js: Error: oh/,
    );
  });

  it('whose function loops is stopped', { timeout: 40_000 }, async () => {
    expect(await found(doing('for (;;) {}'))).toMatch(
      /^RULE_FAILED r .*: house\.js: it gave no answer within 10 seconds/,
    );
  });
});

describe('code of a ruleset has no rights', () => {
  it.each([
    ['reads a file of the system', `require('fs').readFileSync('/etc/passwd')`],
    ['reads the contract', `require('fs').readFileSync(__dirname + '/openapi.yaml')`],
    ['looks around', `require('fs').readdirSync('/')`],
    ['reads what node knows of it', `require('fs').readFileSync('/proc/self/environ')`],
    ['writes', `require('fs').writeFileSync(__dirname + '/marker', 'x')`],
    [
      'writes as a stream',
      `await new Promise((_, no) => require('fs').createWriteStream(__dirname + '/marker').on('error', no))`,
    ],
    [
      'writes a report',
      `process.report?.writeReport(__dirname + '/marker'); throw Object.assign(new Error(), { code: process.report === undefined ? 'ERR_ACCESS_DENIED' : 'wrote' })`,
    ],
    ['writes a snapshot', `require('v8').writeHeapSnapshot(__dirname + '/marker')`],
    ['spawns', `require('child_process').spawnSync('touch', [__dirname + '/marker'])`],
    ['executes', `require('node:child_process').execSync('touch marker')`],
    ['starts a thread', `new (require('worker_threads').Worker)('1', { eval: true })`],
    ['loads a binding', `process.binding('tcp_wrap')`],
    ['loads an addon', `process.dlopen({ exports: {} }, '/x.node')`],
    ['signals', `process.kill(process.ppid, 0)`],
    ['fetches', `await fetch('http://127.0.0.1:PORT/')`],
    ['connects', `require('net').connect(PORT, '127.0.0.1')`],
    ['connects as an ES module', `(await import('node:net')).connect(PORT, '127.0.0.1')`],
    ['connects by a class', `new (require('net').Socket)().connect(PORT, '127.0.0.1')`],
    [
      'connects by the prototype of its own stream',
      `Object.getPrototypeOf(process.stdin).connect.call(process.stdin, PORT, '127.0.0.1')`,
    ],
    ['asks by http', `require('http').get('http://127.0.0.1:PORT/')`],
    ['asks by https', `require('https').request('https://127.0.0.1:PORT/')`],
    ['asks by http2', `require('http2').connect('http://127.0.0.1:PORT/')`],
    ['sends datagrams', `require('dgram').createSocket('udp4')`],
    ['asks for names', `require('dns').lookup('example.com', () => {})`],
    ['asks for names as a promise', `await require('dns').promises.lookup('example.com')`],
    ['listens', `require('net').createServer().listen(0)`],
    ['is debugged', `require('inspector').open(0)`],
  ])('when it %s', async (_, body) => {
    let asked = 0;
    const server = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    expect(await found(doing(`${body.replaceAll('PORT', String(port))}; return [{ message: 'it could' }];`))).toEqual([
      'warn r /info ERR_ACCESS_DENIED',
    ]);
    expect(asked).toBe(0);
    expect(existsSync('marker')).toBe(false);
  });

  it('and no environment', async () => {
    process.env['COUNTERSIGN_SECRET'] = 'x';
    onTestFinished(() => {
      delete process.env['COUNTERSIGN_SECRET'];
    });
    expect(await found(doing(`return [{ message: Object.keys(process.env).join() }];`))).toEqual(['warn r /info ']);
  });
});

describe('code that is pinned', () => {
  const files = { 'house.js': `require('./more.js'); module.exports = { rules: {} };`, 'more.js': '' };
  const hash = (root: string, file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex');

  it('runs', async () => {
    const pins = (root: string): Permission => new Map(['house.js', 'more.js'].map((file) => [file, hash(root, file)]));
    expect(await found(files, 'house.js', pins)).toEqual([]);
  });

  it('does not run where what it reads is not pinned', async () => {
    const pins = (root: string): Permission => new Map([['house.js', hash(root, 'house.js')]]);
    const sha256 = createHash('sha256').update('').digest('hex');
    expect(await found(files, 'house.js', pins)).toBe(
      `RULESET_CODE_CHANGED more.js is not pinned in countersign.yaml; its SHA-256 is ${sha256}`,
    );
  });

  it('does not run where it was changed', async () => {
    const pins = (): Permission => new Map([['house.js', '0'.repeat(64)]]);
    expect(await found(files, 'house.js', pins)).toMatch(/^RULESET_CODE_CHANGED house\.js is not what is pinned/);
  });
});

const PEERS = join(projectRoot, 'bench/peers');
describe.skipIf(!existsSync(join(PEERS, 'node_modules/@stoplight/spectral-owasp-ruleset')))(
  'public packages (needs npm run peers)',
  () => {
    it.each([
      ['@stoplight/spectral-owasp-ruleset', 25, 5],
      ['@stoplight/spectral-documentation', 10, 1],
      ['@stoplight/spectral-url-versioning', 2, 0],
      ['@apisyouwonthate/style-guide', 10, 1],
      ['@ibm-cloud/openapi-ruleset', 100, 5],
    ])('%s', { timeout: 60_000 }, async (name, rules, findings) => {
      // The folder may be a link, and nothing outside of a workspace is read.
      const root = dirname(realpathSync(join(PEERS, 'node_modules')));
      const ruleset = await load(root, [name]);
      expect(ruleset.rules.filter(({ severity }) => severity !== 'off').length).toBeGreaterThanOrEqual(rules);
      const contracts = scratchFolder();
      writeFileSync(join(contracts, 'openapi.yaml'), `${CONTRACT}servers: [{ url: 'http://api.bank.example' }]\n`);
      const contract = await loadContract(workingTree(fileSystem, contracts), 'openapi.yaml', 'a');
      expect((await lintRuleset(contract, ruleset)).length).toBeGreaterThanOrEqual(findings);
    });
  },
);
