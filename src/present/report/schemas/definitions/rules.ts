import { IMPACTS } from '../../../../model/change.ts';
import { SEVERITIES } from '../../../../model/finding.ts';
import { STYLE_NAMES } from '../../../../model/style.ts';
import { COMPATIBILITIES } from '../../../../model/workspace.ts';
import type { JsonObject } from '../../../../model/json.ts';
import { COUNT, described, list, NAME, nullable, object, ref, TEXT } from '../keywords.ts';

const COMPATIBILITY_ROW = {
  ids: described('Of checks and rules; `*` stands for any part of an id.', list(NAME)),
  impacts: described('Only changes of these impacts; null: of any.', nullable(list({ enum: IMPACTS }))),
  extensible: described(
    'Only values that join a list which was declared open, or only those that join any other; null: both.',
    nullable({ type: 'boolean' }),
  ),
  severity: ref('severity'),
};

const VERIFIED = described('False where the source is a theme, and was not read clause by clause.', {
  type: 'boolean',
});

/** One word, or a list of words. */
const CHOSEN: JsonObject = { oneOf: [TEXT, list(TEXT)] };

const COMBINATION = {
  styles: described(
    'Choices under `style` in countersign.yaml that the rule follows: what holds, and what the ruleset has.',
    list(object({ name: { enum: STYLE_NAMES }, option: NAME, value: CHOSEN, standard: CHOSEN })),
  ),
  yields: described(
    'Profiles beside which the rule is not run, because they have one of their own.',
    list(object({ profile: NAME, because: TEXT })),
  ),
  gaveWayTo: described('The profile that it has given way to; null where it has not.', nullable(NAME)),
};

/** Rules, checks and errors, as `rules` lists and `explain` explains them. */
export const RULE_DEFINITIONS: { readonly [name: string]: JsonObject } = {
  ruleSeverity: described('`off` for a rule that is not run.', { enum: [...SEVERITIES, 'off'] }),
  ruleSummary: object({
    id: NAME,
    profile: NAME,
    severity: ref('ruleSeverity'),
    summary: TEXT,
    source: nullable(TEXT),
    verified: VERIFIED,
    tags: list(TEXT),
    fixable: described('Whether lint --fix mends it.', { type: 'boolean' }),
    ...COMBINATION,
  }),
  fixes: object({
    written: described('False where it was only shown.', { type: 'boolean' }),
    before: described('Findings that counted before.', COUNT),
    fixed: described('How many of them are no more.', COUNT),
    rules: list(object({ rule: NAME, fixed: COUNT })),
    files: described('The files that changed.', list(NAME)),
    diff: described('Unified diff of those files; empty when nothing changed.', TEXT),
  }),
  rule: object({
    id: NAME,
    profile: NAME,
    severity: ref('ruleSeverity'),
    description: TEXT,
    message: TEXT,
    given: list(TEXT),
    then: list(object({ field: nullable(TEXT), function: NAME, options: {} })),
    formats: nullable(list(TEXT)),
    resolved: { type: 'boolean' },
    documentationUrl: nullable(TEXT),
    source: nullable(TEXT),
    verified: VERIFIED,
    why: nullable(TEXT),
    fix: nullable(TEXT),
    tags: list(TEXT),
    good: nullable(TEXT),
    bad: nullable(TEXT),
    ...COMBINATION,
  }),
  checkInfo: object({ id: NAME, impact: { enum: IMPACTS }, summary: TEXT, why: TEXT, fix: TEXT }),
  compatibilityRow: object(COMPATIBILITY_ROW),
  compatibilityWord: object({ profile: { enum: COMPATIBILITIES }, ...COMPATIBILITY_ROW }),
  compatibilityProfile: object({
    id: { enum: COMPATIBILITIES },
    summary: TEXT,
    why: TEXT,
    rows: list(ref('compatibilityRow')),
  }),
  lifecycleRule: object({ id: NAME, severity: ref('severity'), summary: TEXT, why: TEXT, fix: TEXT, source: TEXT }),
  errorCode: object({ code: NAME, exit: COUNT, meaning: TEXT, hint: TEXT }),
};
