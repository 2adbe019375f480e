import type { Deprecation } from '../../../../src/model/deprecation.ts';
import { at, day } from './parts.ts';

/** One of each status, of each kind of origin, and of several kinds of thing. */
export const DEPRECATIONS: readonly Deprecation[] = [
  {
    api: 'payments',
    what: { kind: 'operation', method: 'GET', path: '/v1/payments', pointer: '/paths/~1v1~1payments/get' },
    at: at(24, 7, 16),
    since: { day: day('2025-11-08'), from: 'contract' },
    sunset: day('2026-11-08'),
    daysLeft: -12,
    successor: 'GET /payments',
    status: 'overdue',
    consumers: ['mobile-app', 'branch-portal'],
  },
  {
    api: 'payments',
    what: {
      kind: 'parameter',
      method: 'GET',
      path: '/payments',
      pointer: '/paths/~1payments/get/parameters/0',
    },
    at: at(10, 11, 13),
    since: { day: day('2026-06-01'), from: 'history' },
    sunset: day('2026-12-10'),
    daysLeft: 20,
    successor: 'the cursor in Link',
    status: 'due-soon',
    consumers: [],
  },
  {
    api: 'accounts',
    what: { kind: 'schema', method: null, path: null, pointer: '/components/schemas/LegacyBalance' },
    at: at(212, 5, 13, { file: 'accounts/openapi.yaml' }),
    since: { day: day('2023-01-15'), from: 'no later than' },
    sunset: null,
    daysLeft: null,
    successor: null,
    status: 'deprecated',
    consumers: ['treasury-reporting', 'regulatory-reporting', 'branch-portal', 'mobile-app'],
  },
  {
    api: 'accounts',
    what: {
      kind: 'operation',
      method: 'GET',
      path: '/accounts/{account-id}/transactions/{transaction-id}/attachments',
      pointer: '/paths/~1accounts~1{account-id}~1transactions~1{transaction-id}~1attachments/get',
    },
    at: at(88, 5, 3, { file: 'accounts/openapi.yaml' }),
    since: null,
    sunset: day('2027-06-30'),
    daysLeft: 222,
    successor: 'https://developer.bank.example/documents',
    status: 'sunset-scheduled',
    consumers: ['mobile-app'],
  },
];
