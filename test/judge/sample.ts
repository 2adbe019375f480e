import { DEPRECATION_POLICY } from '../support/deprecation.ts';
import type { Change } from '../../src/model/change.ts';
import { type Day, parseDay } from '../../src/model/day.ts';
import type { Acceptance, Fact, Waiver } from '../../src/model/finding.ts';
import type { Location } from '../../src/model/location.ts';
import type { Policy } from '../../src/model/workspace.ts';

export function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}

export function at(pointer: string, line = 1, file = 'openapi.yaml', column = 1): Location {
  return { file, commit: null, pointer, line, column, endLine: line, endColumn: column + 1 };
}

export function fact(over: Partial<Fact> = {}): Fact {
  return {
    rule: 'operation-has-owner',
    from: 'lint',
    api: 'payments',
    message: 'The operation has no owner.',
    hint: 'name one',
    docs: 'countersign explain operation-has-owner',
    at: at('/paths/~1payments/get', 7),
    also: [],
    proposed: 'error',
    about: [],
    ...over,
  };
}

export function change(over: Partial<Change> = {}): Change {
  return {
    check: 'response-field-removed',
    impact: 'breaking',
    message: 'Field `iban` was removed.',
    operation: { method: 'GET', path: '/payments', operationId: 'listPayments' },
    before: { ...at('/components/schemas/Payment/properties/iban', 40), commit: 'a'.repeat(40) },
    after: at('/components/schemas/Payment/properties', 33),
    witness: null,
    proof: 'undecided',
    about: ['iban'],
    cause: 'c1',
    ...over,
  };
}

export function waiver(over: Partial<Waiver> = {}): Waiver {
  return {
    rule: 'operation-has-owner',
    api: 'payments',
    pointer: null,
    reason: 'the team is being formed',
    owner: 'jane@bank.example',
    expires: day('2026-12-31'),
    at: at('/waivers/0', 3, '.countersign/waivers.yaml'),
    ...over,
  };
}

export function policy(over: Partial<Policy> = {}): Policy {
  return {
    failOn: 'error',
    maxWarnings: null,
    severities: new Map(),
    impacts: { breaking: 'error', risky: 'warn', 'contract-only': 'info', compatible: 'hint' },
    deprecation: DEPRECATION_POLICY,
    usage: { recentDays: 30 },
    approvals: { required: 1 },
    waivers: [],
    accepted: [],
    baselines: [],
    severityPlaces: new Map(),
    compatibility: [],
    stability: { draft: 'info', alpha: 'info' },
    versions: { mayBreak: 'never' },
    timezone: 'UTC',
    ...over,
  };
}

export function acceptance(over: Partial<Acceptance> = {}): Acceptance {
  return {
    api: 'payments',
    fingerprint: null,
    cause: null,
    check: 'response-field-removed',
    change: 'GET /payments: Field `iban` was removed.',
    category: 'intended',
    reason: 'agreed with every consumer',
    owner: 'Ada Author',
    approver: 'Bea Boss',
    expires: day('2026-12-31'),
    at: at('', 1, '.countersign/accepted/payments/801b98778eb0.yaml'),
    ...over,
  };
}
