import { CountersignError } from '../../../model/errors.ts';
import type { GateReport, Report } from '../../../model/report.ts';
import { printableReport } from '../printable-report.ts';

/** A register and what was said of it. */
export type RegisterReport = GateReport & { readonly deprecations: NonNullable<GateReport['deprecations']> };

/** The printable copy of a register. Throws FAULT for another report: no command offers the format for one. */
export function registerIn(report: Report, format: string): RegisterReport {
  if (report.report !== 'deprecations' || report.deprecations === null)
    throw new CountersignError('FAULT', `${report.report} cannot be printed as ${format}`);
  const { deprecations } = report;
  return printableReport({ ...report, deprecations });
}
