import { isOpen } from '../../../model/finding.ts';
import { prose } from '../markdown-text.ts';
import { REGISTER_COLUMNS } from './columns.ts';
import { inOrderOfUrgency } from './order.ts';
import type { RegisterReport } from './report.ts';
import { verdictOf } from './words.ts';

/** The register for a repository or an issue: a table, and what was found. The report must be a printable copy. */
export function registerMarkdown(report: RegisterReport): string {
  const { deprecations, findings, notes, today } = report;
  const columns = REGISTER_COLUMNS.filter(({ shown }) => shown);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    row(columns.map(({ title }) => title)),
    row(columns.map(() => '---')),
    ...inOrderOfUrgency(deprecations).map((entry) =>
      row(columns.map(({ value }) => prose(String(value(entry) ?? '')))),
    ),
  ];
  const open = findings.filter(isOpen);
  const parts = [
    '# Deprecations',
    `As of ${today}. ${prose(verdictOf(report))}`,
    deprecations.length === 0 ? 'Nothing is deprecated.' : table.join('\n'),
    ...(open.length === 0
      ? []
      : [
          '## Findings',
          open
            .map(({ severity, rule, api, message }) => `- **${severity}** ${prose(`\`${rule}\` ${api}: ${message}`)}`)
            .join('\n'),
        ]),
    ...notes.map(({ api, message }) => `> ${prose(api === null ? message : `${api}: ${message}`)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}
