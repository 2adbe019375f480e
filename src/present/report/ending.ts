import type { AnnounceReport, DeprecateReport, NoticeReport, RetireReport } from '../../model/report.ts';

/** Of what goes away: marked, told of, taken out. */
export type EndingReport = AnnounceReport | DeprecateReport | NoticeReport | RetireReport;

export function isEnding<R extends { readonly report: string }>(report: R): report is R & EndingReport {
  return ['announce', 'deprecate', 'notice', 'retire'].includes(report.report);
}
