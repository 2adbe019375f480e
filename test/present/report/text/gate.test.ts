import { expect, test } from 'vitest';
import type { JudgedChange } from '../../../../src/model/change.ts';
import type { GateReport } from '../../../../src/model/report.ts';
import { rendererOf } from '../renderer-of.ts';
import { BASE, sampleLines } from '../samples/contract.ts';
import { diffCompatible, lintClean, lintFailing } from '../samples/gates.ts';
import { ACCOUNTS, at, COMPARED, finding, PAYMENTS, WAIVER } from '../samples/parts.ts';

function shown(report: GateReport, quiet = false): string[] {
  return rendererOf('text')
    .render(report, { color: false, width: 80, verbose: false, quiet, lines: sampleLines })
    .split('\n');
}

/** The headings of findings, in order. */
function headings(report: GateReport): string[] {
  return shown(report).filter((line) => /^ {2}(error|warn|info|hint|waived) /.test(line));
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

test('exactly three of one rule are not collapsed; a fourth is', () => {
  const of = (count: number): GateReport => ({
    ...lintFailing,
    findings: Array.from({ length: count }, (_, index) => one('a', index + 1)),
  });
  expect(shown(of(3)).filter((line) => line.includes('more of this rule'))).toEqual([]);
  expect(shown(of(4)).filter((line) => line.includes('more of this rule'))).toEqual([
    '          … and 1 more of this rule, in line 4 (-v shows all)',
  ]);
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
  about: [],
  fingerprint: 'x',
};

test('a change without any place is told', () => {
  expect(shown({ ...diffCompatible, verdict: 'fail', changes: [GONE] }).slice(3, 7)).toEqual([
    '  error   document-removed',
    '          The contract is gone.',
    '          breaking',
    '          more: countersign explain document-removed',
  ]);
});

test('a risky change is told in full even where it costs nothing', () => {
  const risky: JudgedChange = { ...GONE, impact: 'risky', severity: 'info', message: 'It may be gone.' };
  expect(shown({ ...diffCompatible, changes: [risky] })[3]).toBe('  info    document-removed');
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
  expect(lines).toContain('compared payments 2.3.0 and b 2.3.0, 8 operations, against v2 and origin/main');
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
