import { defineRenderer } from '../../../model/renderer.ts';
import { jsonText } from '../json-text.ts';
import { jsonReport } from '../json/report.ts';

export default defineRenderer({
  id: 'json',
  summary: 'for programs; countersign schema NAME prints the schema of each report',
  render: (report) => jsonText(report.report === 'schema' ? report.schema : jsonReport(report)),
});
