import { expect, test } from 'vitest';
import { examineLifecycle } from '../../../src/examine/lifecycle/lifecycle.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import { type ContractHistory, elementOf, type HistoryEvent, operationKey } from '../../../src/model/history.ts';
import { contractOf } from '../../support/contract.ts';
import { LIFECYCLE_DEFAULTS } from '../../support/deprecation.ts';

function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(text);
  return found;
}

type Told = readonly [string, HistoryEvent['event'], string, boolean];

/** Events by day, what happened, `GET /path`, and whether it was marked. A commit a day. */
function historyOf(told: readonly Told[], served: ContractHistory['served'] = []): ContractHistory {
  const events = told.map(([text, event, operation, deprecated]): HistoryEvent => {
    const [method = '', path = ''] = operation.split(' ');
    const key = operationKey({ method, path });
    return {
      event,
      what: { ...elementOf(key), pointer: '' },
      key,
      deprecated,
      sunset: null,
      day: day(text),
      commit: `c${text}`,
    };
  });
  return {
    api: 'accounts',
    file: 'openapi.yaml',
    depth: 'operations',
    events,
    served,
    span: null,
    revisions: told.length,
    unreadable: 0,
    shallow: false,
  };
}

async function pastOf(paths: string, history: ContractHistory): Promise<readonly unknown[]> {
  const contract = await contractOf(`openapi: 3.0.3\ninfo: { title: A, version: 1.0.0 }\npaths: {${paths}}\n`, {
    id: 'accounts',
  });
  const input = { ...LIFECYCLE_DEFAULTS, contract, before: null, history, today: day('2026-06-01') };
  return examineLifecycle(input).past.map(({ status, what, since, removed, notice, evidence }) => [
    status,
    `${what.method ?? ''} ${what.path ?? ''}`,
    since?.day,
    removed,
    [notice.given, notice.enough],
    evidence,
  ]);
}

const THERE = '/a: { get: { responses: {} } }';
const MARKED = '/a: { get: { deprecated: true, responses: {} } }';

test('what was deprecated and is gone is retired, with the notice that it had', async () => {
  const history = historyOf([
    ['2025-01-01', 'first-seen', 'GET /a', false],
    ['2025-02-01', 'deprecated', 'GET /a', true],
    ['2025-03-01', 'removed', 'GET /a', true],
  ]);
  expect(await pastOf('', history)).toEqual([
    ['retired', 'GET /a', '2025-02-01', '2025-03-01', [28, false], 'c2025-03-01'],
  ]);
});

test('what is gone from the working tree alone goes today, and no commit shows it', async () => {
  const history = historyOf([['2025-01-01', 'first-seen', 'GET /a', true]]);
  expect(await pastOf('', history)).toEqual([['retired', 'GET /a', '2025-01-01', '2026-06-01', [516, true], null]]);
});

test('what went without being deprecated is no entry', async () => {
  const history = historyOf([
    ['2025-01-01', 'first-seen', 'GET /a', true],
    ['2025-02-01', 'undeprecated', 'GET /a', false],
    ['2025-03-01', 'removed', 'GET /a', false],
  ]);
  expect(await pastOf('', history)).toEqual([]);
});

test('a mark that was taken back leaves it active', async () => {
  const history = historyOf([
    ['2025-01-01', 'first-seen', 'GET /a', false],
    ['2025-02-01', 'deprecated', 'GET /a', true],
    ['2025-03-01', 'undeprecated', 'GET /a', false],
  ]);
  expect(await pastOf(THERE, history)).toEqual([['active', 'GET /a', '2025-02-01', null, [null, null], 'c2025-03-01']]);
});

test('what went deprecated and is back without the mark is resurrected', async () => {
  const history = historyOf([
    ['2026-03-25', 'first-seen', 'GET /a', true],
    ['2026-03-26', 'removed', 'GET /a', true],
    ['2026-05-21', 'appeared', 'GET /a', false],
  ]);
  expect(await pastOf(THERE, history)).toEqual([
    ['resurrected', 'GET /a', '2026-03-25', null, [null, null], 'c2026-05-21'],
  ]);
});

test('merges that drop and restore resurrect nothing', async () => {
  const history = historyOf([
    ['2026-03-25', 'first-seen', 'GET /a', true],
    ['2026-03-26', 'removed', 'GET /a', true],
    ['2026-03-28', 'appeared', 'GET /a', false],
  ]);
  expect(await pastOf(THERE, history)).toEqual([['active', 'GET /a', '2026-03-25', null, [null, null], 'c2026-03-28']]);
});

test('what is marked again is an entry of the present', async () => {
  const history = historyOf([
    ['2026-01-25', 'first-seen', 'GET /a', true],
    ['2026-03-26', 'removed', 'GET /a', true],
    ['2026-05-21', 'appeared', 'GET /a', true],
  ]);
  expect(await pastOf(MARKED, history)).toEqual([]);
});

test('a renamed parameter of the path and a part that moved to the servers are no removal', async () => {
  const renamed = historyOf([
    ['2026-01-25', 'first-seen', 'GET /a/{id}', true],
    ['2026-03-26', 'removed', 'GET /a/{id}', true],
    ['2026-03-26', 'appeared', 'GET /a/{key}', true],
  ]);
  expect(await pastOf('"/a/{key}": { get: { deprecated: true, responses: {} } }', renamed)).toEqual([]);
  const moved = historyOf(
    [
      ['2026-01-25', 'first-seen', 'GET /a', true],
      ['2026-03-26', 'removed', 'GET /a', true],
      ['2026-03-26', 'appeared', 'GET /v1/a', true],
    ],
    [
      { commit: 'c2026-01-25', paths: ['/v1'] },
      { commit: 'c2026-03-26', paths: [''] },
    ],
  );
  expect(await pastOf('/v1/a: { get: { deprecated: true, responses: {} } }', moved)).toEqual([]);
});
