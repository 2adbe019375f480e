import { type Day, parseDay } from '../../../../src/model/day.ts';
import type { Acceptance, Finding, Waiver } from '../../../../src/model/finding.ts';
import type { Location } from '../../../../src/model/location.ts';
import { type ApiSummary, SCHEMA_VERSION } from '../../../../src/model/report.ts';
import { BASE } from './contract.ts';

export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`no day: ${text}`);
  return parsed;
}

/** What every sample report begins with. */
export const HEAD = {
  schemaVersion: SCHEMA_VERSION,
  tool: { name: 'countersign', version: '0.1.0' },
  today: day('2026-11-20'),
} as const;

/** A place on one line of the sample contract: line, first column, length. */
export function at(line: number, column: number, length: number, other: Partial<Location> = {}): Location {
  return {
    file: 'payments/openapi.yaml',
    commit: null,
    pointer: '/paths/~1payments/get',
    line,
    column,
    endLine: line,
    endColumn: column + length,
    ...other,
  };
}

export const SHA = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const PAYMENTS: ApiSummary = {
  id: 'payments',
  file: 'payments/openapi.yaml',
  title: 'Payments',
  version: '2.3.0',
  dialect: '3.1',
  operations: 4,
  sha256: SHA,
  base: null,
};

export const COMPARED: ApiSummary = {
  ...PAYMENTS,
  base: { revision: 'origin/main', commit: BASE, file: 'payments/openapi.yaml', version: '2.2.0' },
};

export const ACCOUNTS: ApiSummary = {
  id: 'accounts',
  file: 'accounts/openapi.yaml',
  title: 'Accounts',
  version: '1.4.2',
  dialect: '3.0',
  operations: 12,
  sha256: SHA.replace('9f', '00'),
  base: null,
};

/** A finding of the sample contract; only what matters to a sample is said there. */
export function finding(other: Partial<Finding> & Pick<Finding, 'rule' | 'message' | 'at'>): Finding {
  return {
    from: 'lint',
    api: 'payments',
    severity: 'error',
    hint: '',
    docs: `countersign explain ${other.rule}`,
    also: [],
    fingerprint: `${other.rule}@${other.at.line}`,
    waiver: null,
    ...other,
  };
}

export const WAIVER: Waiver = {
  rule: 'path-segments-kebab-case',
  api: 'payments',
  pointer: '/paths/~1Accounts~1{id}',
  reason: 'the partner bank has this path in production until its release of spring',
  owner: 'Jane Doe',
  expires: day('2026-12-31'),
  at: at(3, 5, 24, { file: '.countersign/waivers.yaml', pointer: '/0' }),
};

export const ACCEPTED: Acceptance = {
  api: 'payments',
  fingerprint: '801b98778eb095c0df2c2872861dc5f5',
  cause: null,
  check: 'request-parameter-became-required',
  change: 'GET /payments: Parameter `limit` became required.',
  category: 'spec-correction',
  reason: 'the gateway has refused calls without it since 2024; the contract did not say so',
  owner: 'Ada Author <ada@bank.example>',
  approver: 'Bea Boss <bea@bank.example>',
  expires: day('2026-12-31'),
  at: at(1, 1, 0, { file: '.countersign/accepted/payments/801b98778eb0.yaml', pointer: '' }),
};
