import { NotOpenApi } from '../gather/contract/dialect.ts';
import { isRange, parseRange, type Point, type Range, resolveRange } from '../gather/history/range.ts';
import { reachHistory, reachRevision } from '../gather/history/reach-base.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { selectApis } from '../gather/workspace/select.ts';
import { CHANGELOG_PERIODS, type ChangelogApi, type ChangelogPeriod } from '../model/changelog.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import { parseDay } from '../model/day.ts';
import { CountersignError } from '../model/errors.ts';
import { type Note, SCHEMA_VERSION } from '../model/report.ts';
import { apiChangelog } from './steps/changelog/changelog.ts';
import { lintedOnlyNotes } from './steps/linted-only.ts';
import { type LintedOnly, refuseOnlyLinted, unlessOnlyLinted } from './steps/subjects.ts';
import { noLines } from './steps/verdict/lines.ts';

export default defineCommand({
  name: 'changelog',
  group: 'Judge a contract',
  summary: 'what consumers have to know of a range of releases',
  description:
    'Tells consumers what happened to a contract between two revisions, release by release, newest first: what breaks and what to do about it, what is deprecated until when, what was added, changed and corrected. A release is a tag; without tags a version of info.version; without those a day. Judges nothing: the exit code is 0 whatever has changed.',
  arguments: [
    {
      name: 'api|file|range',
      description:
        'API ids or files (else all of the settings, or the only contract there is), and last FROM..TO: tags, days, branches or commits; FROM.. is up to HEAD',
      required: true,
      many: true,
    },
  ],
  options: [
    {
      flags: '--format <format>',
      description: 'how to print it; markdown for CHANGELOG.md, html as one page, atom as a feed',
      choices: ['text', 'markdown', 'json', 'html', 'atom'],
      default: 'text',
    },
    {
      flags: '--per <period>',
      description: 'what counts as a release (else tags, versions or days, whichever there are)',
      choices: CHANGELOG_PERIODS.filter((period) => period !== 'whole'),
    },
    { flags: '--whole', description: 'compare both ends of the range, as one release' },
    {
      flags: '--fetch',
      description:
        'fetch from origin what this clone lacks: the history of a shallow one, the tags, and both ends of the range',
    },
    { flags: '--no-internal', description: 'leave out operations that are marked x-internal: true' },
  ],
  examples: [
    { command: 'countersign changelog v1.0.0..v2.0.0', does: 'each release after v1.0.0' },
    {
      command: 'countersign changelog payments 2026-01-01.. --format markdown -o CHANGELOG.md',
      does: 'this year, for a repository',
    },
    { command: 'countersign changelog v1.0.0..HEAD --whole', does: 'what somebody has to know who still uses v1.0.0' },
  ],
  async run(invocation, ports) {
    const { range, names } = wanted(invocation);
    const workspace = await openWorkspace(ports, { config: invocation.config, names });
    const repository = await ports.git.open(workspace.root, { network: invocation.flag('fetch') });
    if (repository === null)
      throw new CountersignError(
        'NOT_A_REPOSITORY',
        `${workspace.root} is not in a git repository, so there are no releases to tell of`,
      );
    const head = await repository.resolve('HEAD');
    if (head === null) throw new CountersignError('BASE_REF_NOT_FOUND', 'this repository has no commit yet');
    await reachHistory(repository, head, { tags: true }, ports.progress);
    for (const end of [range.from, range.to])
      if (end !== null && parseDay(end) === null) await reachRevision(repository, head, end);
    const { from, to } = await resolveRange(repository, head, range, workspace.policy.timezone);
    const request = {
      workspace,
      repository,
      from,
      to,
      per: periodOf(invocation),
      internal: invocation.flag('internal'),
    };
    const apis: ChangelogApi[] = [];
    const notes: Note[] = [...shadowNotes(from), ...shadowNotes(to)];
    const lintedOnly: LintedOnly[] = [];
    for (const api of await selectApis(workspace, names, ports)) {
      const told = await apiChangelog(api, request, ports).catch(unlessOnlyLinted);
      if (told instanceof NotOpenApi) {
        if (names.length > 0) throw told;
        lintedOnly.push({ api, error: told });
        continue;
      }
      if (told.changelog !== null) apis.push(told.changelog);
      notes.push(...told.notes);
    }
    refuseOnlyLinted(apis, lintedOnly);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today(workspace.policy.timezone),
        verdict: 'pass',
        report: 'changelog',
        from: from.name,
        to: to.name,
        apis,
        notes: [...notes, ...lintedOnlyNotes({ lintedOnly })],
      },
      lines: noLines,
    };
  },
});

/** The range stands last, so that it reads as it is asked: `changelog payments v1..v2`. Throws USAGE without one. */
function wanted({ arguments: given }: Invocation): { readonly range: Range; readonly names: readonly string[] } {
  const last = given.at(-1) ?? '';
  if (!isRange(last))
    throw new CountersignError('USAGE', `\`${last}\` is no range`, {
      hint: 'the range comes last: countersign changelog v1.0.0..v2.0.0',
    });
  return { range: parseRange(last), names: given.slice(0, -1) };
}

function periodOf(invocation: Invocation): ChangelogPeriod | null {
  const per = invocation.text('per');
  if (!invocation.flag('whole')) return CHANGELOG_PERIODS.find((period) => period === per) ?? null;
  if (per !== null)
    throw new CountersignError('USAGE', 'changelog takes --per or --whole, not both', {
      hint: 'countersign changelog --help',
    });
  return 'whole';
}

function shadowNotes({ name, shadowed }: Point): readonly Note[] {
  return shadowed === null
    ? []
    : [{ api: null, message: `${name} is a tag and also the branch ${shadowed}; the tag was taken.` }];
}
