import { CONSUMERS_SCHEMA } from '../../gather/usage/consumers-schema.ts';
import { ACCEPTED_SCHEMA } from '../../gather/workspace/accepted-schema.ts';
import { ANNOUNCED_SCHEMA } from '../../gather/workspace/announced-schema.ts';
import { APPROVAL_SCHEMA } from '../../gather/workspace/approval-schema.ts';
import { BASELINE_SCHEMA } from '../../gather/workspace/baseline-schema.ts';
import { WAIVERS_SCHEMA } from '../../gather/workspace/waivers-schema.ts';
import { WORKSPACE_SCHEMA } from '../../gather/workspace/workspace-schema.ts';
import type { JsonObject } from '../../model/json.ts';

/** Schemas of the files that people write for countersign, by name. */
const INPUT_SCHEMAS: ReadonlyMap<string, JsonObject> = new Map([
  ['workspace', WORKSPACE_SCHEMA],
  ['waivers', WAIVERS_SCHEMA],
  ['consumers', CONSUMERS_SCHEMA],
  ['approval', APPROVAL_SCHEMA],
  ['accepted', ACCEPTED_SCHEMA],
  ['baseline-file', BASELINE_SCHEMA],
  ['announced', ANNOUNCED_SCHEMA],
]);

/** Every schema that `countersign schema` prints: those, and of each report. */
export async function schemas(): Promise<ReadonlyMap<string, JsonObject>> {
  const { OUTPUT_SCHEMAS } = await import('../../present/report/schemas/index.ts');
  return new Map([...INPUT_SCHEMAS, ...OUTPUT_SCHEMAS]);
}
