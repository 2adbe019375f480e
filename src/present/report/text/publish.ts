import type { Publication } from '../../../model/publication.ts';
import type { PublishReport } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import { readable } from './detail.ts';
import { diffLines, fileDiffs } from './diff-lines.ts';
import { fileLines } from './file-lines.ts';
import { decidingLines, decidingSeverity, findingBlock } from './gate.ts';
import { headingOf } from './heading.ts';
import { nextLines } from './next.ts';
import { joined } from './entries.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { talliedWords, tallyOf } from './tally.ts';
import { findingTopics, type Topic } from './topics.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** What was or would be committed to the GitOps repository; or what stands in the way. */
export function publish(report: PublishReport, page: Page): string[] {
  const topics = findingTopics(joined({ findings: report.findings, changes: null }).others);
  const decides = decidingSeverity(report.verdict, topics);
  if (page.quiet) return [...decidingLines(topics, decides, page), ...verdict(report, topics, page)];
  return [
    ...headingOf(report.api, page),
    '',
    ...readable((detail) => findingBlock(topics, report.api.file, { decides, detail }, page), page.verbose),
    ...(report.publication === null ? [] : commitLines(report.publication, report, page)),
    ...approvalLines(report, page),
    ...noteLines(report.notes, page),
    ...verdict(report, topics, page),
  ];
}

/** The commit as `git show` would give it: where it goes, subject, body, trailers, files. What changes in them is shown while it is a plan; once it is done, git shows it. */
function commitLines(publication: Publication, report: PublishReport, page: Page): string[] {
  const { base, branch, commit } = publication;
  const at = base === null ? 'a repository without commits' : shortCommit(base);
  const name = report.commit === null ? 'commit' : `commit ${shortCommit(report.commit)}`;
  const body = commit.body === '' ? [] : ['', ...commit.body.split('\n')];
  const done = report.outcome === 'published' && !page.verbose;
  const trailers = done
    ? [page.ink.faint(`(${counted(commit.trailers.length, 'trailer')}; -v shows them)`)]
    : commit.trailers.map(({ token, value }) => `${token}: ${value}`);
  const diffs = fileDiffs(report.diff);
  return [
    `${page.ink.strong(name)} on ${branch}, on top of ${at}`,
    ...[commit.subject, ...body, ...(commit.trailers.length === 0 ? [] : ['', ...trailers])].map((line) =>
      line === '' ? '' : `    ${line}`,
    ),
    '',
    ...fileLines(publication, diffs, page),
    // Who asks for a plan wants it to the letter.
    ...(done ? [] : diffLines(diffs, { ...page, verbose: page.verbose || report.outcome === 'planned' })),
  ];
}

function approvalLines({ approvals, outcome }: PublishReport, page: Page): string[] {
  if (approvals.length === 0) return outcome === 'up-to-date' ? [] : [NOBODY[outcome], ''];
  const lines = approvals.flatMap(({ approver, day, comment, committedBy }) =>
    hanging({
      indent: 2,
      text: `${approver.name} <${approver.email}> on ${day}${committedBy === null ? ' (not committed)' : ''}${comment === '' ? '' : `: ${comment}`}`,
      columns: page.width,
    }),
  );
  return [page.ink.strong(`${counted(approvals.length, 'approval')} of exactly this contract`), ...lines, ''];
}

const NOBODY = {
  published: 'approved by nobody; no approval was asked for',
  planned: 'approved by nobody; no approval is asked for',
  refused: 'approved by nobody yet',
} as const;

function verdict(report: PublishReport, topics: readonly Topic[], page: Page): string[] {
  const lines = verdictLine(report.verdict, `${outcome(report, topics)} (as of ${report.today})`, page);
  return page.quiet ? lines : [...lines, ...next(report, page)];
}

function outcome({ outcome, api, environment, commit, publication }: PublishReport, topics: readonly Topic[]): string {
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
      return `refused: ${what} does not go to ${environment}: ${reasons(topics)}; nothing was written`;
  }
}

function reasons(topics: readonly Topic[]): string {
  const words = talliedWords(tallyOf(topics));
  return words.length === 0 ? 'the notes above say why' : listed(words);
}

function next({ outcome }: PublishReport, page: Page): string[] {
  const texts = {
    planned: 'run the same command without --dry-run',
    refused: 'mend what is above, then run the same command again',
  };
  if (outcome !== 'planned' && outcome !== 'refused') return [];
  return nextLines(texts[outcome], page);
}
