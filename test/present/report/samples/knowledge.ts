import type { ExplainReport, RulesReport } from '../../../../src/model/report.ts';
import { HEAD } from './parts.ts';

/** A rule that no other profile and no choice of the bank has to do with. */
const ALONE = { styles: [], yields: [], gaveWayTo: null };

const rulesListed: RulesReport = {
  ...HEAD,
  verdict: 'pass',
  report: 'rules',
  rules: [
    {
      id: 'operation-has-owner',
      profile: 'bank-core',
      severity: 'error',
      summary: 'Every operation names the team that answers for it, so that an incident finds somebody at night.',
      source: 'DORA RTS 2024/1774 art. 17',
      verified: false,
      tags: ['ownership'],
      fixable: false,
      ...ALONE,
    },
    {
      id: 'amount-is-string',
      profile: 'bank-core',
      severity: 'warn',
      summary: 'Amounts are decimal strings.',
      source: null,
      verified: true,
      tags: [],
      fixable: false,
      ...ALONE,
    },
    {
      id: 'path-segments-kebab-case',
      profile: 'zalando',
      severity: 'off',
      summary: 'Path segments are in kebab-case.',
      source: 'Zalando 129',
      verified: true,
      tags: ['naming', 'paths'],
      fixable: true,
      styles: [{ name: 'pathCase', option: 'style', value: 'snake', standard: 'kebab' }],
      yields: [{ profile: 'bank-core', because: 'The bank has a case of its own.' }],
      gaveWayTo: 'bank-core',
    },
    {
      id: 'a-rule-whose-id-is-longer-than-any-id-ought-to-be',
      profile: 'zalando',
      severity: 'hint',
      summary: 'Ids are short.',
      source: null,
      verified: true,
      tags: [],
      fixable: false,
      ...ALONE,
    },
  ],
};

const explained = (subject: ExplainReport['subject']): ExplainReport => ({
  ...HEAD,
  verdict: 'pass',
  report: 'explain',
  subject,
});

const explainRule: ExplainReport = explained({
  kind: 'rule',
  rule: {
    id: 'operation-has-owner',
    profile: 'bank-core',
    severity: 'error',
    description: 'Every operation names the team that answers for it.',
    message: '{{path}} has no owner',
    given: ['$.paths[*][get,put,post,delete,patch]'],
    then: [{ field: 'x-owner', function: 'truthy', options: null }],
    formats: ['oas3_0', 'oas3_1'],
    resolved: true,
    documentationUrl: 'https://developer.bank.example/guidelines#owner',
    source: 'DORA RTS 2024/1774 art. 17(1)(b)',
    verified: false,
    why: 'At night, the one who is called must be the one who can mend it; and an auditor asks who could have approved a change.',
    fix: 'Name the team under `x-owner`, as it is called in the directory.',
    tags: ['ownership'],
    good: 'paths:\n  /payments:\n    get:\n      x-owner: payments-core\n',
    bad: 'paths:\n  /payments:\n    get:\n      summary: List payments\n',
    styles: [{ name: 'pathCase', option: 'style', value: 'kebab', standard: 'kebab' }],
    yields: [{ profile: 'zalando', because: 'It has an owner of its own.' }],
    gaveWayTo: null,
  },
  autofix: 'writes the team under `x-owner` where only one is meant',
});

const explainCheck: ExplainReport = explained({
  kind: 'check',
  check: {
    id: 'request-parameter-became-required',
    impact: 'breaking',
    summary: 'An optional request parameter is now required.',
    why: 'Callers that leave it out start to be refused.',
    fix: 'Keep it optional with a default, or publish a new major version.',
  },
  compatibility: [
    { profile: 'strict', row: { ids: ['*'], impacts: ['breaking', 'risky'], extensible: false, severity: 'error' } },
  ],
});

const explainLifecycle: ExplainReport = explained({
  kind: 'lifecycle',
  stage: 'lifecycle',
  rule: {
    id: 'sunset-has-passed',
    severity: 'error',
    summary: 'What is past its sunset is no longer in the contract.',
    why: 'A date that passes without anything happening is not believed the next time.',
    fix: 'Remove it, or move the sunset together with its consumers.',
    source: 'RFC 8594',
  },
});

const explainError: ExplainReport = explained({
  kind: 'error',
  error: {
    code: 'BASE_REF_NOT_FOUND',
    exit: 4,
    meaning: 'The revision to compare with is not in this clone.',
    hint: 'git fetch origin',
  },
});

export const KNOWLEDGE = {
  rulesListed,
  explainRule,
  explainCheck,
  explainLifecycle,
  explainError,
};
