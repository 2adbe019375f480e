import type { RenderReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** Which files were written, and what of the contract the gateway cannot express. The files themselves: `payload.ts`. */
export function render(report: RenderReport, page: Page): string[] {
  const { config, written } = report;
  const environment = config.environment === null ? '' : ` for ${config.environment}`;
  const files = counted(config.files.length, 'file');
  const lost = config.unexpressed.length;
  const doubt = lost === 0 ? '' : `; ${counted(lost, 'thing')} that ${config.target} cannot express`;
  const text = `${config.contract} rendered${environment} as ${config.target}: ${files} in ${written ?? ''}${doubt}`;
  const verdict = verdictLine(report.verdict, text, page);
  if (page.quiet) return verdict;
  return [
    ...config.files.map(({ path }) => `  ${page.ink.added('wrote')}  ${path}`),
    '',
    ...gapLines(report, page),
    ...noteLines(report.notes, page),
    ...verdict,
  ];
}

function gapLines({ config }: RenderReport, page: Page): string[] {
  const lines = config.unexpressed.flatMap(({ pointer, message }) => [
    ...hanging({ indent: 2, label: 'lost   ', text: message, columns: page.width, paintLabel: page.ink.severity.warn }),
    ...hanging({ indent: 9, text: pointer, columns: page.width, paint: page.ink.faint }),
  ]);
  return lines.length === 0 ? [] : [...lines, ''];
}
