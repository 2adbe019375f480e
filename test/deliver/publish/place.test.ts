import { expect, test } from 'vitest';
import { ownedFolder, type Place } from '../../../src/deliver/publish/place.ts';

const place: Place = { environment: 'prod', target: 'kong', owner: 'team-pay', api: 'payments', version: '2.3.1' };

test.each<[Partial<Place>, string]>([
  [{}, 'environments/prod/kong/team-pay/payments/v2'],
  [{ owner: null }, 'environments/prod/kong/unowned/payments/v2'],
  [{ owner: 'Team Pay & Söhne' }, 'environments/prod/kong/team-pay-so-hne-e8b1d38c/payments/v2'],
  [{ version: 'v3' }, 'environments/prod/kong/team-pay/payments/v3'],
  [{ version: '0.9.0' }, 'environments/prod/kong/team-pay/payments/v0'],
  [{ version: '2024-05-01' }, 'environments/prod/kong/team-pay/payments/v2024'],
  [{ version: 'beta' }, 'environments/prod/kong/team-pay/payments/beta'],
  [{ api: '../../etc' }, 'environments/prod/kong/team-pay/etc-ba5ccda2/v2'],
  [{ api: '..' }, 'environments/prod/kong/team-pay/x-5ec1f7e7/v2'],
  [{ environment: 'CON' }, 'environments/con-80c6e6e6/kong/team-pay/payments/v2'],
])('%j lives in %s', (over, folder) => {
  const found = ownedFolder({ ...place, ...over });
  expect(found.replace(/-[0-9a-f]{8}/g, '-HASH')).toBe(folder.replace(/-[0-9a-f]{8}/g, '-HASH'));
});

test('names that differ only in case or in what is left out have folders of their own', () => {
  const names = ['payments', 'Payments', 'PAYMENTS', 'pay ments', 'pay-ments', 'pay/ments', 'päyments'];
  expect(new Set(names.map((api) => ownedFolder({ ...place, api }).toLowerCase())).size).toBe(names.length);
});
