import { nameOfDeprecable } from '../../../model/deprecation.ts';
import type { EndNotice } from '../../../model/end-notice.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { NoticeReport, Report } from '../../../model/report.ts';
import { printableReport } from '../printable-report.ts';

/** The printable copy of announcements. Throws FAULT for another report: no command offers the format for one. */
export function noticesIn(report: Report, format: string): NoticeReport {
  if (report.report !== 'notice')
    throw new CountersignError('FAULT', `${report.report} cannot be printed as ${format}`);
  return printableReport(report);
}

/** `Payments: GET /v1/payments goes away`. */
export function headlineOf({ title, things }: EndNotice): string {
  const [only, ...others] = things;
  if (only === undefined) return title;
  const what = others.length === 0 ? nameOfDeprecable(only.what) : `${things.length} things`;
  return `${title}: ${what} ${others.length === 0 ? 'goes' : 'go'} away${only.sunset === null ? '' : ` after ${only.sunset}`}`;
}

/** What stands where nobody has said anything. */
export function gapOf(missing: string): string {
  return `to be filled in: ${missing}`;
}
