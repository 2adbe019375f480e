import type { Deprecation } from '../../../../src/model/deprecation.ts';
import type { DeprecateReport, NoticeReport, RetireReport } from '../../../../src/model/report.ts';
import { DEPRECATIONS } from './deprecations.ts';
import { day, finding, HEAD, PAYMENTS } from './parts.ts';

const [overdue, parameter] = DEPRECATIONS as readonly [Deprecation, Deprecation];

const DIFF = `--- a/contracts/payments.yaml
+++ b/contracts/payments.yaml
@@ -24,2 +24,4 @@
   /v1/payments:
     get:
+      deprecated: true
+      x-sunset: '2026-11-08'
`;

const deprecateWritten: DeprecateReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'deprecate',
  outcome: 'written',
  api: PAYMENTS,
  deprecation: parameter,
  earliest: day('2027-05-19'),
  fields: [
    { field: 'deprecated', from: null, to: 'true' },
    { field: 'x-sunset', from: '2027-01-01', to: '2027-06-30' },
  ],
  edit: { files: ['contracts/payments.yaml'], diff: DIFF },
  usedBy: ['/a', '/b', '/c', '/d', '/e', '/f', '/g'].map((path) => ({ method: 'GET', path, operationId: null })),
  changes: [],
  findings: [
    finding({
      rule: 'deprecated-has-successor',
      from: 'lifecycle',
      severity: 'warn',
      message: 'It names no successor.',
      at: parameter.at,
    }),
  ],
  notes: [{ api: null, message: 'The notice begins when this is merged.' }],
};

const deprecatePlanned: DeprecateReport = { ...deprecateWritten, outcome: 'planned', deprecation: overdue, usedBy: [] };

const noticeIncomplete: NoticeReport = {
  ...HEAD,
  verdict: 'fail',
  report: 'notice',
  notices: [
    {
      api: 'payments',
      title: 'Payments',
      things: [overdue],
      fields: [
        { id: 'date', title: 'Date of notice', lines: ['2026-11-20'], missing: null },
        {
          id: 'systems',
          title: 'Systems affected',
          lines: ['Payments 2.3.0', '`https://api.bank.example`'],
          missing: null,
        },
        { id: 'rating', title: 'Impact rating', lines: [], missing: 'critical, degraded or general: --impact' },
      ],
      recipients: [{ name: 'mobile-app', contact: 'mobile@bank.example' }],
    },
  ],
  notes: [],
};

const retireWritten: RetireReport = {
  ...HEAD,
  verdict: 'fail',
  report: 'retire',
  outcome: 'written',
  api: PAYMENTS,
  retired: [overdue],
  refused: [{ thing: parameter, reasons: ['branch-portal declare to call it, and have not agreed'] }],
  components: ['/components/schemas/PaymentList'],
  left: ['paths/payment.yaml'],
  routes: [
    { environment: 'prod', target: 'kong', method: 'GET', path: '/v1/payments', route: 'payments_listpayments' },
    { environment: null, target: null, method: 'GET', path: '/v1/payments', route: null },
  ],
  version: { step: 'patch', version: '2.3.1' },
  edit: { files: ['contracts/payments.yaml'], diff: DIFF },
  changes: [],
  notes: [],
};

const retireNothing: RetireReport = {
  ...retireWritten,
  verdict: 'pass',
  outcome: 'nothing',
  retired: [],
  refused: [],
  components: [],
  left: [],
  routes: [],
  version: null,
  edit: { files: [], diff: '' },
};

/** Of the commands that edit a contract, and of the announcement that goes with it. */
export const ACTING = { deprecateWritten, deprecatePlanned, noticeIncomplete, retireWritten, retireNothing };
