import { defineRenderer } from '../../../model/renderer.ts';
import { payloadOf } from '../payload.ts';
import { printableReport } from '../printable-report.ts';
import { sealed } from '../sealed.ts';
import { pageOf } from '../text/page.ts';
import { write } from '../text/write.ts';

export default defineRenderer({
  id: 'text',
  summary: 'for people, at a terminal or in a log',
  render: (report, context) =>
    payloadOf(report) ?? sealed(`${write(printableReport(report), pageOf(context)).join('\n')}\n`),
});
