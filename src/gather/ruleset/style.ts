import { isObject, type Json, own } from '../../model/json.ts';
import type { RuleStep, RuleStyle } from '../../model/ruleset.ts';
import { isStyleName, type Style } from '../../model/style.ts';

/** The choices that a rule follows (`x-style`: name and option), of those whose option its steps have: that is the default. */
export function stylesOf(written: Json | undefined, steps: readonly RuleStep[], style: Style): RuleStyle[] {
  return Object.entries(isObject(written) ? written : {}).flatMap(([name, option]): RuleStyle[] => {
    if (!isStyleName(name) || typeof option !== 'string') return [];
    const standard = steps.map(({ options }) => own(options, option)).find((value) => value !== undefined);
    return standard === undefined ? [] : [{ name, option, value: style[name] ?? standard, standard }];
  });
}

/** The steps of a rule, with what was chosen in their options. */
export function withStyle(steps: readonly RuleStep[], styles: readonly RuleStyle[]): readonly RuleStep[] {
  return styles.reduce<readonly RuleStep[]>(
    (all, { option, value }) =>
      all.map((step) =>
        isObject(step.options) && Object.hasOwn(step.options, option)
          ? { ...step, options: { ...step.options, [option]: value } }
          : step,
      ),
    steps,
  );
}
