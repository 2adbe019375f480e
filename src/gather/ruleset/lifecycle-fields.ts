import { isObject, own } from '../../model/json.ts';
import { LIFECYCLE_FIELDS, type LifecycleFields, OWN_FIELDS } from '../../model/lifecycle-fields.ts';
import type { FunctionCatalogue, Rule, RuleStep } from '../../model/ruleset.ts';

/** A rule whose functions go by the names that the house has; a rule that gives names itself keeps them. The built-in names need not be given. */
export function withFields(rule: Rule, fields: LifecycleFields, functions: FunctionCatalogue): Rule {
  if (fields === LIFECYCLE_FIELDS) return rule;
  const step = (one: RuleStep): RuleStep => {
    const takes = own(own(functions.get(one.function), 'properties'), OWN_FIELDS) !== undefined;
    const options = isObject(one.options) ? one.options : {};
    return takes ? { ...one, options: { [OWN_FIELDS]: fields, ...options } } : one;
  };
  return { ...rule, then: rule.then.map(step) };
}
