import fc from 'fast-check';
import { entry } from '../../support/deprecation.ts';
import { describe, expect, it } from 'vitest';
import { consumersOf, impactOf } from '../../../src/examine/impact/impact.ts';
import { IMPACT_RULES } from '../../../src/examine/impact/rules.ts';
import type { Change } from '../../../src/model/change.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import type { Deprecation } from '../../../src/model/deprecation.ts';
import type { Consumer, Use } from '../../../src/model/workspace.ts';
import { contractOf } from '../../support/contract.ts';

const contract = await contractOf(
  `openapi: 3.1.0
info: { title: Accounts, version: 1.0.0 }
paths:
  /accounts:
    get: { responses: {} }
  /accounts/{accountId}:
    get: { responses: {} }
  /shared:
    $ref: '#/components/pathItems/shared'
components:
  pathItems:
    shared: { post: { responses: {} } }
`,
  { id: 'accounts' },
);

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

function use(text: string): Use {
  const [method = '', path = ''] = text.split(' ');
  return { method, path };
}

function consumer(
  name: string,
  operations: readonly string[],
  consent: readonly string[] = [],
  api = 'accounts',
): Consumer {
  const agreed = consent.map((each) => ({ operation: use(each), day: day('2026-05-04'), by: 'Olu Owner' }));
  return {
    name,
    contact: `${name.toLowerCase()}@bank.example`,
    uses: [{ api, operations: operations.map(use), consent: agreed }],
  };
}

function change(operation: string | null, message: string, impact: Change['impact'] = 'breaking'): Change {
  const at = operation === null ? null : { ...use(operation), operationId: null };
  const place = contract.locate('/paths/~1accounts/get');
  return {
    check: 'some-check',
    impact,
    message,
    operation: at,
    before: null,
    after: place,
    witness: null,
    proof: 'skipped',
    about: [],
    cause: 'c1',
  };
}

function deprecation(
  kind: Deprecation['what']['kind'],
  status: Deprecation['status'],
  more: Partial<Deprecation> = {},
): Deprecation {
  const pointer = '/paths/~1accounts/get';
  return entry({
    api: 'accounts',
    what: { kind, name: '', method: 'GET', path: '/accounts', pointer },
    at: contract.locate(pointer),
    status,
    ...more,
  });
}

const nothing = { api: 'accounts', consumers: [], changes: [], deprecations: [], contract, before: null };

describe('consumersOf', () => {
  it('names who calls an operation, whatever its parameters are called', () => {
    const callers = consumersOf(
      [
        consumer('Web', ['GET /accounts/{id}']),
        consumer('App', ['GET /accounts/{accountId}']),
        consumer('Other', ['GET /accounts/{id}'], [], 'cards'),
      ],
      'accounts',
    );
    expect(callers('GET', '/accounts/{account}')).toEqual(['App', 'Web']);
    expect(callers('get', '/accounts/{account}')).toEqual(['App', 'Web']);
    expect(callers('GET', '/accounts')).toEqual([]);
    expect(callers('GET', '/accounts/{account}/')).toEqual([]);
  });
});

describe('impactOf breaking changes', () => {
  const app = consumer('App', ['GET /accounts', 'GET /accounts/{id}']);

  it('names the consumer, whom to tell and the operation', () => {
    expect(impactOf({ ...nothing, consumers: [app], changes: [change('GET /accounts', 'It went away.')] })).toEqual([
      {
        rule: 'consumer-hit',
        from: 'impact',
        api: 'accounts',
        message: 'App (app@bank.example) calls `GET /accounts`, which breaks: It went away.',
        hint: 'Keep the change compatible, or agree with the consumer and record the consent in their file.',
        docs: 'countersign explain consumer-hit',
        at: contract.locate('/paths/~1accounts/get'),
        also: [contract.locate('/paths/~1accounts/get')],
        proposed: 'warn',
        about: ['App', 'GET /accounts'],
      },
    ]);
  });

  it('is told once for each operation, and once for the whole API', () => {
    const changes = [
      change('GET /accounts/{accountId}', 'B'),
      change('GET /accounts', 'It may break.', 'risky'),
      change('GET /accounts/{accountId}', 'A'),
      change(null, 'A scheme went away.'),
    ];
    expect(
      impactOf({ ...nothing, consumers: [app], changes }).map(({ message, at, also }) => [
        message,
        at.pointer,
        also.length,
      ]),
    ).toEqual([
      ['App (app@bank.example) calls this API, which breaks: A scheme went away.', '', 1],
      [
        'App (app@bank.example) calls `GET /accounts/{id}`, which breaks in 2 ways.',
        '/paths/~1accounts~1{accountId}/get',
        2,
      ],
    ]);
  });

  it('is silent where the consumer has agreed', () => {
    const changes = [change('GET /accounts/{accountId}', 'A'), change(null, 'B')];
    const one = consumer('App', ['GET /accounts', 'GET /accounts/{id}'], ['GET /accounts/{x}']);
    expect(impactOf({ ...nothing, consumers: [one], changes }).map(({ about }) => about)).toEqual([['App']]);
    const all = consumer('App', ['GET /accounts', 'GET /accounts/{id}'], ['GET /accounts/{x}', 'GET /accounts']);
    expect(impactOf({ ...nothing, consumers: [all], changes })).toEqual([]);
  });
});

describe('impactOf deprecations', () => {
  const facts = (one: Deprecation, consent: readonly string[] = []) =>
    impactOf({ ...nothing, consumers: [consumer('App', ['GET /accounts'], consent)], deprecations: [one] }).map(
      ({ rule, proposed, message, about }) => ({ rule, proposed, message, about }),
    );

  it('says until when, and what comes after', () => {
    const sunset = day('2026-10-01');
    expect(facts(deprecation('operation', 'due-soon', { sunset, successor: 'listAccountsV2' }))).toEqual([
      {
        rule: 'consumer-uses-deprecated',
        proposed: 'warn',
        message:
          'App (app@bank.example) calls `GET /accounts`, which is deprecated and goes away on 2026-10-01; the successor is listAccountsV2.',
        about: ['App', 'GET /accounts', '/paths/~1accounts/get'],
      },
    ]);
  });

  it('is urgent only for operations, and only near the sunset', () => {
    const proposed = (one: Deprecation) => facts(one).map((fact) => fact.proposed);
    expect(proposed(deprecation('operation', 'overdue'))).toEqual(['warn']);
    expect(proposed(deprecation('operation', 'deprecated'))).toEqual(['info']);
    expect(proposed(deprecation('operation', 'sunset-scheduled'))).toEqual(['info']);
    expect(facts(deprecation('parameter', 'overdue'))).toMatchObject([
      {
        proposed: 'hint',
        message: 'App (app@bank.example) calls `GET /accounts`, of which a parameter is deprecated.',
      },
    ]);
    expect(
      proposed(
        deprecation('schema', 'overdue', {
          what: { kind: 'schema', name: 'A', method: null, path: null, pointer: '' },
        }),
      ),
    ).toEqual([]);
  });

  it('is silent where the consumer has agreed', () => {
    expect(facts(deprecation('operation', 'overdue'), ['GET /accounts'])).toEqual([]);
  });
});

describe('impactOf unknown operations', () => {
  it('tells what the contract does not have, at its paths', () => {
    const consumers = [consumer('App', ['GET /acounts', 'POST /shared', 'GET /constructor', 'GET /accounts'])];
    const facts = impactOf({ ...nothing, consumers, before: contract });
    expect(facts.map(({ rule, proposed, message, at }) => [rule, proposed, message, at.pointer])).toEqual(
      ['GET /acounts', 'GET /constructor'].map((operation) => [
        'consumer-uses-unknown-operation',
        'info',
        `App (app@bank.example) declares \`${operation}\`, which the contract does not have.`,
        '/paths',
      ]),
    );
  });

  it('tells what the contract had before, unless it is told as a break or the consumer agreed', async () => {
    const after = await contractOf('openapi: 3.1.0\ninfo: {}\npaths: {}\n', { id: 'accounts' });
    const consumers = [
      consumer('A', ['GET /accounts']),
      consumer('B', ['GET /accounts'], ['GET /accounts']),
      consumer('C', ['POST /shared']),
    ];
    const changes = [change('POST /shared', 'It went away.')];
    expect(
      impactOf({ ...nothing, consumers, changes, contract: after, before: contract }).map(({ message }) => message),
    ).toEqual([
      'A (a@bank.example) declares `GET /accounts`, which the contract no longer has.',
      'C (c@bank.example) calls `POST /shared`, which breaks: It went away.',
    ]);
  });
});

describe('impactOf', () => {
  it('does not depend on the order of what it is given', () => {
    const consumers = [
      consumer('B', ['GET /accounts/{a}', 'GET /accounts']),
      consumer('A', ['GET /accounts', 'GET /x']),
    ];
    const changes = ['3', '1', '2'].map((message) => change('GET /accounts', message));
    const all = { ...nothing, consumers, changes };
    const expected = impactOf(all);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(consumers, { minLength: consumers.length }),
        fc.shuffledSubarray(changes, { minLength: changes.length }),
        (people, shuffled) => {
          expect(impactOf({ ...all, consumers: people, changes: shuffled })).toEqual(expected);
        },
      ),
    );
  });

  it('reports only rules that can be explained', () => {
    expect(IMPACT_RULES.map(({ id }) => id)).toEqual([
      'consumer-hit',
      'consumer-hit-in-use',
      'consumer-uses-deprecated',
      'consumer-uses-unknown-operation',
    ]);
    for (const rule of IMPACT_RULES) expect(Object.values(rule).every((text) => text.length > 0)).toBe(true);
  });
});
