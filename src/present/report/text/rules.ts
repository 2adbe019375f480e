import type { RulesReport, RuleSummary } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { grouped } from './grouped.ts';
import type { Page } from './page.ts';
import { columnWidths } from './table.ts';
import { hanging, padded } from './wrap.ts';

/** Every rule by profile: severity, id, what it demands. With -v also where the demand comes from. */
export function rules(report: RulesReport, page: Page): string[] {
  if (report.rules.length === 0) return ['no rule is selected'];
  const profiles = grouped(report.rules, ({ profile }) => profile);
  const widest = columnWidths(report.rules.map(({ id }) => [{ text: id }]))[0] ?? 0;
  return [
    ...[...profiles].flatMap(([profile, own]) => [
      `${page.ink.strong(profile)}  ${page.ink.faint(counted(own.length, 'rule'))}`,
      ...[...own].sort(byId).flatMap((rule) => ruleLines(rule, Math.min(widest, 36), page)),
      '',
    ]),
    `${counted(report.rules.length, 'rule')} in ${counted(profiles.size, 'profile')}; countersign explain ID tells more of one`,
  ];
}

function ruleLines(rule: RuleSummary, idWidth: number, page: Page): string[] {
  const severity = padded(rule.severity, 5);
  const paint = rule.severity === 'off' ? page.ink.faint : page.ink.severity[rule.severity];
  const head = `${severity}  ${padded(rule.id, idWidth)}  `;
  const summary = hanging({
    indent: 2,
    label: rule.id.length > idWidth ? padded('', head.length) : head,
    text: rule.summary,
    columns: page.width,
    paintLabel: (label) => paint(label.slice(0, 5)) + label.slice(5),
  });
  return [
    ...(rule.id.length > idWidth || summary.length === 0 ? [`  ${paint(severity)}  ${rule.id}`] : []),
    ...summary,
    ...(page.verbose ? hanging({ indent: 9, text: originOf(rule), columns: page.width, paint: page.ink.faint }) : []),
  ];
}

function originOf({ source, tags }: RuleSummary): string {
  return [...(source === null ? [] : [`from ${source}`]), ...tags.map((tag) => `#${tag}`)].join(' ');
}

function byId(left: RuleSummary, right: RuleSummary): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
