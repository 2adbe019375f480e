import type { Approval } from '../../../../src/model/approval.ts';
import type {
  AcceptReport,
  ApproveReport,
  BaselineReport,
  InitReport,
  LockReport,
  PublishReport,
  RenderReport,
  ScoreReport,
  SchemaReport,
} from '../../../../src/model/report.ts';
import type { Score } from '../../../../src/model/score.ts';
import { ACCEPTED_CHANGE } from './gates.ts';
import { ACCEPTED, ACCOUNTS, at, COMPARED, day, finding, HEAD, PAYMENTS, SHA } from './parts.ts';

const TIP = '77aa3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
const PUSHED = 'c0ffee4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

const APPROVALS: readonly Approval[] = [
  {
    api: 'payments',
    digest: SHA,
    version: '2.3.0',
    approver: { name: 'Bea Boss', email: 'bea@bank.example' },
    day: day('2026-11-18'),
    comment: 'reviewed with the payments team',
    at: at(1, 1, 40, { file: '.countersign/approvals/payments/bea.yaml', pointer: '' }),
    committedBy: { name: 'Bea Boss', email: 'bea@bank.example' },
  },
  {
    api: 'payments',
    digest: SHA,
    version: '2.3.0',
    approver: { name: 'Cem Check', email: 'cem@bank.example' },
    day: day('2026-11-19'),
    comment: '',
    at: at(1, 1, 40, { file: '.countersign/approvals/payments/cem.yaml', pointer: '' }),
    committedBy: null,
  },
];

const KONG = `_format_version: "3.0"
services:
  - name: payments
    url: https://payments.internal.bank.example
    routes:
      - name: payments_listpayments
        methods: [GET]
        paths: ["~/payments$"]
`;

const PUBLICATION: NonNullable<PublishReport['publication']> = {
  base: TIP,
  branch: 'main',
  write: [{ path: 'prod/payments/kong.yaml', content: KONG }],
  remove: ['prod/payments/refunds.yaml'],
  commit: {
    subject: 'feat(payments): publish 2.3.0 to prod',
    body: 'Operations added: POST /payments.\nOperations removed: POST /refunds.',
    trailers: [
      { token: 'Countersign-Contract', value: `sha256:${SHA}` },
      { token: 'Approved-by', value: 'Bea Boss <bea@bank.example>' },
      { token: 'Approved-by', value: 'Cem Check <cem@bank.example>' },
    ],
  },
};

const DIFF = `--- a/prod/payments/kong.yaml
+++ b/prod/payments/kong.yaml
@@ -6,3 +6,3 @@
       - name: payments_listpayments
-        methods: [GET, POST]
+        methods: [GET]
         paths: ["~/payments$"]
`;

const publishPlanned: PublishReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'publish',
  environment: 'prod',
  outcome: 'planned',
  api: PAYMENTS,
  findings: [],
  approvals: APPROVALS,
  publication: PUBLICATION,
  diff: DIFF,
  commit: null,
  notes: [],
};

const publishPublished: PublishReport = {
  ...publishPlanned,
  outcome: 'published',
  commit: PUSHED,
  notes: [{ api: null, message: 'somebody else pushed first; the commit was made anew on 77aa3c4' }],
};

const publishUpToDate: PublishReport = {
  ...publishPlanned,
  outcome: 'up-to-date',
  publication: null,
  diff: '',
};

const publishRefused: PublishReport = {
  ...publishPlanned,
  verdict: 'fail',
  outcome: 'refused',
  approvals: [],
  publication: null,
  diff: '',
  findings: [
    finding({
      rule: 'approvals-missing',
      from: 'approval',
      message: 'prod asks for 2 approvals of this contract; there are none.',
      hint: 'countersign approve payments, by 2 people who did not write the change',
      at: at(1, 1, 14, { pointer: '' }),
    }),
    finding({
      rule: 'contract-is-lossless',
      from: 'gateway',
      severity: 'warn',
      message: 'Kong cannot express that `limit` is at most 100.',
      at: at(13, 36, 12, { pointer: '/paths/~1payments/get/parameters/0/schema/maximum' }),
    }),
  ],
};

export const renderOne: RenderReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'render',
  config: {
    target: 'kong',
    environment: null,
    contract: 'payments',
    files: [{ path: 'kong.yaml', content: KONG }],
    unexpressed: [],
  },
  written: null,
  notes: [],
};

export const renderMany: RenderReport = {
  ...renderOne,
  config: {
    ...renderOne.config,
    target: 'gateway-api',
    environment: 'prod',
    files: [
      { path: 'http-route.yaml', content: 'kind: HTTPRoute\n' },
      { path: 'policy/rate-limit.yaml', content: 'kind: RateLimitPolicy\n' },
    ],
    unexpressed: [
      {
        pointer: '/paths/~1payments/get/parameters/0/schema/maximum',
        message: 'A route cannot refuse a query parameter by its value; the service itself must.',
      },
    ],
  },
};

const renderWritten: RenderReport = {
  ...renderMany,
  written: 'out/prod',
  notes: [{ api: 'payments', message: '1 deprecated operation carries Deprecation and Sunset headers' }],
};

const [, CEM] = APPROVALS;
if (CEM === undefined) throw new Error('there are two approvals');

const acceptDone: AcceptReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'accept',
  acceptance: ACCEPTED,
  file: ACCEPTED.at.file,
  changes: [ACCEPTED_CHANGE],
  notes: [],
};

const baselineWritten: BaselineReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'baseline',
  action: 'write',
  written: true,
  baselines: [
    { api: 'payments', file: '.countersign/baseline/payments.yaml', entries: 44, added: 44, removed: 0 },
    { api: 'accounts', file: '.countersign/baseline/accounts.yaml', entries: 1, added: 0, removed: 0 },
  ],
  notes: [],
};

const baselinePruned: BaselineReport = {
  ...baselineWritten,
  action: 'prune',
  written: false,
  baselines: [{ api: 'payments', file: '.countersign/baseline/payments.yaml', entries: 41, added: 0, removed: 3 }],
};

const NOTHING_COUNTED = { errors: 0, warnings: 0, infos: 0, hints: 0 };
const SCORE: Score = {
  score: 71,
  counts: { errors: 1, warnings: 2, infos: 0, hints: 4 },
  groups: [
    { tag: 'documentation', rules: 12, score: 87, counts: { errors: 0, warnings: 2, infos: 0, hints: 4 } },
    { tag: 'payments', rules: 9, score: 100, counts: NOTHING_COUNTED },
    { tag: 'privacy', rules: 3, score: 100, counts: NOTHING_COUNTED },
    { tag: 'security', rules: 20, score: 80, counts: { errors: 1, warnings: 0, infos: 0, hints: 0 } },
  ],
};

const scoreNow: ScoreReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'score',
  apis: [
    { api: PAYMENTS, now: SCORE, before: null },
    { api: ACCOUNTS, now: { score: 100, counts: NOTHING_COUNTED, groups: [] }, before: null },
  ],
  notes: [],
};

const { base: BEFORE } = COMPARED;
if (BEFORE === null) throw new Error('it was compared');

const scoreTrend: ScoreReport = {
  ...scoreNow,
  apis: [
    {
      api: COMPARED,
      now: SCORE,
      before: {
        base: BEFORE,
        score: {
          score: 75,
          counts: SCORE.counts,
          groups: SCORE.groups
            .filter(({ tag }) => tag !== 'documentation')
            .map((group) => (group.tag === 'payments' ? { ...group, score: 90 } : group)),
        },
      },
    },
  ],
  notes: [{ api: 'accounts', message: 'accounts/openapi.yaml is new: there is nothing to compare with.' }],
};

const approveDone: ApproveReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'approve',
  approval: { ...CEM, comment: 'the new maximum of `limit` was agreed with both consumers' },
  file: '.countersign/approvals/payments/cem.yaml',
  notes: [],
};

const initDone: InitReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'init',
  files: ['countersign.yaml', '.github/workflows/countersign.yaml'],
  notes: [{ api: null, message: '2 contracts were found: accounts/openapi.yaml, payments/openapi.yaml' }],
};

const lockDone: LockReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'lock',
  files: ['.countersign/rulesets.lock.yaml', '.countersign/rulesets/1f2e3d4c5b6a.yaml'],
  notes: [],
};

const schemaOne: SchemaReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'schema',
  name: 'waivers',
  schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'array', items: { type: 'object' } },
};

export const DELIVERIES = {
  publishPlanned,
  publishPublished,
  publishUpToDate,
  publishRefused,
  renderOne,
  renderMany,
  renderWritten,
  acceptDone,
  baselineWritten,
  baselinePruned,
  scoreNow,
  scoreTrend,
  approveDone,
  initDone,
  lockDone,
  schemaOne,
};
