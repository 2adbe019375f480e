import { defineRenderer } from '../../../model/renderer.ts';
import { payloadOf } from '../payload.ts';
import { printableReport } from '../printable-report.ts';
import { sealed } from '../sealed.ts';
import { pageOf } from '../text/page.ts';
import { toldReport } from '../text/telling.ts';
import { write } from '../text/write.ts';

export default defineRenderer({
  id: 'text',
  summary: 'for people, at a terminal or in a log',
  render: (report, context) => {
    const payload = payloadOf(report);
    if (payload !== null) return payload;
    const told = toldReport(report, context.by ?? 'cause');
    return sealed(`${write(printableReport(told), pageOf(context)).join('\n')}\n`);
  },
});
