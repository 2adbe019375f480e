import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { type Fetched, fetchRulesets, lockFiles } from '../../../src/gather/ruleset/lock.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { rulesetOf } from '../../examine/lint/support.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';

type Texts = { readonly [name: string]: string };

const rule = (id: string): string => `rules: { ${id}: { given: $.info, then: { function: truthy } } }`;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function write(root: string, files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** What is fetched for `bank.yaml` in a folder, of a world that has these texts; and what it was asked for, in order. */
async function fetched(
  files: Texts,
  world: Texts,
): Promise<{ readonly root: string; readonly got: readonly Fetched[]; readonly asked: readonly string[] }> {
  const root = scratchFolder();
  write(root, files);
  const asked: string[] = [];
  const https = {
    get: (url: URL): Promise<Uint8Array> => {
      asked.push(url.href);
      const text = world[url.href];
      if (text === undefined) throw new CountersignError('RULESET_NOT_FETCHED', `nothing at ${url.href}`);
      return Promise.resolve(new TextEncoder().encode(text));
    },
  };
  const shelves = { files: fileSystem, root, rulesets: join(projectRoot, 'rulesets') };
  return { root, got: await fetchRulesets(shelves, https, ['bank.yaml']), asked };
}

describe('rulesets of other hosts', () => {
  it('are fetched with what they extend, and linted with from then on without a network', async () => {
    const a = `extends: [core, ./more/b.yaml]\n${rule('a-rule')}`;
    const b = `\u{feff}${rule('b-rule')}`;
    const { root, got, asked } = await fetched(
      { 'bank.yaml': `extends: [own.yaml]`, 'own.yaml': `extends: ['https://rules.example/a.yaml?v=1']` },
      { 'https://rules.example/a.yaml?v=1': a, 'https://rules.example/more/b.yaml': b },
    );
    expect(asked).toEqual(['https://rules.example/a.yaml?v=1', 'https://rules.example/more/b.yaml']);
    const written = Object.fromEntries(lockFiles(got).map(({ path, content }) => [path, content]));
    expect(written).toEqual({
      '.countersign/rulesets.lock.yaml': `# Rulesets of other hosts, as countersign lock fetched them. Their copies are in .countersign/rulesets/; commit both.
schemaVersion: 1
rulesets:
  - url: "https://rules.example/a.yaml?v=1"
    sha256: ${hashOf(a)}
    size: ${a.length}
  - url: "https://rules.example/more/b.yaml"
    sha256: ${hashOf(b)}
    size: ${b.length + 2}
`,
      [`.countersign/rulesets/${hashOf(a)}.yaml`]: a,
      [`.countersign/rulesets/${hashOf(b)}.yaml`]: b,
    });
    write(root, written);
    const { rules } = await rulesetOf(['bank.yaml'], root);
    expect(rules.filter(({ profile }) => profile !== 'core').map(({ id, profile }) => [id, profile])).toEqual([
      ['a-rule', 'https://rules.example/a.yaml'],
      ['b-rule', 'https://rules.example/more/b.yaml'],
    ]);
    expect(rules.length).toBeGreaterThan(50);
  });

  it('are fetched once, also where they extend each other', async () => {
    const { asked } = await fetched(
      { 'bank.yaml': `extends: ['https://a.example/1.yaml', 'https://a.example/2.yaml']` },
      { 'https://a.example/1.yaml': 'extends: 2.yaml', 'https://a.example/2.yaml': 'extends: 1.yaml' },
    );
    expect(asked).toEqual(['https://a.example/1.yaml', 'https://a.example/2.yaml']);
  });

  it('of hosts that only other hosts name are not asked for', async () => {
    const files = { 'bank.yaml': 'extends: https://a.example/1.yaml' };
    await expect(
      fetched(files, { 'https://a.example/1.yaml': 'extends: https://b.example/2.yaml' }),
    ).rejects.toMatchObject({
      code: 'RULESET_NOT_FETCHED',
      message: 'https://a.example/1.yaml extends https://b.example/2.yaml, on a host that no ruleset here names',
    });
    const named = { 'bank.yaml': `extends: ['https://a.example/1.yaml', 'https://b.example/2.yaml']` };
    const world = {
      'https://a.example/1.yaml': 'extends: https://b.example/3.yaml',
      'https://b.example/2.yaml': rule('a'),
      'https://b.example/3.yaml': rule('b'),
    };
    expect((await fetched(named, world)).asked).toHaveLength(3);
  });

  it.each([
    ['http://a.example/1.yaml', 'http://a.example/1.yaml is not https, and nothing else is fetched'],
    ['https://user:pass@a.example/1.yaml?token=x', 'https://a.example/1.yaml has credentials in it'],
    ['https://a.example/1.js', 'https://a.example/1.js is code of another host, which is never run'],
    ['file:///etc/passwd', 'file:///etc/passwd is not https, and nothing else is fetched'],
    ['https://', 'https:// is no address'],
  ])('%s is refused', async (address, message) => {
    await expect(fetched({ 'bank.yaml': `extends: '${address}'` }, {})).rejects.toMatchObject({
      code: 'RULESET_INVALID',
      message: `bank.yaml:1 extends: ${message}`,
    });
  });

  it('may not extend files of the workspace', async () => {
    const { asked } = await fetched(
      { 'bank.yaml': `extends: https://a.example/1.yaml`, 'secret.yaml': 'rules: {}' },
      { 'https://a.example/1.yaml': 'extends: ./secret.yaml', 'https://a.example/secret.yaml': rule('a') },
    );
    expect(asked).toEqual(['https://a.example/1.yaml', 'https://a.example/secret.yaml']);
  });
});

describe('a locked copy', () => {
  const URL_A = 'https://a.example/1.yaml';
  const HASH = hashOf(rule('a'));
  const entry = (changes: Texts = {}): string => {
    const fields = { url: URL_A, sha256: `'${HASH}'`, size: String(rule('a').length), ...changes };
    const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
    return `schemaVersion: 1\nrulesets:\n  - ${lines.join('\n    ')}\n`;
  };
  const LOCK = '.countersign/rulesets.lock.yaml';
  const COPY = `.countersign/rulesets/${HASH}.yaml`;

  const code = async (files: Texts): Promise<unknown> => {
    const root = scratchFolder();
    write(root, { 'bank.yaml': `extends: ${URL_A}`, ...files });
    return rulesetOf(['bank.yaml'], root).then(
      ({ rules }) => rules.length,
      (error: unknown) => (error instanceof CountersignError ? `${error.code} ${error.message}` : error),
    );
  };

  it.each<[string, Texts, unknown]>([
    ['is taken', { [LOCK]: entry(), [COPY]: rule('a') }, 1],
    [
      'may be missing with its lock file',
      {},
      `RULESET_NOT_LOCKED ${URL_A} is on another host, and .countersign/rulesets.lock.yaml has no copy of it`,
    ],
    [
      'may be of another address',
      { [LOCK]: entry({ url: 'https://a.example/2.yaml' }), [COPY]: rule('a') },
      `RULESET_NOT_LOCKED ${URL_A} is on another host, and .countersign/rulesets.lock.yaml has no copy of it`,
    ],
    ['may be missing', { [LOCK]: entry() }, `RULESET_NOT_LOCKED ${COPY}, the copy of ${URL_A}, is not there`],
    [
      'may differ by one byte',
      { [LOCK]: entry(), [COPY]: rule('b') },
      `RULESET_CHANGED ${COPY} is not what .countersign/rulesets.lock.yaml says that ${URL_A} was`,
    ],
    [
      'may have another size than was locked',
      { [LOCK]: entry({ size: '1' }), [COPY]: rule('a') },
      `RULESET_CHANGED ${COPY} is not what .countersign/rulesets.lock.yaml says that ${URL_A} was`,
    ],
    ...['[]', 'rulesets: []', entry({ sha256: '../../../etc/passwd' }), entry({ size: 'many' })].map(
      (lock): [string, Texts, unknown] => [
        `may have a lock file that nobody wrote: ${lock.slice(0, 20)}`,
        { [LOCK]: lock },
        'RULESET_INVALID .countersign/rulesets.lock.yaml is not as countersign lock writes it',
      ],
    ),
  ])('%s', async (_, files, expected) => {
    expect(await code(files)).toEqual(expected);
  });

  it('is written with the bytes that were hashed', () => {
    const files = lockFiles([{ url: URL_A, sha256: HASH, size: 3, text: rule('a') }]);
    const root = scratchFolder();
    write(root, Object.fromEntries(files.map(({ path, content }) => [path, content])));
    expect(hashOf(readFileSync(join(root, COPY), 'utf8'))).toBe(HASH);
  });
});
