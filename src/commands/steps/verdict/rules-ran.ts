import { CHECKS } from '../../../examine/diff/checks/index.ts';
import { IMPACT_RULES } from '../../../examine/impact/rules.ts';
import { VERSION_RULES } from '../../../judge/policy/rules.ts';
import { LIFECYCLE_RULES } from '../../../examine/lifecycle/rules/index.ts';

/** Whether a rule was looked at: a waiver of one that was not is not called unused. */
export type Ran = (rule: string) => boolean;

export const everything: Ran = () => true;

const LATER: ReadonlySet<string> = new Set([...LIFECYCLE_RULES, ...IMPACT_RULES].map(({ id }) => id));
const CHANGES: ReadonlySet<string> = new Set([...CHECKS, ...VERSION_RULES].map(({ id }) => id));

/** `deprecations`: what time and consumers have to say. */
export const lifecycleAlone: Ran = (rule) => LATER.has(rule);

/** `diff`: that, and what changed. */
export const changesAlone: Ran = (rule) => LATER.has(rule) || CHANGES.has(rule);

const HITS: ReadonlySet<string> = new Set(IMPACT_RULES.map(({ id }) => id));

/** `impact`: whom it hits. */
export const impactAlone: Ran = (rule) => HITS.has(rule);
