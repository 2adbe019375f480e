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
    '  error   document-removed',
    '          The contract is gone.',
    '          breaking',
    '',
  ]);
});

test('a risky change is told in full even where it costs nothing', () => {
  const risky: JudgedChange = { ...GONE, impact: 'risky', severity: 'info', message: 'It may be gone.' };
  expect(shown({ ...diffCompatible, changes: [risky] })[3]).toBe('  info    document-removed');
});

describe('a change of a shared component', () => {
  const reach = (count: number, message: (index: number) => string): GateReport => ({
    ...diffCompatible,
    verdict: 'fail',
    changes: Array.from({ length: count }, (_, index) => ({
      ...GONE,
      check: 'narrowed',
      message: message(index),
      operation: { method: 'GET', path: `/${String(index).padStart(2, '0')}`, operationId: 'x' },
      after: at(13, 45, 3),
      fingerprint: `n${index}`,
    })),
  });

  test('is one entry with the operations that it reaches', () => {
    expect(shown(reach(7, () => 'It is narrower.')).slice(3, 12)).toEqual([
      '  error   narrowed',
      '          It is narrower.',
      '          breaking for 7 operations:',
      '            GET /00, GET /01, GET /02, GET /03, GET /04,',
      '            and 2 more (-v shows all)',
      '          + after  payments/openapi.yaml:13:45',
      '            13 |           schema: { type: integer, maximum: 100 }',
      '               |                                             ^^^',
      '',
    ]);
  });

  test('says for each operation what it is called there', () => {
    expect(shown(reach(2, (index) => `Property \`${index}/x\` is narrower.`)).slice(4, 8)).toEqual([
      '          Property `0/x` is narrower.',
      '          breaking for 2 operations:',
      '            GET /00',
      '            GET /01, as `1/x`',
    ]);
  });

  test('counts as many as the report has', () => {
    expect(shown(reach(7, () => 'm'))).toContain('FAIL  refused: 7 errors');
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
    '          - before payments/openapi.yaml:7:5 @ 1a2b3c4',
    '          + after  payments/openapi.yaml:7:5',
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
    '          - before payments/openapi.yaml:17:3 @ 1a2b3c4',
    '            17 |   /refunds:',
    '               |   ^^^^^^^^',
    '          + after  payments/openapi.yaml:6:3  (is gone from here)',
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
    'compared payments 2.3.0 and b 2.3.0, 8 operations,',
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
    '          waived: until 2026-12-31 by Jane Doe: the partner bank has this path in production until',
    '                  its release of spring',
    '          more: countersign explain a',
    '          pointer: /paths/~1payments/get',
  ]);
});
