import { AUDIT_DEFINITIONS } from './definitions/audit.ts';
import { CHANGELOG_DEFINITIONS } from './definitions/changelog.ts';
import { FACT_DEFINITIONS } from './definitions/facts.ts';
import { HISTORY_DEFINITIONS } from './definitions/history.ts';
import { RULE_DEFINITIONS } from './definitions/rules.ts';
import type { JsonObject } from '../../../model/json.ts';

/** Everything that several outputs share, by its name under `$defs`. */
export const DEFINITIONS: ReadonlyMap<string, JsonObject> = new Map(
  Object.entries({
    ...FACT_DEFINITIONS,
    ...AUDIT_DEFINITIONS,
    ...RULE_DEFINITIONS,
    ...CHANGELOG_DEFINITIONS,
    ...HISTORY_DEFINITIONS,
  }),
);
