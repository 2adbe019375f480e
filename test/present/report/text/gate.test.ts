import { describe, expect, test } from 'vitest';
import type { JudgedChange } from '../../../../src/model/change.ts';
import type { Severity } from '../../../../src/model/finding.ts';
import type { GateReport } from '../../../../src/model/report.ts';
import { rendererOf } from '../renderer-of.ts';
import { BASE, sampleLines } from '../samples/contract.ts';
import { diffCompatible, lintClean, lintFailing } from '../samples/gates.ts';
import { ACCOUNTS, at, COMPARED, finding, PAYMENTS, WAIVER } from '../samples/parts.ts';

function shown(report: GateReport, quiet = false, verbose = false): string[] {
  return rendererOf('text').render(report, { color: false, width: 80, verbose, quiet, lines: sampleLines }).split('\n');
}

/** The headings of findings, in order, when each is told. */
function headings(report: GateReport): string[] {
  return shown(report, false, true).filter((line) => /^ {2}(error|warn|info|hint|waived) /.test(line));
}

const one = (rule: string, line: number, other: Partial<Parameters<typeof finding>[0]> = {}) =>
  finding({ rule, message: 'm', at: at(line, 1, 1), ...other });

test('the gravest file first, in it the gravest finding, one rule together, what is waived last', () => {
  const findings = [
    one('b', 9),
    one('a', 3, { severity: 'hint' }),
    one('b', 2),
    one('c', 5),
    one('d', 1, { waiver: WAIVER }),
    one('e', 1, { severity: 'info', at: at(1, 1, 1, { file: 'a.yaml' }) }),
  ];
  expect(headings({ ...lintFailing, findings })).toEqual([
    '  error   b  payments/openapi.yaml:2:1',
    '  error   b  payments/openapi.yaml:9:1',
    '  error   c  payments/openapi.yaml:5:1',
    '  hint    a  payments/openapi.yaml:3:1',
    '  waived  d  payments/openapi.yaml:1:1',
    '  info    e  a.yaml:1:1',
  ]);
});

test('the order of the findings in the report does not matter', () => {
  const turned = { ...lintFailing, findings: [...lintFailing.findings].reverse() };
  expect(shown(turned)).toEqual(shown(lintFailing));
});

describe('how much is told', () => {
  const of = (count: number, severity: Severity): GateReport => ({
    ...lintFailing,
    apis: [PAYMENTS],
    verdict: severity === 'error' ? 'fail' : 'pass',
    findings: Array.from({ length: count }, (_, index) => one('a', index + 1, { severity, message: `m${index}` })),
  });
  const full = (report: GateReport): number =>
    shown(report).filter((line) => /^ {2}\w+ +a {2}payments/.test(line)).length;
  const rest = (report: GateReport): string[] => shown(report).filter((line) => line.startsWith('          …'));

  test('errors are all told in full while people read them', () => {
    expect(full(of(12, 'error'))).toBe(12);
    expect(full(of(30, 'error'))).toBe(2);
    expect(rest(of(30, 'error'))).toEqual([
      '          … and 28 more of this rule, in lines 3, 4, 5, 6 and on (-v shows all)',
    ]);
  });

  test('of the warnings of one rule two are told in full, few others in a line each, many by their lines', () => {
    expect(full(of(2, 'warn'))).toBe(2);
    expect(rest(of(5, 'warn'))).toEqual(['          … line 3: m2', '          … line 4: m3', '          … line 5: m4']);
    expect(rest(of(6, 'warn'))).toEqual(['          … and 4 more of this rule, in lines 3, 4, 5, 6 (-v shows all)']);
  });

  test('infos are a line a rule with the first message below', () => {
    expect(shown(of(3, 'info')).slice(3, 6)).toEqual([
      '  also 3 infos  (-v shows each; countersign explain RULE says why)',
      '  info  3  a  payments/openapi.yaml:1:1',
      '           m0',
    ]);
  });

  test('of many findings the table has every rule', () => {
    expect(shown(of(25, 'warn')).filter((line) => /findings of| {2}warn {2}\d/.test(line))).toEqual([
      '  25 findings of 1 rule  (-v shows each; countersign explain RULE says why)',
      '  warn  25  a  payments/openapi.yaml:1:1',
    ]);
    expect(shown(of(24, 'warn')).filter((line) => line.includes('findings of'))).toEqual([]);
  });

  test('thousands of findings of hundreds of rules stay readable', () => {
    const findings = Array.from({ length: 3000 }, (_, index) =>
      one(`rule-${index % 30}`, index + 1, { severity: index % 2 === 0 ? 'error' : 'warn' }),
    );
    expect(shown({ ...lintFailing, findings }).length).toBeLessThan(160);
    const errors = findings.map((each) => ({ ...each, severity: 'error' as const }));
    expect(shown({ ...lintFailing, findings: errors }).length).toBeLessThan(80);
  });

  test('of many APIs each is a line, with one table for all', () => {
    const apis = Array.from({ length: 40 }, (_, index) => ({ ...ACCOUNTS, id: `api-${index}` }));
    const findings = apis.flatMap(({ id }) => ['a', 'b', 'c', 'd'].map((rule) => one(rule, 1, { api: id })));
    const lines = shown({ ...lintFailing, apis, findings, notes: [] });
    expect(lines.filter((line) => line.startsWith('api-'))).toHaveLength(40);
    expect(lines.slice(39, 50)).toEqual([
      'api-39 1.4.2  4 errors',
      '',
      '  160 findings of 4 rules  (-v shows each; countersign explain RULE says why)',
      ...['a', 'b', 'c', 'd'].flatMap((rule) => [`  error  40  ${rule}  payments/openapi.yaml:1:1`, '             m']),
    ]);
  });

  test('a comparison with nothing does not say that nothing changed', () => {
    expect(shown({ ...diffCompatible, apis: [PAYMENTS], changes: [] })).toContain(
      'PASS  nothing to compare with, so nothing was compared',
    );
  });

  test('verbose tells each', () => {
    const lines = shown(of(30, 'info'), false, true);
    expect(lines.filter((line) => /^ {2}info +a {2}payments/.test(line)).length).toBe(30);
  });
});

test('a refusal without findings points at the notes', () => {
  const report: GateReport = { ...lintClean, verdict: 'fail', notes: [{ api: null, message: 'no contract was read' }] };
  expect(shown(report)).toEqual([
    'note  no contract was read',
    '',
    'linted payments 2.3.0 and accounts 1.4.2, 16 operations, as of 2026-11-20',
    'FAIL  refused; the notes above say why',
    '',
  ]);
});

test('quiet shows what the verdict turns on, and no advice', () => {
  const findings = [one('a', 1, { severity: 'warn', docs: '' }), one('b', 2, { severity: 'info' })];
  expect(shown({ ...lintFailing, verdict: 'fail', findings }, true)).toEqual([
    '  warn    a  payments/openapi.yaml:1:1',
    '          m',
    '          1 | openapi: 3.1.0',
    '            | ^',
    '',
    'FAIL  refused: 1 warning; also 1 info',
    '',
  ]);
  expect(shown({ ...lintFailing, verdict: 'pass', findings }, true)).toEqual([
    'PASS  nothing stands in the way; 1 warning and 1 info',
    '',
  ]);
});

test('a finding of an API or a file that the report does not list is shown all the same', () => {
  const report: GateReport = { ...lintFailing, apis: [ACCOUNTS], findings: [one('a', 1, { api: 'ghost', docs: '' })] };
  expect(shown(report).slice(0, 7)).toEqual([
    'other files',
    '',
    '  error   a  payments/openapi.yaml:1:1',
    '          m',
    '          1 | openapi: 3.1.0',
    '            | ^',
    '',
  ]);
});

const GONE: JudgedChange = {
  api: 'payments',
  check: 'document-removed',
  impact: 'breaking',
  severity: 'error',
  message: 'The contract is gone.',
  operation: null,
  before: null,
  after: null,
  witness: null,
  proof: 'skipped',
  about: [],
  cause: 'x',
  fingerprint: 'x',
};

test('a change without any place is told', () => {
  expect(shown({ ...diffCompatible, verdict: 'fail', changes: [GONE] }).slice(3, 7)).toEqual([
    '  error   The contract is gone.',
    '          document-removed  x',
    '          breaks the contract as a whole',
    '',
  ]);
});

test('a risky change is told in full even where it costs nothing', () => {
  const risky: JudgedChange = { ...GONE, impact: 'risky', severity: 'info', message: 'It may be gone.' };
  expect(shown({ ...diffCompatible, changes: [risky] })[3]).toBe('  info    It may be gone.');
});

describe('a change of a shared component', () => {
  const narrowed = (index: number, other: Partial<JudgedChange> = {}): JudgedChange => ({
    ...GONE,
    check: 'request-narrowed',
    message: 'It is narrower.',
    operation: { method: 'GET', path: `/${String(index).padStart(2, '0')}`, operationId: 'x' },
    after: at(13, 45, 3, { pointer: '/components/schemas/Limit/maximum' }),
    fingerprint: `n${index}`,
    ...other,
  });
  const reach = (changes: readonly JudgedChange[]): GateReport => ({ ...diffCompatible, verdict: 'fail', changes });
  const seven = Array.from({ length: 7 }, (_, index) => narrowed(index));

  test('is told once with the operations that it reaches, and counts once', () => {
    expect(shown(reach(seven)).slice(3)).toEqual([
      '  error   It is narrower.',
      '          request-narrowed  x',
      '          breaks 7 operations, through schema Limit:',
      '            GET /00, GET /01, GET /02, GET /03 and 3 more (-v names them)',
      '          + payments/openapi.yaml:13:45',
      '            13 |           schema: { type: integer, maximum: 100 }',
      '               |                                             ^^^',
      '',
      'compared payments 2.3.0, 4 operations,',
      '1 change (7 counted operation by operation), against origin/main (1a2b3c4)',
      'as of 2026-11-20',
      'FAIL  refused: 1 error, 7 operations break',
      'next  mend the error above, or agree to it with countersign accept; more about',
      '      it:',
      '      countersign explain request-narrowed',
      '',
    ]);
  });

  test('verbose names every operation', () => {
    expect(shown(reach(seven), false, true).slice(6, 8)).toEqual([
      '            GET /00, GET /01, GET /02, GET /03, GET /04, GET /05, GET /06',
      '          + payments/openapi.yaml:13:45',
    ]);
  });

  test('says what it does to requests and to responses, and whom it does no harm', () => {
    const response = { check: 'response-narrowed' } as const;
    const harmless = { ...response, impact: 'compatible', severity: 'hint' } as const;
    const changes = [
      narrowed(1),
      narrowed(2),
      narrowed(2, { ...response, fingerprint: 'r2' }),
      narrowed(2, { ...harmless, fingerprint: 'h2' }),
      narrowed(3, harmless),
    ];
    expect(shown(reach(changes)).slice(5, 8)).toEqual([
      '          breaks 2 operations (2 in requests, 1 in responses), through schema',
      '          Limit; reaches 1 more operation without harm:',
      '            GET /01, GET /02',
    ]);
    expect(shown(reach(changes)).filter((line) => line.includes('break nobody'))).toEqual([]);
  });

  test('is told by the gravest, with the fewest words, and by any proof', () => {
    const witness = {
      kind: 'payload',
      direction: 'request',
      value: { deep: { limit: 7 } },
      acceptedBy: 'before',
      rejectedBy: 'after',
      pointer: '/deep/limit',
      reason: '`/deep/limit` of the request body must be at most 5',
    } as const;
    const changes = [
      narrowed(1, { message: 'Property `deep/limit` is narrower.', witness }),
      narrowed(2, { message: 'Property `limit` is narrower.' }),
      narrowed(3, { message: 'Narrower.', impact: 'risky', severity: 'warn' }),
    ];
    const lines = shown(reach(changes));
    expect(lines[3]).toBe('  error   Property `limit` is narrower.');
    expect(
      lines.slice(
        lines.findIndex((line) => line.includes('proof')),
        -8,
      ),
    ).toEqual([
      '          proof  {"deep":{"limit":7}}',
      '                 this request of GET /01 was taken before, and is refused now:',
      '                 `/deep/limit` of the request body must be at most 5',
      '',
    ]);
  });

  test('is a topic of its own where somebody answers for it', () => {
    const of = (change: JudgedChange) =>
      finding({ rule: change.check, message: change.message, at: at(13, 45, 3), fingerprint: change.fingerprint });
    const report = reach([narrowed(1), narrowed(2)]);
    const findings = [of(narrowed(1)), { ...of(narrowed(2)), waiver: WAIVER }];
    expect(shown({ ...report, findings }).filter((line) => /^ {2}(error|waived)|FAIL/.test(line))).toEqual([
      '  error   It is narrower.',
      '  waived  1  request-narrowed  line 13 until 2026-12-31 by Jane Doe',
      'FAIL  refused: 1 error, 1 operation breaks; also 1 waived',
    ]);
  });

  test('the change that reaches the most operations comes first', () => {
    const many = seven.map((change) => ({
      ...change,
      cause: 'many',
      message: 'Many.',
      fingerprint: `m${change.fingerprint}`,
    }));
    const lines = shown(reach([narrowed(1), ...many])).filter((line) => line.startsWith('  error'));
    expect(lines).toEqual(['  error   Many.', '  error   It is narrower.']);
  });

  test('of many changes two are told in full, others briefly, not many of one rule, and the table has all', () => {
    const changes = Array.from({ length: 40 }, (_, index) =>
      narrowed(index, {
        cause: `c${String(index).padStart(2, '0')}`,
        check: `request-${index < 20 ? 'a' : 'b'}`,
        fingerprint: `f${String(index).padStart(2, '0')}`,
      }),
    );
    const lines = shown(reach(changes));
    expect(lines.slice(3, 33)).toEqual([
      '  error   It is narrower.',
      '          request-a  c00',
      '          breaks GET /00 (x), through schema Limit',
      '          + payments/openapi.yaml:13:45',
      '            13 |           schema: { type: integer, maximum: 100 }',
      '               |                                             ^^^',
      '',
      '  error   It is narrower.',
      '          request-a  c01',
      '          breaks GET /01 (x), through schema Limit',
      '          + payments/openapi.yaml:13:45',
      '            13 |           schema: { type: integer, maximum: 100 }',
      '               |                                             ^^^',
      '',
      ...['02', '03'].flatMap((path) => [
        '  error   It is narrower.',
        `          breaks GET /${path}`,
        '          payments/openapi.yaml:13:45  request-a',
        '',
      ]),
      ...['20', '21'].flatMap((path) => [
        '  error   It is narrower.',
        `          breaks GET /${path}`,
        '          payments/openapi.yaml:13:45  request-b',
        '',
      ]),
    ]);
    expect(lines.slice(33, 39)).toEqual([
      '  … and 34 more errors (-v shows all)',
      '',
      '  40 changes of 2 rules  (-v shows each; countersign explain RULE says why)',
      '  error  20  request-a  payments/openapi.yaml:13:45, 20 operations',
      '  error  20  request-b  payments/openapi.yaml:13:45, 20 operations',
      '',
    ]);
  });
});

test('a line that reads the same before and after is shown once', () => {
  const change: JudgedChange = {
    ...GONE,
    check: 'narrowed',
    before: at(7, 5, 3, { commit: BASE }),
    after: at(7, 5, 3),
  };
  expect(shown({ ...diffCompatible, verdict: 'fail', changes: [change] }).slice(6, 11)).toEqual([
    '          - origin/main:payments/openapi.yaml:7:5',
    '          + payments/openapi.yaml:7:5',
    '            7 |     get:',
    '              |     ^^^',
    '',
  ]);
});

test('of what was removed only the old code is shown, whatever stands at the place that is left', () => {
  const change: JudgedChange = {
    ...GONE,
    before: at(17, 3, 8, { commit: BASE, pointer: '/components/schemas/A/x' }),
    after: at(6, 3, 9, { pointer: '/components/schemas/B' }),
  };
  expect(shown({ ...diffCompatible, verdict: 'fail', changes: [change] }).slice(6, 11)).toEqual([
    '          - origin/main:payments/openapi.yaml:17:3',
    '            17 |   /refunds:',
    '               |   ^^^^^^^^',
    '          + payments/openapi.yaml:6:3  is gone from here',
    '',
  ]);
});

test('changes are told below their API', () => {
  const change: JudgedChange = {
    ...GONE,
    after: at(1, 1, 1),
    before: at(1, 1, 1, { file: 'payments/old.yaml', commit: BASE }),
  };
  const report: GateReport = { ...diffCompatible, verdict: 'fail', apis: [ACCOUNTS, COMPARED], changes: [change] };
  const lines = shown(report);
  expect(lines.filter((line) => /^(payments|accounts|other)/.test(line))).toEqual([
    'payments 2.3.0  Payments, OpenAPI 3.1, 4 operations',
    'accounts 1.4.2  no findings in 12 operations',
  ]);
});

test('a renamed contract says where it was, and several revisions are all named', () => {
  const renamed = { ...COMPARED, base: { revision: 'v2', commit: null, file: 'old.yaml', version: '2.0.0' } };
  const lines = shown({ ...diffCompatible, apis: [renamed, { ...COMPARED, id: 'b' }] });
  expect(lines[1]).toBe('  payments/openapi.yaml, compared with version 2.0.0 at v2, then in old.yaml');
  expect(
    lines.slice(
      lines.findIndex((line) => line.startsWith('compared payments')),
      -2,
    ),
  ).toEqual([
    'compared payments 2.3.0 and b 2.3.0, 8 operations, 2 changes,',
    'against v2 and origin/main (1a2b3c4) as of 2026-11-20',
  ]);
});

test('a waiver is what is said of a waived finding; verbose says the rest', () => {
  const report: GateReport = {
    ...lintFailing,
    verdict: 'pass',
    apis: [PAYMENTS],
    findings: [one('a', 1, { waiver: WAIVER })],
  };
  const verbose = rendererOf('text').render(report, {
    color: false,
    width: 100,
    verbose: true,
    quiet: false,
    lines: () => [],
  });
  expect(verbose.split('\n').slice(3, 9)).toEqual([
    '  waived  a  payments/openapi.yaml:1:1',
    '          m',
    '          waived until 2026-12-31 by Jane Doe: the partner bank has this path in production until',
    '                 its release of spring',
    '          more   countersign explain a',
    '          at     /paths/~1payments/get',
  ]);
});
