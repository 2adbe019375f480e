import type { JudgedChange } from '../../../../src/model/change.ts';
import type { GateReport } from '../../../../src/model/report.ts';
import { BASE } from './contract.ts';
import { DEPRECATIONS } from './deprecations.ts';
import { ACCEPTED, ACCOUNTS, at, COMPARED, day, finding, HEAD, PAYMENTS, WAIVER } from './parts.ts';

const NOTHING = { findings: [], changes: null, checks: [], deprecations: null, notes: [] } as const;

export const lintClean: GateReport = {
  ...HEAD,
  ...NOTHING,
  verdict: 'pass',
  report: 'lint',
  apis: [PAYMENTS, ACCOUNTS],
};

const lintNothing: GateReport = { ...lintClean, apis: [] };

/** Forty-four times the same rule, others between, one waived, one without code to show. */
export const lintFailing: GateReport = {
  ...HEAD,
  ...NOTHING,
  verdict: 'fail',
  report: 'lint',
  apis: [PAYMENTS, ACCOUNTS],
  findings: [
    ...Array.from({ length: 44 }, (_, index) =>
      finding({
        rule: 'operation-has-owner',
        message: `Operation \`${index === 0 ? 'GET /payments' : `GET /payments/${index}`}\` has no owner.`,
        hint: 'name the team that answers for it under x-owner',
        at: index === 0 ? at(7, 5, 3) : at(index + 7, 7, 9),
      }),
    ),
    finding({
      rule: 'summary-is-short',
      severity: 'warn',
      message: 'The summary is 156 characters long; a list of operations shows the first 80 of it.',
      at: at(19, 16, 156),
    }),
    finding({
      rule: 'response-has-schema',
      severity: 'info',
      message: 'The response has no schema.',
      at: at(27, 3, 6),
      also: [at(16, 11, 15)],
    }),
    finding({
      rule: 'path-segments-kebab-case',
      message: 'The path segment `Accounts` is not in kebab-case.',
      hint: 'write `accounts`',
      docs: 'https://opensource.zalando.com/restful-api-guidelines/#129',
      at: at(28, 3, 15),
      waiver: WAIVER,
    }),
    finding({
      rule: 'tags-are-described',
      severity: 'hint',
      message: 'The tag `cards` has no description.',
      docs: '',
      at: at(91, 7, 12, { file: 'payments/common.yaml', pointer: '/tags/3' }),
    }),
  ],
  notes: [{ api: null, message: '2 files were read for payments, 1 for accounts' }],
};

/** Old debt is counted; what is new is told. */
export const lintKnown: GateReport = {
  ...lintFailing,
  findings: lintFailing.findings.map((each, index) => (index > 0 && index < 44 ? { ...each, baseline: true } : each)),
};

/** Nothing but old debt in one API, nothing at all in the other. */
const lintOnlyKnown: GateReport = {
  ...lintKnown,
  verdict: 'pass',
  findings: lintKnown.findings.filter(({ baseline }) => baseline === true),
};

const REQUIRED: JudgedChange = {
  api: 'payments',
  check: 'request-parameter-became-required',
  impact: 'breaking',
  severity: 'error',
  message: 'Parameter `limit` became required.',
  operation: { method: 'GET', path: '/payments', operationId: 'listPayments' },
  before: at(12, 11, 15, { commit: BASE }),
  after: at(12, 11, 14),
  witness: {
    kind: 'call',
    direction: 'request',
    value: { method: 'GET', path: '/payments', query: {} },
    acceptedBy: 'before',
    rejectedBy: 'after',
    pointer: null,
    reason: '`limit` is missing',
  },
  proof: 'witness',
  about: ['limit'],
  cause: 'c1',
  fingerprint: 'a1',
};

export const ACCEPTED_CHANGE: JudgedChange = {
  ...REQUIRED,
  fingerprint: ACCEPTED.fingerprint ?? '',
  accepted: ACCEPTED,
};

const REMOVED: JudgedChange = {
  api: 'payments',
  check: 'operation-removed',
  impact: 'breaking',
  severity: 'error',
  message: 'Operation `POST /refunds` was removed without having been deprecated.',
  operation: { method: 'POST', path: '/refunds', operationId: 'refund' },
  before: at(18, 5, 4, { commit: BASE, endLine: 22, endColumn: 31, pointer: '/paths/~1refunds/post' }),
  after: at(5, 1, 5, { pointer: '/paths' }),
  witness: null,
  proof: 'undecided',
  about: [],
  cause: 'c2',
  fingerprint: 'a2',
};

const NARROWED: JudgedChange = {
  api: 'payments',
  check: 'request-maximum-decreased',
  impact: 'breaking',
  severity: 'warn',
  message: 'The maximum of parameter `limit` went down from 500 to 100.',
  operation: { method: 'GET', path: '/payments', operationId: 'listPayments' },
  before: at(13, 45, 3, { commit: BASE, pointer: '/paths/~1payments/get/parameters/0/schema/maximum' }),
  after: at(13, 45, 3, { pointer: '/paths/~1payments/get/parameters/0/schema/maximum' }),
  witness: null,
  proof: 'undecided',
  about: ['limit'],
  cause: 'c3',
  fingerprint: 'a3',
};

const ADDED: JudgedChange = {
  api: 'payments',
  check: 'operation-added',
  impact: 'compatible',
  severity: 'hint',
  message: 'The operation was added.',
  operation: { method: 'POST', path: '/payments', operationId: 'createPayment' },
  before: at(6, 3, 9, { commit: BASE, pointer: '/paths/~1payments' }),
  after: at(17, 5, 4, { pointer: '/paths/~1payments/post' }),
  witness: null,
  proof: 'not-applicable',
  about: [],
  cause: 'c4',
  fingerprint: 'a4',
};

const RENAMED: JudgedChange = {
  api: 'payments',
  check: 'version-changed',
  impact: 'contract-only',
  severity: 'info',
  message: 'The version went from 2.2.0 to 2.3.0.',
  operation: null,
  before: at(4, 12, 5, { commit: BASE, pointer: '/info/version' }),
  after: at(4, 12, 5, { pointer: '/info/version' }),
  witness: null,
  proof: 'not-applicable',
  about: [],
  cause: 'c5',
  fingerprint: 'a5',
};

const findingOf = (change: JudgedChange, hint: string): GateReport['findings'][number] =>
  finding({
    rule: change.check,
    from: 'diff',
    severity: change.severity,
    message: change.message,
    hint,
    at: change.after ?? at(1, 1, 1),
    also: change.before === null ? [] : [change.before],
    fingerprint: change.fingerprint,
  });

const diffBreaking: GateReport = {
  ...HEAD,
  verdict: 'fail',
  report: 'diff',
  apis: [COMPARED],
  findings: [
    findingOf(REQUIRED, 'keep it optional with a default, or publish a new major version'),
    findingOf(REMOVED, 'mark it as deprecated with a sunset first, and remove it after that day'),
    findingOf(NARROWED, ''),
  ],
  changes: [REQUIRED, REMOVED, NARROWED, ADDED, RENAMED],
  checks: [
    {
      id: 'request-parameter-became-required',
      impact: 'breaking',
      summary: 'A parameter became required.',
      why: 'A call without it worked, and is refused now.',
      fix: 'keep it optional with a default, or publish a new major version',
    },
  ],
  deprecations: null,
  notes: [],
};

export const diffCompatible: GateReport = {
  ...diffBreaking,
  verdict: 'pass',
  findings: [],
  changes: [ADDED, RENAMED],
};

/** One break that was agreed on, and one of an operation that was promised to nobody. */
const diffAccepted: GateReport = {
  ...diffBreaking,
  verdict: 'pass',
  findings: [
    { ...findingOf(ACCEPTED_CHANGE, 'keep it optional with a default'), accepted: ACCEPTED },
    finding({
      rule: 'breaking-needs-major',
      from: 'diff',
      severity: 'warn',
      message: 'There is a breaking change, and from `2.2.0` to `2.3.0` is no new major version.',
      hint: 'take it back, or give the contract a new major version',
      at: at(4, 12, 5, { pointer: '/info/version' }),
    }),
  ],
  changes: [ACCEPTED_CHANGE, { ...NARROWED, severity: 'info', stability: 'draft' }, RENAMED],
};

const checkFailing: GateReport = {
  ...diffBreaking,
  report: 'check',
  apis: [COMPARED, { ...ACCOUNTS, base: null }],
  findings: [
    ...diffBreaking.findings.slice(0, 1),
    finding({
      rule: 'sunset-has-passed',
      from: 'lifecycle',
      message: '`GET /v1/payments` should have gone on 2026-11-08, 12 days ago.',
      hint: 'remove it, or move its sunset together with its consumers',
      at: at(25, 7, 22, { pointer: '/paths/~1v1~1payments/get/x-sunset' }),
    }),
  ],
  deprecations: DEPRECATIONS,
  notes: [{ api: 'accounts', message: 'this API is new: there is nothing to compare it with' }],
};

/** The verdict is no although there is no error: the policy counts warnings. */
const checkStrict: GateReport = {
  ...HEAD,
  ...NOTHING,
  verdict: 'fail',
  report: 'check',
  apis: [COMPARED],
  changes: [ADDED],
  findings: lintFailing.findings.filter(({ severity }) => severity === 'warn' || severity === 'info'),
};

const checkPassing: GateReport = {
  ...checkStrict,
  verdict: 'pass',
  apis: [COMPARED, ...'abcdefg'.split('').map((letter) => ({ ...ACCOUNTS, id: `accounts-${letter}` }))],
  findings: lintFailing.findings.filter(({ severity, waiver }) => severity === 'hint' || waiver !== null),
};

const deprecationsAll: GateReport = {
  ...HEAD,
  ...NOTHING,
  verdict: 'fail',
  report: 'deprecations',
  apis: [PAYMENTS, ACCOUNTS],
  findings: checkFailing.findings.slice(1),
  deprecations: DEPRECATIONS,
};

const deprecationsFailOn: GateReport = {
  ...deprecationsAll,
  verdict: 'fail',
  failOn: [
    { condition: 'overdue', met: [] },
    {
      condition: 'due:30d',
      met: ['GET /a', 'GET /b', 'GET /c', 'GET /d', 'GET /e'].map((what) => ({ api: 'payments', what })),
    },
    { condition: 'no-sunset', met: [{ api: 'accounts', what: 'schema LegacyBalance' }] },
  ],
};
const deprecationsFailOnNothing: GateReport = {
  ...deprecationsAll,
  verdict: 'pass',
  failOn: [{ condition: 'overdue', met: [] }],
};

const deprecationsNone: GateReport = { ...deprecationsAll, verdict: 'pass', findings: [], deprecations: [] };

const used = { api: 'payments', contact: 'mobile@bank.example', declared: true, consent: false, hit: true } as const;

const impactHit: GateReport = {
  ...HEAD,
  ...NOTHING,
  verdict: 'fail',
  report: 'impact',
  apis: [COMPARED],
  findings: checkFailing.findings.slice(1, 2),
  changes: diffBreaking.changes,
  checks: diffBreaking.checks,
  usage: [
    { ...used, consumer: 'mobile-app', method: 'GET', path: '/v1/payments', calls: 12_345, last: day('2026-11-19') },
    { ...used, consumer: 'branch-portal', method: 'GET', path: '/v1/payments', calls: 0, last: null, consent: true },
    {
      ...used,
      ...{ consumer: 'unknown', contact: null, declared: false, hit: false },
      ...{ method: 'PUT', path: '/limits', calls: 1, last: day('2026-01-02') },
    },
  ],
};

const impactNone: GateReport = { ...impactHit, verdict: 'pass', findings: [], changes: [], usage: [] };

export const GATES = {
  lintClean,
  lintNothing,
  lintFailing,
  lintKnown,
  lintOnlyKnown,
  diffBreaking,
  diffAccepted,
  diffCompatible,
  checkFailing,
  checkStrict,
  checkPassing,
  deprecationsAll,
  deprecationsFailOn,
  deprecationsFailOnNothing,
  deprecationsNone,
  impactHit,
  impactNone,
};
