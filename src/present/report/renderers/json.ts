import type { Json } from '../../../model/json.ts';
import { defineRenderer } from '../../../model/renderer.ts';
import type { Report } from '../../../model/report.ts';
import { jsonPieces, jsonText } from '../json-text.ts';
import { jsonReport } from '../json/report.ts';

export default defineRenderer({
  id: 'json',
  summary: 'for programs; countersign schema NAME prints the schema of each report',
  render: (report) => jsonText(valueOf(report)),
  pieces: (report) => jsonPieces(valueOf(report)),
});

function valueOf(report: Report): Json | object {
  return report.report === 'schema' ? report.schema : jsonReport(report);
}
