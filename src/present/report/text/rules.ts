import width from 'fast-string-width';
import type { RulesReport, RuleSummary } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { grouped } from '../../../model/grouped.ts';
import type { Page } from './page.ts';
import { sourceWords, styleWords } from './rule-words.ts';
import { columnWidths } from './table.ts';
import { hanging, padded } from './wrap.ts';

/** Columns of the severity, margins included. */
const SEVERITY = 9;

/** Every rule by profile: severity, id, what it demands. With -v also where the demand comes from. */
export function rules(report: RulesReport, page: Page): string[] {
  if (report.rules.length === 0) return ['no rule is selected'];
  const profiles = grouped(report.rules, ({ profile }) => profile);
  // On a narrow terminal summaries stand below the ids rather than beside them.
  const widest = columnWidths(report.rules.map(({ id }) => [{ text: id }]))[0] ?? 0;
  const idColumns = page.width < 70 ? 0 : Math.min(widest, 36);
  return [
    ...[...profiles].flatMap(([profile, own]) => [
      `${page.ink.strong(profile)}  ${page.ink.faint(counted(own.length, 'rule'))}`,
      ...[...own].sort(byId).flatMap((rule) => ruleLines(rule, idColumns, page)),
      '',
    ]),
    `${counted(report.rules.length, 'rule')} in ${counted(profiles.size, 'profile')}; countersign explain ID tells more of one`,
    ...(report.rules.some(({ fixable }) => fixable) ? ['[--fix]: countersign lint --fix mends it'] : []),
  ];
}

function ruleLines(rule: RuleSummary, idColumns: number, page: Page): string[] {
  const { ink } = page;
  const paint = rule.severity === 'off' ? ink.faint : ink.severity[rule.severity];
  const indent = SEVERITY + idColumns + 2;
  const below = hanging({ indent, text: rule.fixable ? `${rule.summary} [--fix]` : rule.summary, columns: page.width });
  const head = `  ${paint(padded(rule.severity, 5))}  ${rule.id}`;
  const beside = width(rule.id) <= idColumns ? below.shift() : undefined;
  const first = beside === undefined ? head : padded(head, indent) + beside.trimStart();
  const notes = notesOf(rule).flatMap((text) => hanging({ indent, text, columns: page.width, paint: ink.faint }));
  const origin = page.verbose ? hanging({ indent, text: originOf(rule), columns: page.width, paint: ink.faint }) : [];
  return [first, ...below, ...notes, ...origin];
}

/** What a bank chooses about the rule, and what it has given way to. */
function notesOf({ styles, yields, gaveWayTo }: RuleSummary): string[] {
  const because = yields.find(({ profile }) => profile === gaveWayTo)?.because ?? '';
  return [
    ...styles.map((style) => styleWords(style)),
    ...(gaveWayTo === null ? [] : [`gives way to ${gaveWayTo}: ${because}`]),
  ];
}

function originOf(rule: RuleSummary): string {
  const { source, tags } = rule;
  return [...(source === null ? [] : [`from ${sourceWords(rule)}`]), ...tags.map((tag) => `#${tag}`)].join(' ');
}

function byId(left: RuleSummary, right: RuleSummary): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
