import type { DeprecateReport, NoticeReport, RetireReport } from '../../model/report.ts';

/** Of what goes away: marked, announced, taken out. */
export type EndingReport = DeprecateReport | NoticeReport | RetireReport;

export function isEnding<R extends { readonly report: string }>(report: R): report is R & EndingReport {
  return ['deprecate', 'notice', 'retire'].includes(report.report);
}
