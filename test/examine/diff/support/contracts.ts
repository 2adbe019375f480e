import type { Change } from '../../../../src/model/change.ts';
import type { Json, JsonObject } from '../../../../src/model/json.ts';
import { diffContracts } from '../../../../src/examine/diff/diff.ts';
import { contractOf } from '../../../support/contract.ts';

/** A contract from a plain object; only what the test is about need be given. */
export function document(rest: JsonObject): JsonObject {
  return { openapi: '3.0.3', info: { title: 'Accounts', version: 'v1' }, paths: {}, ...rest };
}

/** One operation that answers with a schema. */
export function answering(schema: Json, rest: JsonObject = {}): JsonObject {
  const responses = { '200': { description: 'done', content: { 'application/json': { schema } } } };
  return document({ paths: { '/accounts': { get: { responses } } }, ...rest });
}

export async function changesBetween(before: JsonObject, after: JsonObject): Promise<readonly Change[]> {
  return diffContracts(await contractOf(JSON.stringify(before)), await contractOf(JSON.stringify(after)));
}

/** The changes in one line each, without their places. */
export async function told(before: JsonObject, after: JsonObject): Promise<readonly string[]> {
  return (await changesBetween(before, after)).map(({ impact, check, message }) => `${impact} ${check}: ${message}`);
}
