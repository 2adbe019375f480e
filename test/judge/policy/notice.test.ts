import { expect, test } from 'vitest';
import { requiredNotice } from '../../../src/judge/policy/notice.ts';
import type { UnstableLevel } from '../../../src/model/change.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import type { Noticed, NoticeReason } from '../../../src/model/deprecation.ts';
import type { Api, Audience, Criticality, DeprecationPolicy } from '../../../src/model/workspace.ts';
import { DEPRECATION_POLICY } from '../../support/deprecation.ts';

const TODAY = parseDay('2026-06-01') as Day;
const STABLE: Noticed = { level: null, internal: false, consumers: [] };

function apiOf(audience: Audience | null, criticality: Criticality): Api {
  return { id: 'payments', file: 'openapi.yaml', owner: null, audience, criticality };
}

test.each<[Audience | null, Criticality, number | null, number, NoticeReason]>([
  ['external-public', 'normal', null, 180, 'external'],
  ['external-partner', 'normal', null, 180, 'external'],
  ['company-internal', 'normal', null, 90, 'internal'],
  ['business-unit-internal', 'normal', null, 90, 'internal'],
  ['component-internal', 'normal', null, 90, 'internal'],
  [null, 'normal', null, 90, 'unknown audience'],
  ['company-internal', 'critical', null, 365, 'critical'],
  ['external-public', 'critical', null, 365, 'critical'],
  ['external-public', 'regulated', null, 180, 'external'],
  ['company-internal', 'regulated', null, 90, 'regulated'],
  ['external-public', 'normal', 30, 30, 'setting'],
  ['external-public', 'critical', 0, 0, 'setting'],
  ['company-internal', 'regulated', 30, 90, 'regulated'],
  ['company-internal', 'regulated', 200, 200, 'setting'],
])('%s, %s, set to %j: %i days (%s)', (audience, criticality, noticeDays, days, because) => {
  const policy = { ...DEPRECATION_POLICY, noticeDays };
  expect(requiredNotice(apiOf(audience, criticality), policy, STABLE, TODAY)).toEqual({
    days,
    because,
    consumer: null,
  });
});

test.each<[Criticality, UnstableLevel | null, boolean, number | null, number, NoticeReason]>([
  ['normal', 'beta', false, null, 30, 'beta'],
  ['normal', 'alpha', false, null, 0, 'draft'],
  ['normal', 'draft', false, null, 0, 'draft'],
  // What is less stable never needs more than what is stable.
  ['normal', 'beta', false, 14, 14, 'setting'],
  ['normal', null, true, null, 90, 'internal'],
  ['critical', null, true, null, 365, 'critical'],
  // A contract cannot write itself out of the law.
  ['regulated', 'draft', false, null, 90, 'regulated'],
  ['regulated', 'beta', true, 7, 90, 'regulated'],
])('%s, %s, internal %s, set to %j: %i days (%s)', (criticality, level, internal, noticeDays, days, because) => {
  const policy = { ...DEPRECATION_POLICY, noticeDays };
  const thing = { ...STABLE, level, internal };
  expect(requiredNotice(apiOf('external-public', criticality), policy, thing, TODAY)).toEqual({
    days,
    because,
    consumer: null,
  });
});

test('the rows of the settings count, and regulated never for less than the law', () => {
  const policy: DeprecationPolicy = {
    ...DEPRECATION_POLICY,
    notice: { ...DEPRECATION_POLICY.notice, external: 270, regulated: 120 },
  };
  const days = (audience: Audience, criticality: Criticality, level: UnstableLevel | null = null): number =>
    requiredNotice(apiOf(audience, criticality), policy, { ...STABLE, level }, TODAY).days;
  expect(days('external-public', 'normal')).toBe(270);
  expect(days('company-internal', 'regulated')).toBe(120);
  expect(days('external-public', 'regulated', 'draft')).toBe(120);
});

test('an agreement asks for more from whom it is with, while it holds', () => {
  const agreement = { consumer: 'Ledger', api: 'payments', noticeDays: 400, until: parseDay('2026-06-01') };
  const days = (over: object, consumers: readonly string[], today = TODAY): unknown => {
    const policy = { ...DEPRECATION_POLICY, agreements: [{ ...agreement, ...over }] };
    const {
      days: count,
      because,
      consumer,
    } = requiredNotice(apiOf('external-public', 'normal'), policy, { ...STABLE, consumers }, today);
    return [count, because, consumer];
  };
  expect(days({}, ['Ledger'])).toEqual([400, 'agreement', 'Ledger']);
  expect(days({ api: null }, ['App', 'Ledger'])).toEqual([400, 'agreement', 'Ledger']);
  expect(days({}, ['App'])).toEqual([180, 'external', null]);
  expect(days({ api: 'accounts' }, ['Ledger'])).toEqual([180, 'external', null]);
  expect(days({ noticeDays: 90 }, ['Ledger'])).toEqual([180, 'external', null]);
  expect(days({}, ['Ledger'], parseDay('2026-06-02') as Day)).toEqual([180, 'external', null]);
  expect(days({ until: null }, ['Ledger'], parseDay('2036-06-02') as Day)).toEqual([400, 'agreement', 'Ledger']);
});
