import { defineRenderer } from '../../../model/renderer.ts';
import { changelogHtml } from '../changelog/html.ts';
import { changelogOf } from '../changelog/report.ts';
import { registerHtml } from '../register/html.ts';
import { registerIn } from '../register/report.ts';

export default defineRenderer({
  id: 'html',
  summary: 'one page that stands alone',
  reports: ['changelog', 'deprecations'],
  render: (report) =>
    report.report === 'deprecations'
      ? registerHtml(registerIn(report, 'html'))
      : changelogHtml(changelogOf(report, 'html')),
});
