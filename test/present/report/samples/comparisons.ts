import type { CheckInfo, JudgedChange, Witness } from '../../../../src/model/change.ts';
import type { Finding } from '../../../../src/model/finding.ts';
import type { GateReport } from '../../../../src/model/report.ts';
import { BASE, MINIFIED, MINIFIED_BEFORE } from './contract.ts';
import { at, COMPARED, finding, HEAD } from './parts.ts';

const CHECKS: readonly CheckInfo[] = [
  {
    id: 'request-property-max-length-decreased',
    impact: 'breaking',
    summary: 'A property of a request takes shorter texts.',
    why: 'Texts that were taken until now are refused.',
    fix: 'Keep the old limit, or lower it in a new major version.',
  },
  {
    id: 'request-property-max-length-decreased-in-response',
    impact: 'compatible',
    summary: 'A property of a response has shorter texts.',
    why: 'Consumers receive less than they were ready for.',
    fix: 'Nothing to do.',
  },
  {
    id: 'response-property-enum-value-added',
    impact: 'risky',
    summary: 'A property of a response may have a new value.',
    why: 'Consumers may not know what to do with it.',
    fix: 'Announce the value before it comes.',
  },
  {
    id: 'operation-removed',
    impact: 'breaking',
    summary: 'An operation was removed.',
    why: 'Every call of it fails.',
    fix: 'Deprecate it first, with a day on which it goes.',
  },
];

/** A finding for each change that the policy counts, as the judge makes them. */
function judgedFindings(changes: readonly JudgedChange[]): readonly Finding[] {
  return changes
    .filter(({ severity }) => severity === 'error' || severity === 'warn')
    .map((change) =>
      finding({
        rule: change.check,
        from: 'diff',
        severity: change.severity,
        message: change.message,
        hint: CHECKS.find(({ id }) => id === change.check)?.fix ?? '',
        at: change.after ?? at(1, 1, 1),
        also: change.before === null ? [] : [change.before],
        fingerprint: change.fingerprint,
      }),
    );
}

function report(changes: readonly JudgedChange[], other: Partial<GateReport> = {}): GateReport {
  return {
    ...HEAD,
    verdict: 'fail',
    report: 'diff',
    apis: [COMPARED],
    findings: judgedFindings(changes),
    changes,
    checks: CHECKS.filter(({ id }) => changes.some(({ check }) => check === id)),
    deprecations: null,
    notes: [],
    ...other,
  };
}

const LIMIT = '/components/schemas/Reference/maxLength';

/** A limit of a shared schema: five operations send it, six answer with it. */
function shorter(index: number, side: 'request' | 'response', witness: Witness | null): JudgedChange {
  const depth = index === 1 ? 'reference' : `batch/entries[]/instructions[]/remittance(Remittance)/reference${index}`;
  const breaks = side === 'request';
  return {
    api: 'payments',
    check: `request-property-max-length-decreased${breaks ? '' : '-in-response'}`,
    impact: breaks ? 'breaking' : 'compatible',
    severity: breaks ? 'error' : 'hint',
    message: `${breaks ? 'Request' : 'Response'} property \`${depth}\` has maxLength 100 where it had 500.`,
    operation: { method: breaks ? 'POST' : 'GET', path: `/payments/${index}`, operationId: `pay${index}` },
    before: at(13, 45, 3, { commit: BASE, pointer: LIMIT }),
    after: at(13, 45, 3, { pointer: LIMIT }),
    witness,
    proof: witness === null ? 'undecided' : 'witness',
    about: [],
    cause: '5b1e0a7c9d24f386',
    fingerprint: `shorter-${side}-${index}`,
  };
}

const TOO_LONG: Witness = {
  kind: 'payload',
  direction: 'request',
  value: {
    debtor: { name: 'text', account: { iban: 'DE02120300000000202051', currency: 'EUR' } },
    reference: 'a'.repeat(101),
    amount: { value: '12.50', currency: 'EUR' },
  },
  acceptedBy: 'before',
  rejectedBy: 'after',
  pointer: '/reference',
  reason: '`/reference` of the request body must be at most 100 characters long',
};

const NEW_VALUE: JudgedChange = {
  api: 'payments',
  check: 'response-property-enum-value-added',
  impact: 'risky',
  severity: 'warn',
  message: 'Response property `status` (200) has the new value `"late"`.',
  operation: { method: 'GET', path: '/payments', operationId: 'listPayments' },
  before: at(12, 11, 8, { commit: BASE, pointer: '/paths/~1payments/get/responses/200/enum' }),
  after: at(12, 11, 8, { pointer: '/paths/~1payments/get/responses/200/enum' }),
  witness: {
    kind: 'payload',
    direction: 'response',
    value: { status: 'late' },
    acceptedBy: 'after',
    rejectedBy: 'before',
    pointer: '/status',
    reason: '`/status` of the response body (200) must be one of `"open"`, `"paid"`',
  },
  proof: 'witness',
  about: ['"late"'],
  cause: 'a90c55e1d7b2f430',
  fingerprint: 'new-value',
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
  witness: {
    kind: 'call',
    direction: 'request',
    value: { request: 'POST /refunds' },
    acceptedBy: 'before',
    rejectedBy: 'after',
    pointer: null,
    reason: 'the operation is no longer there',
  },
  proof: 'witness',
  about: [],
  cause: '0f6d2b8841c7ae95',
  fingerprint: 'removed',
};

/** One edit of a shared schema, one value more in an answer, one operation gone. */
const diffShared = report([
  ...[1, 2, 3, 4, 5, 6].map((index) => shorter(index, 'request', index === 1 ? TOO_LONG : null)),
  ...[1, 2].map((index) => shorter(index, 'response', null)),
  NEW_VALUE,
  REMOVED,
]);

/** So many edits that they are told briefly. */
const diffMany = report(
  Array.from({ length: 30 }, (_, index) => ({
    ...(index % 3 === 0 ? REMOVED : NEW_VALUE),
    severity: index % 3 === 2 ? ('warn' as const) : ('error' as const),
    operation: { method: 'GET', path: `/accounts/${index % 4}`, operationId: null },
    cause: `cause-${String(index).padStart(2, '0')}`,
    fingerprint: `many-${String(index).padStart(2, '0')}`,
  })),
);

const column = (text: string): number => text.indexOf('"enum":') + '"enum":'.length + 1;
const values = (text: string): number => text.indexOf(']', column(text)) - column(text) + 2;
const ENUM = '/paths/~1payments/get/parameters/0/schema/enum';
const JSON_FILE = { file: 'payments/openapi.json', pointer: ENUM } as const;

/** A contract of one line, in which a place is a column. */
const diffMinified = report(
  [
    {
      ...NEW_VALUE,
      check: 'request-parameter-enum-value-removed',
      impact: 'breaking',
      severity: 'error',
      message: 'Query parameter `status` no longer has the value `"void"`.',
      before: at(1, column(MINIFIED_BEFORE), values(MINIFIED_BEFORE), { ...JSON_FILE, commit: BASE }),
      after: at(1, column(MINIFIED), values(MINIFIED), JSON_FILE),
      witness: {
        kind: 'call',
        direction: 'request',
        value: { request: 'GET /payments?status=void', headers: { Accept: 'application/json' }, credentials: {} },
        acceptedBy: 'before',
        rejectedBy: 'after',
        pointer: null,
        reason: 'the query parameter `status` must be one of `"open"`, `"paid"`, `"失敗"`, `"late"`',
      },
      about: ['"void"'],
    },
  ],
  { apis: [{ ...COMPARED, file: 'payments/openapi.json' }] },
);

const diffNothing = report([], { verdict: 'pass' });

export const COMPARISONS = { diffShared, diffMany, diffMinified, diffNothing };
