import type { ChangelogEntry, ChangelogRelease } from '../../../../src/model/changelog.ts';
import type { Operation } from '../../../../src/model/contract.ts';
import type { Day } from '../../../../src/model/day.ts';
import type { ChangelogReport } from '../../../../src/model/report.ts';
import { HEAD } from './parts.ts';

const operation = (name: string): Operation => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path, operationId: null };
};

const LIST = operation('GET /payments');
const ORDER = operation('POST /payments');
const EVERY = ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h'].map((path) => operation(`GET ${path}`));

function entry(own: Partial<ChangelogEntry> & Pick<ChangelogEntry, 'section' | 'message'>): ChangelogEntry {
  return {
    check: 'a-check',
    impact: 'compatible',
    operations: [LIST],
    why: '',
    migration: '',
    farewell: null,
    changes: 1,
    ...own,
  };
}

const REQUIRED: Partial<ChangelogEntry> = {
  check: 'request-parameter-became-required',
  impact: 'breaking',
  why: 'Callers that leave it out worked until now and start to be refused.',
  migration: 'Send it with every call.',
};

const big: ChangelogRelease = {
  name: 'v2.0.0',
  commit: '1a2b3c4d5e6f708192a3b4c5d6e7f80192a3b4c5',
  version: '2.0.0',
  day: '2026-03-02' as Day,
  time: '2026-03-02T12:00:00Z',
  from: { name: 'v1.1.0', commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4', version: '1.1.0' },
  operations: 14,
  entries: [
    entry({ ...REQUIRED, section: 'breaking', message: 'Query parameter `booked_from` became required.' }),
    entry({
      ...REQUIRED,
      section: 'breaking',
      message: 'Query parameter `booked_to` became required.',
      operations: EVERY,
    }),
    entry({
      section: 'deprecated',
      check: 'endpoint-deprecated-with-sunset',
      impact: 'contract-only',
      message: 'The operation is now deprecated and ends on 2026-12-31.',
      operations: [ORDER],
      why: 'It still works, and callers know until when.',
      migration: 'Use orderPayment instead.',
      farewell: {
        since: { day: '2026-03-01' as Day, from: 'contract' },
        sunset: '2026-12-31' as Day,
        successor: 'orderPayment',
        reason: null,
      },
    }),
    entry({
      section: 'removed',
      check: 'api-removed-with-deprecation',
      message: '`DELETE /payments` was removed at the end of its deprecation.',
      operations: [operation('DELETE /payments')],
      migration: 'The contract names nothing to use instead.',
      farewell: {
        since: { day: '2025-09-01' as Day, from: 'history' },
        sunset: null,
        successor: null,
        reason: null,
      },
    }),
    ...Array.from({ length: 30 }, (_, index) =>
      entry({ section: 'added', message: `Query parameter \`filter_${index}\` is new and optional.` }),
    ),
    entry({
      section: 'changed',
      check: 'response-property-enum-value-added',
      impact: 'risky',
      message: 'Response property `status` (200) has the new values `"held"` and `"a|b <i>"`.',
      operations: [LIST, operation('POST payment.settled')],
      why: 'A client with a closed list fails on a value that it does not know.',
      migration: 'Take values that you do not know.',
    }),
    entry({ section: 'changed', message: 'Server https://api.bank.example/v2 is listed.', operations: [] }),
    entry({ section: 'fixed', check: null, message: 'Descriptions or examples were reworded.' }),
  ],
};

const calm: ChangelogRelease = {
  ...big,
  name: 'v1.1.0',
  version: '1.1.0',
  day: '2026-01-05' as Day,
  time: '2026-01-05T12:00:00Z',
  commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4',
  from: { name: 'v1.0.0', commit: '9a8b7c6d5e4f30211203f4e5d6c7b8a990817263', version: '1.0.0' },
  entries: [],
};

const first: ChangelogRelease = {
  ...calm,
  name: 'v1.0.0',
  version: '1.0.0',
  day: '2025-12-01' as Day,
  time: '2025-12-01T12:00:00Z',
  commit: '9a8b7c6d5e4f30211203f4e5d6c7b8a990817263',
  from: null,
};

const changelogReleases: ChangelogReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'changelog',
  from: 'v0.9.0',
  to: 'v2.0.0',
  apis: [
    { id: 'payments', title: 'Payments', file: 'payments.yaml', per: 'tag', releases: [big, calm, first] },
    { id: 'accounts', title: '', file: 'accounts.yaml', per: 'day', releases: [] },
  ],
  notes: [{ api: 'cards', message: 'cards.yaml is not in v2.0.0, so there is nothing to tell.' }],
};

const changelogWhole: ChangelogReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'changelog',
  from: '1a2b3c4',
  to: 'the working tree',
  apis: [
    {
      id: 'openapi.yaml',
      title: 'Payments',
      file: 'openapi.yaml',
      per: 'whole',
      releases: [
        {
          ...big,
          name: '1a2b3c4..the working tree',
          commit: null,
          day: null,
          time: null,
          entries: big.entries.slice(0, 2),
        },
      ],
    },
  ],
  notes: [],
};

export const CHANGELOGS = { changelogReleases, changelogWhole };
