import type { JsonObject } from '../../../model/json.ts';
import { deprecateSchema, noticeSchema, retireSchema } from './acting.ts';
import { announceSchema } from './announce.ts';
import { changelogSchema } from './changelog.ts';
import { acceptSchema, approveSchema, baselineSchema, publishSchema, renderSchema, scoreSchema } from './deliveries.ts';
import { checkSchema, deprecationsSchema, diffSchema, impactSchema, lintSchema } from './gates.ts';
import { historySchema } from './history.ts';
import { explainSchema, initSchema, lockSchema, rulesSchema } from './knowledge.ts';

/** The JSON Schema (draft 2020-12) of each report's JSON, by the report's name. `schema` has none: what it prints is a schema. */
export const OUTPUT_SCHEMAS: ReadonlyMap<string, JsonObject> = new Map([
  ['check', checkSchema],
  ['lint', lintSchema],
  ['diff', diffSchema],
  ['deprecations', deprecationsSchema],
  ['impact', impactSchema],
  ['announce', announceSchema],
  ['changelog', changelogSchema],
  ['history', historySchema],
  ['render', renderSchema],
  ['accept', acceptSchema],
  ['baseline', baselineSchema],
  ['deprecate', deprecateSchema],
  ['notice', noticeSchema],
  ['retire', retireSchema],
  ['score', scoreSchema],
  ['approve', approveSchema],
  ['publish', publishSchema],
  ['rules', rulesSchema],
  ['explain', explainSchema],
  ['init', initSchema],
  ['lock', lockSchema],
]);
