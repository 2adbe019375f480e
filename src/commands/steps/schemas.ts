import { CONSUMERS_SCHEMA } from '../../gather/usage/consumers-schema.ts';
import { APPROVAL_SCHEMA } from '../../gather/workspace/approvals.ts';
import { WAIVERS_SCHEMA } from '../../gather/workspace/waivers-schema.ts';
import { WORKSPACE_SCHEMA } from '../../gather/workspace/workspace-schema.ts';
import type { JsonObject } from '../../model/json.ts';

/** Schemas of the files that people write for countersign, by name. */
export const INPUT_SCHEMAS: ReadonlyMap<string, JsonObject> = new Map([
  ['workspace', WORKSPACE_SCHEMA],
  ['waivers', WAIVERS_SCHEMA],
  ['consumers', CONSUMERS_SCHEMA],
  ['approval', APPROVAL_SCHEMA],
]);
