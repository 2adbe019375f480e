import { expect, test } from 'vitest';
import { noticeDays } from '../../../src/judge/policy/notice.ts';
import type { Audience, Criticality } from '../../../src/model/workspace.ts';

test.each<[Audience | null, Criticality, number | null, number]>([
  ['external-public', 'normal', null, 180],
  ['external-partner', 'normal', null, 180],
  ['company-internal', 'normal', null, 90],
  ['business-unit-internal', 'normal', null, 90],
  ['component-internal', 'normal', null, 90],
  [null, 'normal', null, 90],
  ['company-internal', 'critical', null, 365],
  ['external-public', 'critical', null, 365],
  ['external-public', 'regulated', null, 180],
  ['company-internal', 'regulated', null, 90],
  ['external-public', 'normal', 30, 30],
  ['external-public', 'critical', 0, 0],
  ['company-internal', 'regulated', 30, 90],
  ['company-internal', 'regulated', 200, 200],
])('%s, %s, set to %j: %i days', (audience, criticality, setting, days) => {
  const api = { id: 'payments', file: 'openapi.yaml', owner: null, audience, criticality };
  expect(noticeDays(api, { noticeDays: setting, dueSoonDays: 30 })).toBe(days);
});
