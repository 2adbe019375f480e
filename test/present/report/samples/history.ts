import type { HistoryElement, ToldEvent, ToldLife } from '../../../../src/model/history.ts';
import { ELEMENT_KINDS } from '../../../../src/model/history.ts';
import type { HistoryReport } from '../../../../src/model/report.ts';
import { day, HEAD } from './parts.ts';

const COMMITS = ['1a', '2b', '3c', '4d', '5e'].map((text) => text.repeat(20));

function element(name: string): HistoryElement {
  const [method = '', path = ''] = name.split(' ');
  return {
    kind: 'operation',
    method,
    path,
    pointer: `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`,
    name,
  };
}

type Brief = readonly [ToldEvent['event'], number, string, Partial<ToldEvent>?];

function life(what: HistoryElement, events: readonly Brief[], other: Partial<ToldLife> = {}): ToldLife {
  return {
    what,
    events: events.map(([event, order, text, more]) => ({
      event,
      what,
      was: null,
      deprecated: event === 'deprecated',
      sunset: null,
      day: day(text),
      commit: COMMITS[order] ?? '',
      release: order < 3 ? `v1.${order}` : null,
      order,
      ...more,
    })),
    folds: [],
    asked: true,
    ...other,
  };
}

const moment = (order: number, text: string): ToldLife['folds'][number]['from'] => ({
  day: day(text),
  commit: COMMITS[order] ?? '',
});

const OLD = life(
  element('GET /v1/statements'),
  [
    ['first-seen', 0, '2025-01-05', { was: 'GET /statements' }],
    ['deprecated', 1, '2025-06-01', { sunset: day('2026-01-31') }],
    ['removed', 3, '2026-02-01', { deprecated: true, sunset: day('2026-01-31') }],
  ],
  {
    folds: [
      {
        kind: 'renamed',
        times: 1,
        from: moment(2, '2025-07-01'),
        to: moment(2, '2025-07-01'),
        names: ['GET /statements'],
      },
      { kind: 'unmarked', times: 2, from: moment(2, '2025-07-01'), to: moment(2, '2025-07-09'), names: [] },
    ],
  },
);

const LIMIT = life(
  { ...element('GET /v1/statements'), kind: 'parameter', name: 'query parameter `limit` of GET /v1/statements' },
  [
    ['first-seen', 0, '2025-01-05', { deprecated: true }],
    ['undeprecated', 2, '2025-07-01'],
    ['removed', 3, '2026-02-01'],
  ],
  { asked: false },
);

const SILENT = life(
  { ...element('GET /v1/statements'), kind: 'response', name: 'response 200 of GET /v1/statements' },
  [
    ['first-seen', 0, '2025-01-05'],
    ['removed', 3, '2026-02-01'],
  ],
  { asked: false },
);

const MANY = Array.from({ length: 14 }, (_, index) =>
  life(element(`GET /v1/reports/${index + 1}`), [['appeared', 4, '2026-03-01']]),
);

const FLAPPING = life(
  element('POST /v1/transfers'),
  [
    ['appeared', 1, '2025-06-01'],
    ['removed', 2, '2025-07-01'],
    ['appeared', 4, '2026-03-01', { deprecated: true }],
  ],
  { folds: [{ kind: 'gone', times: 3, from: moment(1, '2025-06-02'), to: moment(1, '2025-06-09'), names: [] }] },
);

const API = {
  id: 'payments',
  file: 'payments/openapi.yaml',
  revisions: 31,
  unreadable: 1,
  shallow: false,
  span: { from: moment(0, '2025-01-05'), to: moment(4, '2026-03-01') },
};

const REPORT = { ...HEAD, verdict: 'pass', report: 'history', fold: 7, since: null, notes: [] } as const;

/** History reports: everything of a contract, one thing of it, and a contract of which nothing is known. */
export const HISTORIES = {
  historyWhole: {
    ...REPORT,
    about: null,
    kinds: ['operation'],
    apis: [{ ...API, lives: [OLD, FLAPPING, ...MANY] }],
    notes: [{ api: 'payments', message: '1 of 31 revisions is no readable contract.' }],
  },
  historyOne: {
    ...REPORT,
    about: 'GET /v1/statements',
    kinds: ELEMENT_KINDS,
    apis: [{ ...API, lives: [OLD, LIMIT, SILENT] }],
  },
  historyNone: {
    ...REPORT,
    about: null,
    kinds: ['operation'],
    since: day('2026-06-01'),
    apis: [{ ...API, revisions: 0, unreadable: 0, shallow: true, span: null, lives: [] }],
  },
} satisfies Readonly<Record<string, HistoryReport>>;
