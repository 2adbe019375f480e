import { describe, expect, test } from 'vitest';
import { downgradeFacts } from '../../../src/deliver/publish/downgrade.ts';
import { driftFacts } from '../../../src/deliver/publish/drift.ts';
import { type GateInput, gateFacts, orderFacts } from '../../../src/deliver/publish/gate.ts';
import { planPublication } from '../../../src/deliver/publish/plan.ts';
import type { Tip } from '../../../src/deliver/publish/tip.ts';
import type { Fact } from '../../../src/model/finding.ts';
import { input, landed, start, tip } from './sample.ts';

const folder = 'environments/prod/kong/team-pay/payments/v2';
const published = landed(planPublication(input(), tip()), tip());

/** The published tip with some files edited; null removes one. */
function edited(files: Readonly<Record<string, string | null>>): Tip {
  const all = { ...Object.fromEntries(published.files), ...files };
  return tip(Object.fromEntries(Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [[path, text]]))));
}

function said(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('drift', () => {
  test('none on an empty folder, nor on what was published', () => {
    expect([driftFacts(input(), tip()), driftFacts(input(), published)]).toEqual([[], []]);
  });

  test('a whole fact, located in the file of the tip', () => {
    expect(driftFacts(input(), edited({ 'kong.yaml': 'services: [mine]\n' }))).toEqual([
      {
        rule: 'gateway-drift',
        from: 'gateway',
        api: 'payments',
        message: `${folder}/kong.yaml was edited by hand since it was published.`,
        hint: 'bring the change into the contract or the settings, then publish over it',
        docs: 'countersign explain gateway-drift',
        at: { ...start, file: `${folder}/kong.yaml`, commit: 'd'.repeat(40) },
        also: [],
        proposed: 'error',
        about: [],
      },
    ]);
  });

  const lock = published.files.get('countersign.lock.json') ?? '';

  test.each<[string, Tip, string[]]>([
    ['a file is gone', edited({ 'kong.yaml': null }), ['kong.yaml was removed by hand since it was published.']],
    [
      'the evidence was edited',
      edited({ 'evidence.json': '{}' }),
      ['evidence.json was edited by hand since it was published.'],
    ],
    [
      'the lock is no JSON',
      edited({ 'countersign.lock.json': '{' }),
      ['countersign.lock.json is not as countersign wrote it.'],
    ],
    [
      'the lock is another JSON',
      edited({ 'countersign.lock.json': '[]' }),
      ['countersign.lock.json is not as countersign wrote it.'],
    ],
    [
      'the lock was made to fit an edit',
      edited({ 'countersign.lock.json': lock.replace(/("kong\.yaml",\s+"sha256": ")\w{64}/, `$1${'0'.repeat(64)}`) }),
      ['countersign.lock.json is not as countersign wrote it.'],
    ],
    [
      'somebody else’s file is in the way',
      tip({ 'kong.yaml': 'services: [theirs]\n' }),
      ['kong.yaml was not written by countersign and would be overwritten.'],
    ],
    ['somebody else’s file is the same', tip({ 'kong.yaml': 'services: []\n' }), []],
    ['somebody else’s file is beside ours', edited({ 'notes.md': 'mine' }), []],
  ])('%s', (_title, found, messages) => {
    expect(said(driftFacts(input(), found))).toEqual(messages.map((message) => `gateway-drift: ${folder}/${message}`));
  });
});

describe('downgrade', () => {
  const ours = { ...input(), source: { ...input().source, commit: 'e'.repeat(40) } };
  const asked: string[] = [];
  const answer =
    (known: boolean | null) =>
    (commit: string): Promise<boolean | null> => {
      asked.push(commit);
      return Promise.resolve(known);
    };

  test('none when the published commit came before ours', async () => {
    expect(await downgradeFacts(ours, published, answer(true))).toEqual([]);
    expect(asked).toEqual(['c'.repeat(40)]);
  });

  test('none when nothing is published, or from the very same commit', async () => {
    expect(await downgradeFacts(ours, tip(), answer(false))).toEqual([]);
    expect(await downgradeFacts(input(), published, answer(false))).toEqual([]);
  });

  test('refused when ours does not contain it, and when nobody can tell', async () => {
    expect(said(await downgradeFacts(ours, published, answer(false)))).toEqual([
      'publish-downgrade: payments 2.3.1 in prod was published from commit cccccccccccc, which is no part of what would be published now; this would silently take it back.',
    ]);
    expect(said(await downgradeFacts(ours, published, answer(null)))).toEqual([
      'publish-downgrade: payments 2.3.1 in prod was published from commit cccccccccccc, which this clone does not have, so whether this would take it back cannot be told.',
    ]);
  });
});

describe('the gate', () => {
  const open: GateInput = {
    api: 'payments',
    at: start,
    verdict: 'pass',
    approvals: { satisfied: true, facts: [] },
    source: { commit: 'c'.repeat(40), dirty: [] },
  };

  test('is open when all holds', () => {
    expect(gateFacts(open)).toEqual([]);
  });

  const missing = { ...gateFacts({ ...open, verdict: 'fail' })[0], rule: 'approval-missing', message: 'M.' } as Fact;

  test.each<[string, Partial<GateInput>, string[]]>([
    ['the checks failed', { verdict: 'fail' }, ['publish-not-passed: The checks of this contract say no.']],
    ['approvals are missing', { approvals: { satisfied: false, facts: [missing] } }, ['approval-missing: M.']],
    [
      'approvals are missing and nobody said why',
      { approvals: { satisfied: false, facts: [{ ...missing, proposed: 'info' }] } },
      ['approval-missing: M.', 'publish-not-approved: This contract is not approved.'],
    ],
    [
      'the contract is not committed',
      { source: { commit: null, dirty: [] } },
      ['publish-uncommitted: The contract is not committed; only what git has can be traced back.'],
    ],
    [
      'files differ from the commit',
      { source: { commit: 'c'.repeat(40), dirty: ['openapi.yaml', 'schemas/a.yaml'] } },
      [
        'publish-uncommitted: What is committed is not what is here: openapi.yaml, schemas/a.yaml; only what git has can be traced back.',
      ],
    ],
  ])('is closed when %s', (_title, over, messages) => {
    const facts = gateFacts({ ...open, ...over });
    expect(said(facts)).toEqual(messages);
    expect(facts.at(-1)?.proposed).toBe('error');
  });

  test('an environment waits for the one before it to have exactly this contract', () => {
    const ours = { api: 'payments', at: start, environment: 'prod', digest: '5'.repeat(64) };
    expect(orderFacts(ours, 'uat', '5'.repeat(64))).toEqual([]);
    expect(said([...orderFacts(ours, 'uat', null), ...orderFacts(ours, 'uat', '6'.repeat(64))])).toEqual([
      'publish-out-of-order: prod comes after uat, and uat has no contract of this API yet.',
      'publish-out-of-order: prod comes after uat, and uat has another text of this contract.',
    ]);
  });
});
