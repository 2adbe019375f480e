import type { Rule, RuleStyle } from '../../../model/ruleset.ts';
import { choiceInWords } from '../../../model/style.ts';

/** Where a demand comes from. Of a source that was not read clause by clause nobody must quote a clause. */
export function sourceWords({ source, verified }: Pick<Rule, 'source' | 'verified'>): string {
  if (source === null) return '';
  return verified ? source : `${source} (unverified: its theme, not a clause that was read)`;
}

/** `style.propertyCase: snake, in the place of consistent`. */
export function styleWords({ name, value, standard }: RuleStyle): string {
  const [now, before] = [choiceInWords(value), choiceInWords(standard)];
  return `style.${name}: ${now}${now === before ? ', which is the default' : `, in the place of ${before}`}`;
}
