import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcherOf } from '../../../src/gather/usage/matcher.ts';
import { contractOf } from '../../support/contract.ts';

const accounts = await contractOf(
  `openapi: 3.1.0
info: { title: Accounts, version: 1.0.0 }
servers: [{ url: 'https://{env}.bank.example/accounts/v1/', variables: { env: { default: api } } }]
paths:
  /accounts: { get: {}, query: {} }
  /accounts/mine: { get: {} }
  /accounts/{id}: { get: {}, delete: {} }
  /accounts/{id}/history: { get: {} }
  /accounts/{id}.pdf: { get: {} }
  /kärtchen: { get: {} }
`,
  { id: 'accounts' },
);
const cards = await contractOf(
  'swagger: "2.0"\ninfo: { title: Cards, version: 1.0.0 }\nbasePath: /cards\npaths: { /accounts/mine: { get: {} }, "/cards/{n}": { get: {} } }\n',
  { id: 'cards' },
);
const match = matcherOf([accounts, cards]);
const told = (method: string, target: string): string | null => {
  const found = match(method, target);
  return found === null ? null : `${found.api} ${found.use.method} ${found.use.path}`;
};

test.each([
  ['GET', '/accounts/v1/accounts', 'accounts GET /accounts'],
  ['QUERY', '/accounts/v1/accounts', 'accounts QUERY /accounts'],
  ['GET', '/accounts/v1/accounts/', 'accounts GET /accounts'],
  ['GET', '/accounts/v1/accounts/42?token=abc#x', 'accounts GET /accounts/{id}'],
  ['GET', 'https://api.bank.example/accounts/v1/accounts/42', 'accounts GET /accounts/{id}'],
  ['GET', '/accounts/v1/accounts/mine', 'accounts GET /accounts/mine'],
  ['DELETE', '/accounts/v1/accounts/mine', 'accounts DELETE /accounts/{id}'],
  ['GET', '/accounts/v1/accounts/mine/history', 'accounts GET /accounts/{id}/history'],
  ['GET', '/accounts/v1/accounts/42.pdf', 'accounts GET /accounts/{id}.pdf'],
  ['GET', '/accounts/v1/accounts/a%2Fb', 'accounts GET /accounts/{id}'],
  ['GET', '/accounts/v1/k%C3%A4rtchen', 'accounts GET /kärtchen'],
  ['GET', '/accounts/v1/accounts/%zz', 'accounts GET /accounts/{id}'],
  ['GET', '/accounts/42', 'accounts GET /accounts/{id}'],
  ['GET', '/cards/accounts/mine', 'cards GET /accounts/mine'],
  ['GET', '/cards/7', 'cards GET /cards/{n}'],
  ['GET', '/accounts/mine', null],
  ['POST', '/accounts/v1/accounts', null],
  ['GET', '/accounts/v1/accounts//history', null],
  ['GET', '*', null],
  ['GET', '', null],
])('%s %s', (method, target, expected) => {
  expect(told(method, target)).toBe(expected);
});

test('whatever stands for a parameter, the operation is found, and what a query says changes nothing', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => text !== 'mine' && !/\.pdf$/.test(text));
  fc.assert(
    fc.property(value, fc.string(), (id, query) => {
      const path = `/accounts/v1/accounts/${encodeURIComponent(id.replaceAll(/[\ud800-\udfff]/g, 'x'))}`;
      expect(told('DELETE', path)).toBe('accounts DELETE /accounts/{id}');
      expect(told('DELETE', `${path}?${query}`)).toBe('accounts DELETE /accounts/{id}');
    }),
  );
});

test('nothing that a log may hold makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (method, target) => {
      match(method, target);
    }),
  );
});
