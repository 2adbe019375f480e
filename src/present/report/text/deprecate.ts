import { nameOfDeprecable } from '../../../model/deprecation.ts';
import type { DeprecateReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { editLines } from './edit-lines.ts';
import { nextLines, shellWord } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** What was written of the end of a thing, whom it reaches, and what is next. */
export function deprecate(report: DeprecateReport, page: Page): string[] {
  const head = verdictLine(report.verdict, summary(report), page);
  if (page.quiet) return head;
  const { api, deprecation, fields, outcome, edit } = report;
  const rows = fields.map(({ field, from, to }) => [
    { text: field },
    { text: from === null ? '' : `${from} ->`, paint: page.ink.removed },
    { text: to, paint: page.ink.added },
  ]);
  return [
    page.ink.strong(`${api.id}  ${nameOfDeprecable(deprecation.what)}`),
    page.ink.faint(`  ${deprecation.at.file}:${deprecation.at.line}`),
    ...(rows.length === 0 ? [] : ['', ...table(rows, 2)]),
    '',
    ...editLines(edit, outcome === 'planned', page),
    ...reachLines(report, page),
    ...saidLines(report, page),
    ...noteLines(report.notes, page),
    ...head,
    ...next(report, page),
  ];
}

function summary({ deprecation, outcome, today }: DeprecateReport): string {
  const { what, sunset, notice } = deprecation;
  const days = notice.given === null ? '' : `, ${notice.given} days of notice where ${notice.required.days} are owed`;
  const end = `${nameOfDeprecable(what)} is deprecated until ${sunset ?? 'nobody knows when'}${days}`;
  switch (outcome) {
    case 'written':
      return `${end} (as of ${today})`;
    case 'planned':
      return `${end}; this was the plan, nothing was written (as of ${today})`;
    case 'unchanged':
      return `${end} already; nothing to write (as of ${today})`;
  }
}

/** So many operations are named. */
const NAMED = 6;

function reachLines({ usedBy, deprecation }: DeprecateReport, page: Page): string[] {
  const names = usedBy.map(({ method, path }) => `${method} ${path}`);
  const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : '';
  const label = page.ink.strong;
  const say = (word: string, text: string): string[] =>
    hanging({ indent: 0, label: word.padEnd(6), text, columns: page.width, paintLabel: label });
  const lines = [
    ...(names.length < 2
      ? []
      : say('reach', `used by ${counted(names.length, 'operation')}: ${names.slice(0, NAMED).join(', ')}${more}`)),
    ...(deprecation.consumers.length === 0
      ? []
      : say('tell', `${deprecation.consumers.join(', ')}, who declare to call it`)),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

/** What the gates say of it later. */
function saidLines({ findings, changes }: DeprecateReport, page: Page): string[] {
  const about = new Set(findings.map(({ message }) => message));
  const lines = [
    ...findings.map(({ severity, message, rule }) => ({ severity, text: `${message} (${rule})` })),
    ...changes
      .filter(({ message }) => !about.has(message))
      .map(({ severity, message }) => ({ severity, text: message })),
  ];
  const said = [...new Map(lines.map((line) => [line.text, line])).values()];
  return said.length === 0
    ? []
    : [
        ...said.flatMap(({ severity, text }) =>
          hanging({
            indent: 0,
            label: severity.padEnd(6),
            text,
            columns: page.width,
            paintLabel: page.ink.severity[severity],
          }),
        ),
        '',
      ];
}

function next({ outcome, api, deprecation, edit }: DeprecateReport, page: Page): string[] {
  if (outcome === 'planned') return nextLines('run the same command without --dry-run', page);
  const { what } = deprecation;
  const thing = what.kind === 'operation' && what.path !== null ? ` ${what.method ?? ''} ${shellWord(what.path)}` : '';
  return [
    ...(edit.files.length === 0
      ? []
      : nextLines('have it reviewed', page, `git add ${edit.files.map(shellWord).join(' ')} && git commit`)),
    ...nextLines('announce it', page, `countersign notice ${shellWord(api.id)}${thing}`),
  ];
}
