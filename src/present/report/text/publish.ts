import type { Publication } from '../../../model/publication.ts';
import type { PublishReport } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import { type Entry, entriesOf } from './entries.ts';
import { findingLines } from './findings.ts';
import { headingOf } from './heading.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { gravest, talliedWords, tallyOf } from './tally.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** What was or would be committed to the GitOps repository, exactly; or what stands in the way. */
export function publish(report: PublishReport, page: Page): string[] {
  const entries = entriesOf({ apis: [report.api], findings: report.findings, changes: null });
  if (page.quiet) return [...findingLines(decisive(entries, report), page), ...verdict(report, entries, page)];
  return [
    ...headingOf(report.api, page),
    '',
    ...findingLines(entries, page),
    ...(report.publication === null ? [] : commitLines(report.publication, report, page)),
    ...diffLines(report.diff, page),
    ...approvalLines(report, page),
    ...noteLines(report.notes, page),
    ...verdict(report, entries, page),
  ];
}

function decisive(entries: readonly Entry[], { verdict }: PublishReport): readonly Entry[] {
  const decides = verdict === 'fail' ? gravest(tallyOf(entries)) : 'error';
  return entries.filter(({ waiver, severity }) => waiver === null && severity === decides);
}

/** The commit as `git show` would give it: where it goes, subject, body, trailers, files. */
function commitLines(
  { base, branch, commit, write, remove }: Publication,
  report: PublishReport,
  page: Page,
): string[] {
  const at = base === null ? 'a repository without commits' : shortCommit(base);
  const name = report.commit === null ? 'commit' : `commit ${shortCommit(report.commit)}`;
  const body = commit.body === '' ? [] : ['', ...commit.body.split('\n')];
  const trailers = commit.trailers.map(({ token, value }) => `${token}: ${value}`);
  return [
    `${page.ink.strong(name)} on ${branch}, on top of ${at}`,
    ...[commit.subject, ...body, ...(trailers.length === 0 ? [] : ['', ...trailers])].map((line) =>
      line === '' ? '' : `    ${line}`,
    ),
    '',
    ...write.map(({ path }) => `  ${page.ink.added('write ')}  ${path}`),
    ...remove.map((path) => `  ${page.ink.removed('remove')}  ${path}`),
    '',
  ];
}

/** The unified diff, line for line. */
function diffLines(diff: string, page: Page): string[] {
  if (diff === '') return [];
  const lines = diff.replace(/\n$/, '').split('\n');
  return [...lines.map((line) => diffLine(line, page)), ''];
}

function diffLine(line: string, { ink }: Page): string {
  if (line.startsWith('+++') || line.startsWith('---')) return ink.strong(line);
  if (line.startsWith('@@')) return ink.place(line);
  if (line.startsWith('+')) return ink.added(line);
  return line.startsWith('-') ? ink.removed(line) : line;
}

function approvalLines({ approvals }: PublishReport, page: Page): string[] {
  if (approvals.length === 0) return ['approved by nobody yet', ''];
  const lines = approvals.flatMap(({ approver, day, comment, committedBy }) =>
    hanging({
      indent: 2,
      text: `${approver.name} <${approver.email}> on ${day}${committedBy === null ? ' (not committed)' : ''}${comment === '' ? '' : `: ${comment}`}`,
      columns: page.width,
    }),
  );
  return [page.ink.strong(`${counted(approvals.length, 'approval')} of exactly this contract`), ...lines, ''];
}

function verdict(report: PublishReport, entries: readonly Entry[], page: Page): string[] {
  const lines = verdictLine(report.verdict, `${outcome(report, entries)} (as of ${report.today})`, page);
  return page.quiet ? lines : [...lines, ...next(report, page)];
}

function outcome({ outcome, api, environment, commit, publication }: PublishReport, entries: readonly Entry[]): string {
  const what = `${api.id} ${api.version}`;
  switch (outcome) {
    case 'published':
      return `${what} is published to ${environment} with commit ${commit ?? ''} on ${publication?.branch ?? ''}`.replace(
        / on $/,
        '',
      );
    case 'planned':
      return `${what} may be published to ${environment}; this was the plan, nothing was written`;
    case 'up-to-date':
      return `${environment} already has exactly ${what}; nothing to do`;
    case 'refused':
      return `refused: ${what} does not go to ${environment}: ${reasons(entries)}; nothing was written`;
  }
}

function reasons(entries: readonly Entry[]): string {
  const words = talliedWords(tallyOf(entries));
  return words.length === 0 ? 'the notes above say why' : listed(words);
}

function next({ outcome }: PublishReport, page: Page): string[] {
  const texts = {
    planned: 'run the same command without --dry-run',
    refused: 'mend what is above, then run the same command again',
  };
  if (outcome !== 'planned' && outcome !== 'refused') return [];
  return hanging({
    indent: 0,
    label: 'next  ',
    text: texts[outcome],
    columns: page.width,
    paintLabel: page.ink.strong,
  });
}
