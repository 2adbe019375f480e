import { nameOfDeprecable } from '../../../model/deprecation.ts';
import type { RetireReport, RouteToDrop } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { editLines } from './edit-lines.ts';
import { nextLines, shellWord } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** What went, what has to stay and why, what gateways must do, and what is next. */
export function retire(report: RetireReport, page: Page): string[] {
  const head = verdictLine(report.verdict, summary(report), page);
  const stays = stayLines(report, page);
  if (page.quiet) return [...stays, ...head];
  const { outcome, edit, notes } = report;
  return [
    ...goneLines(report, page),
    ...stays,
    ...editLines(edit, outcome === 'planned', page),
    ...routeLines(report, page),
    ...noteLines(notes, page),
    ...head,
    ...next(report, page),
  ];
}

function summary({ outcome, api, retired, refused, today }: RetireReport): string {
  const stays = refused.length === 0 ? '' : `; ${counted(refused.length, 'thing')} must stay`;
  const what = counted(retired.length, 'thing');
  switch (outcome) {
    case 'written':
      return `${what} taken out of ${api.id}${stays} (as of ${today})`;
    case 'planned':
      return `${what} to be taken out of ${api.id}${stays}; this was the plan, nothing was written (as of ${today})`;
    case 'refused':
      return `nothing was taken out of ${api.id}${stays} (as of ${today})`;
    case 'nothing':
      return `nothing in ${api.id} is past its sunset (as of ${today})`;
  }
}

function goneLines({ retired, components, left }: RetireReport, page: Page): string[] {
  const say = (label: string, text: string): string[] =>
    hanging({ indent: 0, label: label.padEnd(8), text, columns: page.width, paintLabel: page.ink.removed });
  const lines = [
    ...retired.flatMap(({ what, sunset, at }) =>
      say('gone', `${nameOfDeprecable(what)}, sunset ${sunset ?? ''}  (${at.file}:${at.line})`),
    ),
    ...(components.length === 0 ? [] : say('unused', components.map((pointer) => `#${pointer}`).join(', '))),
    ...left.flatMap((file) =>
      say('left', `${file}: nothing in the contract refers to it any more; remove it if nothing else does`),
    ),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function stayLines({ refused }: RetireReport, page: Page): string[] {
  const lines = refused.flatMap(({ thing, reasons }) => [
    ...hanging({
      indent: 0,
      label: 'stays   ',
      text: nameOfDeprecable(thing.what),
      columns: page.width,
      paintLabel: page.ink.severity.error,
    }),
    ...reasons.flatMap((reason) => hanging({ indent: 8, text: reason, columns: page.width })),
  ]);
  return lines.length === 0 ? [] : [...lines, ''];
}

function routeLines({ routes }: RetireReport, page: Page): string[] {
  if (routes.length === 0) return [];
  return [
    page.ink.strong('at the gateway: drop these routes, or answer 410 Gone for a while'),
    ...routes.flatMap((route) => hanging({ indent: 2, text: routeOf(route), columns: page.width })),
    '',
  ];
}

function routeOf({ environment, target, method, path, route }: RouteToDrop): string {
  const where = environment === null ? '' : `${environment} (${target ?? ''}): `;
  return `${where}${method} ${path}${route === null ? '' : `, route ${route}`}`;
}

function next({ outcome, api, version, edit, refused }: RetireReport, page: Page): string[] {
  if (outcome === 'planned') return nextLines('run the same command without --dry-run', page);
  if (outcome === 'nothing') return [];
  if (outcome === 'refused' || edit.files.length === 0)
    return nextLines(
      'mend what holds them, or set a later sunset',
      page,
      `countersign deprecations ${shellWord(api.id)}`,
    );
  const raise =
    version === null
      ? 'raise info.version, as the policy asks'
      : `raise info.version to ${version.version} (${version.step})`;
  return [
    ...nextLines(`${raise}, and check it`, page, `countersign check ${shellWord(api.id)}`),
    ...nextLines('have it reviewed', page, `git add ${edit.files.map(shellWord).join(' ')} && git commit`),
    ...(refused.length === 0
      ? []
      : nextLines('what stays is retired by the same command, once nothing holds it', page)),
  ];
}
