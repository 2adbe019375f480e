import { CountersignError } from '../../../model/errors.ts';
import type { ChangelogReport, Report } from '../../../model/report.ts';
import { printableReport } from '../printable-report.ts';

/** The printable copy of a changelog. Throws FAULT for another report: no command offers the format for one. */
export function changelogOf(report: Report, format: string): ChangelogReport {
  if (report.report !== 'changelog')
    throw new CountersignError('FAULT', `${report.report} cannot be printed as ${format}`);
  return printableReport(report);
}
