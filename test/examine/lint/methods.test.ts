import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { divide } from '../../../src/examine/lint/engine/engine.ts';
import { lint } from '../../../src/examine/lint/lint.ts';
import { DIALECTS, METHODS } from '../../../src/model/contract.ts';
import { isObject, type Json, type JsonObject, ownObject, ownString } from '../../../src/model/json.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import type { Rule } from '../../../src/model/ruleset.ts';
import { contractOf } from '../../support/contract.ts';
import { projectRoot } from '../../support/shared.ts';
import { allProfiles } from './support.ts';

const { rules } = await allProfiles();

type Form = 'query' | 'additional';

/** An operation that OpenAPI 3.2 lets a path item have, in the place of one that it always had. */
type Move = { readonly from: string; readonly to: string; readonly before: string; readonly after: string };
type Moved = { readonly document: JsonObject; readonly moves: readonly Move[] };

/** A contract with operations under `query`, or all of them beneath `additionalOperations`, and what became of each. */
function moved(document: JsonObject, form: Form): Moved {
  const moves: Move[] = [];
  const items = (holder: string): Json =>
    Object.fromEntries(
      Object.entries(ownObject(document, holder) ?? {}).map(([name, item]) => {
        if (!isObject(item)) return [name, item];
        const operations = METHODS.filter((method) => isObject(item[method]) && method !== 'query');
        const taken = form === 'query' ? operations.slice(0, 1) : operations;
        const rest = Object.entries(item).filter(([key]) => !taken.some((method) => method === key));
        const placed = taken.map((method) => {
          const to = form === 'query' ? ['query'] : ['additionalOperations', `LINK-${method.toUpperCase()}`];
          const called = to.at(-1)?.toUpperCase() ?? '';
          moves.push({
            from: pointerOf(holder, name, method),
            to: pointerOf(holder, name, ...to),
            before: `${method.toUpperCase()} ${name}`,
            after: `${called} ${name}`,
          });
          return [called, item[method] ?? null] as const;
        });
        if (form === 'query') return [name, Object.fromEntries([...rest, ...placed.map(([, one]) => ['query', one])])];
        const others = placed.length === 0 ? {} : { additionalOperations: Object.fromEntries(placed) };
        return [name, { ...Object.fromEntries(rest), ...others }];
      }),
    );
  const holders = ['paths', 'webhooks'].filter((holder) => ownObject(document, holder) !== undefined);
  const replaced = Object.fromEntries(holders.map((holder) => [holder, items(holder)]));
  return { document: { ...document, openapi: '3.2.0', ...replaced }, moves };
}

async function resultOf(rule: Rule, document: JsonObject): Promise<string[]> {
  const contract = await contractOf(JSON.stringify(document));
  const facts = await lint(
    { ...contract, locate: (pointer) => ({ ...contract.locate(pointer), pointer }) },
    { rules: [rule] },
  );
  return facts.map(({ at, message }) => `${at.pointer} ${message}`).sort();
}

function afterMoving(result: readonly string[], moves: readonly Move[]): string[] {
  return result
    .map((line) =>
      moves.reduce(
        (text, { from, to, before, after }) =>
          (text.startsWith(`${from}/`) || text.startsWith(`${from} `) ? to + text.slice(from.length) : text).replaceAll(
            before,
            after,
          ),
        line,
      ),
    )
    .sort();
}

function badCasesOf({ id }: Rule): JsonObject[] {
  const folder = join(projectRoot, 'test/examine/lint/cases', id);
  return readdirSync(folder)
    .filter((file) => /^bad.*\.yaml$/.test(file))
    .map((file) => load(readFileSync(join(folder, file), 'utf8')))
    .filter(isObject)
    .filter((document) => ownString(document, 'openapi') !== undefined)
    .map((document) => JSON.parse(JSON.stringify(document)) as JsonObject);
}

/** What a rule is silent on, and has to be: it speaks of certain methods. */
const SILENT: { readonly [rule: string]: readonly Form[] } = {
  // Of GET and of QUERY: of what reads, and is kept by caches.
  ...each(['additional'], {
    caches: ['cache-documented', 'cache-no-store-sensitive', 'pay-idempotency-not-on-get'],
    pages: ['page-links-or-meta', 'page-required'],
    resources: ['bg-consent-id', 'hk-openapi-published', 'ob-fapi-auth-date', 'ob-fapi-customer-ip'],
  }),
  // Of what writes, as other methods may.
  ...each(['query'], { writes: ['readonly-ids', 'sec-write-protected'] }),
  // Of one method, or of two.
  ...each(['query', 'additional'], {
    delete: ['pay-no-delete-payment'],
    get: ['get-no-body'],
    options: ['sec-cors-declared'],
    patch: ['etag-optimistic-lock', 'patch-media-type'],
    post: [
      ...['bg-aspsp-sca-approach', 'bg-psu-ip-address', 'bg-tpp-redirect-uri', 'err-409-idempotency'],
      ...['hook-idempotent-event-id', 'hook-retry-documented', 'ob-consent-resource', 'pay-async-202-status'],
      ...['pay-funds-confirmation-boolean', 'pay-idempotency-key', 'res-bulk-207', 'sec-client-credentials-vs-code'],
      ...['sec-request-signing', 'sec-response-signing', 'sec-sensitive-flow-marked'],
    ],
  }),
};

function each(forms: readonly Form[], groups: { readonly [why: string]: readonly string[] }): typeof SILENT {
  return Object.fromEntries(
    Object.values(groups)
      .flat()
      .map((rule) => [rule, forms]),
  );
}

/** Callbacks of an operation have methods of their own. */
function isIn(line: string, moves: readonly Move[]): boolean {
  if (line.includes('/callbacks/')) return false;
  return moves.some(({ to }) => line.startsWith(`${to}/`) || line.startsWith(`${to} `));
}

describe.each(rules)('$id', (rule) => {
  it.each(['query', 'additional'] as const)('speaks of operations of OpenAPI 3.2 as of others: %s', async (form) => {
    const silent = SILENT[rule.id]?.includes(form) === true;
    let told = 0;
    for (const document of badCasesOf(rule)) {
      const { document: after, moves } = moved(document, form);
      const found = await resultOf(rule, after);
      const expected = afterMoving(await resultOf(rule, { ...document, openapi: '3.2.0' }), moves);
      expect(found).toEqual(silent ? expected.filter((line) => !isIn(line, moves)) : expected);
      told += found.filter((line) => isIn(line, moves)).length;
    }
    // A rule that looks there has a case in which it finds something there.
    const looks = rule.given.some((given) => given.includes(form === 'query' ? ',query]' : '.additionalOperations'));
    if (looks && !silent) expect(told, 'findings in an operation of OpenAPI 3.2').toBeGreaterThan(0);
  });
});

it('rules of callbacks speak of methods of OpenAPI 3.2', async () => {
  const body = { content: { 'application/json': { schema: { type: 'object' } } } };
  const called = { query: { requestBody: body }, additionalOperations: { NOTIFY: { requestBody: body } } };
  const callbacks = { settled: { '{$request.body#/url}': called } };
  const document = {
    openapi: '3.2.0',
    info: { title: 'Payments', version: '1.0.0' },
    paths: { '/payments': { post: { callbacks }, additionalOperations: { PAY: { callbacks } } } },
    webhooks: { settled: called },
  };
  const found = await Promise.all(
    rules.filter(({ id }) => /^hook-(documented|signature-header)$/.test(id)).map((rule) => resultOf(rule, document)),
  );
  const holders = ['/paths/~1payments/additionalOperations/PAY', '/paths/~1payments/post'];
  const hooks = [...holders.map((at) => `${at}/callbacks/settled/{$request.body#~1url}`), '/webhooks/settled'];
  expect(found.flat().map((line) => line.split(' ')[0])).toEqual(
    ['documented', 'signature'].flatMap(() =>
      hooks.flatMap((hook) => [`${hook}/additionalOperations/NOTIFY`, `${hook}/query`]),
    ),
  );
});

it('lists no rule as silent that is none', () => {
  const ids = rules.map(({ id }) => id);
  expect(Object.keys(SILENT).filter((id) => !ids.includes(id))).toEqual([]);
});

it.each(DIALECTS)('no rule is left to the slow way in a contract of %s', (dialect) => {
  expect(divide(rules, dialect).left.map(({ id }) => id)).toEqual([]);
});
