import type { CheckInfo } from '../../../model/change.ts';
import type { CompatibilityRow, ExplainReport } from '../../../model/report.ts';
import type { Rule } from '../../../model/ruleset.ts';

/** What is explained, tagged by its kind. */
export function explainBody(subject: ExplainReport['subject']): object {
  switch (subject.kind) {
    case 'rule':
      return { kind: 'rule', rule: jsonRule(subject.rule), autofix: subject.autofix };
    case 'check': {
      const compatibility = subject.compatibility.map(({ profile, row }) => ({ profile, ...jsonRow(row) }));
      return { kind: 'check', check: jsonCheck(subject.check), compatibility };
    }
    case 'compatibility': {
      const { id, summary, why, rows } = subject.profile;
      return { kind: 'compatibility', profile: { id, summary, why, rows: rows.map(jsonRow) } };
    }
    case 'lifecycle': {
      const { id, severity, summary, why, fix, source } = subject.rule;
      return { kind: 'lifecycle', stage: subject.stage, rule: { id, severity, summary, why, fix, source } };
    }
    case 'error': {
      const { code, exit, meaning, hint } = subject.error;
      return { kind: 'error', error: { code, exit, meaning, hint } };
    }
  }
}

export function jsonCheck({ id, impact, summary, why, fix }: CheckInfo): CheckInfo {
  return { id, impact, summary, why, fix };
}

/** Null where a line does not ask. */
function jsonRow({ ids, impacts, extensible, severity }: CompatibilityRow): object {
  return {
    ids: [...ids],
    impacts: impacts === undefined ? null : [...impacts],
    extensible: extensible ?? null,
    severity,
  };
}

/** What a bank may choose about a rule, and what other profiles say of it. */
export function jsonCombination({
  styles,
  yields,
  gaveWayTo,
}: Pick<Rule, 'styles' | 'yields' | 'gaveWayTo'>): Pick<Rule, 'styles' | 'yields' | 'gaveWayTo'> {
  return {
    styles: styles.map(({ name, option, value, standard }) => ({ name, option, value, standard })),
    yields: yields.map(({ profile, because }) => ({ profile, because })),
    gaveWayTo,
  };
}

function jsonRule(rule: Rule): Rule {
  const { id, profile, severity, description, message, formats, resolved, documentationUrl, source, why, fix } = rule;
  return {
    id,
    profile,
    severity,
    description,
    message,
    given: [...rule.given],
    then: rule.then.map((step) => ({ field: step.field, function: step.function, options: step.options })),
    formats: formats === null ? null : [...formats],
    resolved,
    documentationUrl,
    source,
    verified: rule.verified,
    why,
    fix,
    tags: [...rule.tags],
    good: rule.good,
    bad: rule.bad,
    ...jsonCombination(rule),
  };
}
