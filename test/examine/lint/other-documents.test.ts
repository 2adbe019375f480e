import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Document, Ruleset as SpectralRuleset, Spectral, type RulesetDefinition } from '@stoplight/spectral-core';
import { arazzo, asyncapi } from '@stoplight/spectral-rulesets';
import { describe, expect, it, test } from 'vitest';
import { TookTooLong, withinTime } from '../../../src/examine/lint/engine/within-time.ts';
import { lint } from '../../../src/examine/lint/lint.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { documentOf } from '../../support/contract.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';
import { rulesetOf } from './support.ts';

const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { Yaml } = requireSpectral('@stoplight/spectral-parsers') as { Yaml: ConstructorParameters<typeof Document>[1] };

const RULESETS = { 'spectral:asyncapi': asyncapi, 'spectral:arazzo': arazzo };

async function theirs(text: string, ruleset: keyof typeof RULESETS): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(new SpectralRuleset({ extends: RULESETS[ruleset] as RulesetDefinition }));
  const results = await engine.run(new Document(text, Yaml, '/nowhere/document.yaml'));
  return results
    .map(({ code, severity, path, message, range: { start, end } }) => {
      const range = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return `${code} ${SEVERITIES[severity]} ${pointerOf(...path)} ${range} ${message}`;
    })
    .sort();
}

async function ours(text: string, rulesets: readonly string[]): Promise<string[]> {
  const facts = await lint(await documentOf({ 'document.yaml': text }), await rulesetOf(rulesets));
  return facts
    .map(({ rule, proposed, at, message }) => {
      return `${rule} ${proposed} ${at.pointer} ${at.line}:${at.column}-${at.endLine}:${at.endColumn} ${message}`;
    })
    .sort();
}

const CASES: readonly (readonly [string, keyof typeof RULESETS, number])[] = [
  ['asyncapi-2.6.yaml', 'spectral:asyncapi', 46],
  ['asyncapi-3.0.yaml', 'spectral:asyncapi', 19],
  ['arazzo-1.0.yaml', 'spectral:arazzo', 30],
];

describe('AsyncAPI and Arazzo, beside Spectral', () => {
  it.each(CASES)('%s', async (file, ruleset, count) => {
    const text = readFileSync(join(projectRoot, 'test/examine/lint/documents', file), 'utf8');
    const found = await ours(text, [ruleset]);
    expect(found).toEqual(await theirs(text, ruleset));
    expect(found).toHaveLength(count);
  });

  it.each(['2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '3.1.0'])(
    'version %s of AsyncAPI',
    async (version) => {
      const file = version.startsWith('3') ? 'asyncapi-3.0.yaml' : 'asyncapi-2.6.yaml';
      const written = readFileSync(join(projectRoot, 'test/examine/lint/documents', file), 'utf8');
      const text = written.replace(/^asyncapi: .*/, `asyncapi: ${version}`);
      expect(await ours(text, ['spectral:asyncapi'])).toEqual(await theirs(text, 'spectral:asyncapi'));
    },
  );
});

/** A ruleset of the house. */
function house(rules: object): Promise<Ruleset> {
  const root = scratchFolder();
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'house.json'), JSON.stringify({ rules }));
  return rulesetOf(['./house.json'], root);
}

const EVENTS = 'asyncapi: 2.6.0\ninfo: { title: Events, version: 1.0.0 }\nchannels: {}\n';
const CONTRACT = 'openapi: 3.0.3\ninfo: { title: Accounts, version: 1.0.0 }\npaths: {}\n';

describe('a document that no rule is for is not clean', () => {
  test.each([
    ['core', EVENTS, 'No rule of the rulesets is for AsyncAPI 2.6, so nothing was checked here.'],
    ['spectral:oas', EVENTS, 'No rule of the rulesets is for AsyncAPI 2.6, so nothing was checked here.'],
    ['spectral:arazzo', EVENTS, 'No rule of the rulesets is for AsyncAPI 2.6, so nothing was checked here.'],
    ['spectral:asyncapi', CONTRACT, 'No rule of the rulesets is for OpenAPI 3.0, so nothing was checked here.'],
  ])('%s', async (ruleset, text, message) => {
    const facts = await lint(await documentOf({ 'document.yaml': text }), await rulesetOf([ruleset]));
    expect(facts).toEqual([
      expect.objectContaining({ rule: 'lint-not-evaluated', proposed: 'error', message, about: [] }),
    ]);
  });

  test('rules without formats are run on everything, and it is told that none was meant', async () => {
    const rule = { title: { given: '$.info', then: { field: 'title', function: 'falsy' }, message: 'no titles' } };
    const ruleset = await house(rule);
    const facts = await lint(await documentOf({ 'document.yaml': EVENTS }), ruleset);
    expect(facts.map(({ rule: id, proposed, message }) => [id, proposed, message])).toEqual([
      ['title', 'warn', 'no titles'],
      [
        'lint-not-evaluated',
        'info',
        'No rule of the rulesets names AsyncAPI 2.6; only those without formats were run (1).',
      ],
    ]);
    expect(await lint(await documentOf({ 'document.yaml': CONTRACT }), ruleset)).toHaveLength(1);
  });

  test.each(['aas2', 'aas2_6', 'asyncapi2', 'aas2.6'])(
    'a rule of the house whose formats say %s is run',
    async (format) => {
      const rule = {
        given: '$.info',
        formats: [format],
        then: { field: 'title', function: 'falsy' },
        message: 'no titles',
      };
      const ruleset = await house({ title: rule });
      const found = async (text: string): Promise<string[]> =>
        (await lint(await documentOf({ 'document.yaml': text }), ruleset)).map(({ rule: id }) => id);
      expect(await found(EVENTS)).toEqual(['title']);
      expect(await found(CONTRACT)).toEqual(['lint-not-evaluated']);
    },
  );
});

test('what takes too long is stopped, also within a regular expression', () => {
  expect(() => withinTime(50, () => /^(a+)+$/.test(`${'a'.repeat(60)}!`))).toThrow(TookTooLong);
  expect(withinTime(1000, () => 3)).toBe(3);
  expect(() =>
    withinTime(1000, () => {
      throw new TypeError('its own');
    }),
  ).toThrow(new TypeError('its own'));
});
