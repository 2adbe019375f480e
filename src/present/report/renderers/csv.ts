import { defineRenderer } from '../../../model/renderer.ts';
import { registerCsv } from '../register/csv.ts';
import { registerIn } from '../register/report.ts';

export default defineRenderer({
  id: 'csv',
  summary: 'for a spreadsheet (RFC 4180)',
  reports: ['deprecations'],
  render: (report) => registerCsv(registerIn(report, 'csv')),
});
