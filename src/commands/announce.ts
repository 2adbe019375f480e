import { readAnnounced } from '../gather/workspace/announced.ts';
import { announcementsOf, entriesByThing } from '../judge/announcing/due.ts';
import type { Announcement, Register } from '../model/announcement.ts';
import { defineCommand } from '../model/command.ts';
import { type Delivery, SCHEMA_VERSION } from '../model/report.ts';
import { destinationsOf } from './steps/announcing/destinations.ts';
import { deliverFiles, memoryFiles, plannedFiles } from './steps/announcing/files.ts';
import { forgesFor } from './steps/announcing/forges.ts';
import { deliverIssues, planForge } from './steps/announcing/issues.ts';
import { registerOf } from './steps/register.ts';
import { gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'announce',
  group: 'Judge a contract',
  summary: 'tell of sunsets, each milestone once: issues, calendar, feed, digests',
  description:
    'For a daily schedule: says what is new of the sunsets in the register. A sunset is announced when it is set, at each milestone (policy.deprecation.milestones; T-180 to T+7), when it moves, and when it ends. Nothing is announced twice: issues remember what they say, and for files and --format json .countersign/announced does; commit it. A run that is late announces the last milestone alone. Judges nothing: the exit code is 0 whatever is due; countersign deprecations --fail-on judges.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      flags: '--to <destination>',
      description:
        'where to: github:OWNER/REPO and gitlab:GROUP/PROJECT open, update and close issues; ical:FILE and atom:FILE hold everything announced; digest:FOLDER gets a Markdown file for each owner with news. May be given several times',
      repeatable: true,
    },
    {
      flags: '-n, --dry-run',
      description: 'show what would be announced, and send and write nothing; issues are read',
    },
    {
      flags: '--label <name>',
      description: 'a further label for issues that are opened, beside api-sunset',
      repeatable: true,
    },
    {
      flags: '--api-url <url>',
      description:
        'the API of a GitHub Enterprise Server or of a GitLab of your own (else GITHUB_API_URL or CI_API_V4_URL; else github.com or gitlab.com). Tokens are taken from GITHUB_TOKEN, GITLAB_TOKEN or CI_JOB_TOKEN',
    },
    { flags: '--fetch', description: 'fetch from origin the history that a shallow clone lacks' },
  ],
  examples: [
    { command: 'countersign announce --dry-run', does: 'what is due, and what would remember it' },
    {
      command: 'countersign announce --to github:acme/apis',
      does: 'an issue for each API and sunset, kept up to date',
    },
    {
      command: 'countersign announce --to ical:site/sunsets.ics --to atom:site/sunsets.xml --to digest:out',
      does: 'a calendar and a feed to publish, and digests to send',
    },
    { command: 'countersign announce --format json -o news.json', does: 'what is new, for a webhook' },
  ],
  async run(invocation, ports) {
    const destinations = destinationsOf(invocation.list('to'));
    const forges = forgesFor(destinations.forges, invocation, ports);
    const apply = !invocation.flag('dry-run');
    const gathered = await gatherSubjects(invocation, ports);
    const { workspace, today, everyApi } = gathered;
    const { report: found, lines } = await registerOf(gathered, ports);

    const deprecations = found.deprecations ?? [];
    const asked = new Set(gathered.subjects.map(({ api }) => api.id));
    const known = await readAnnounced(ports.files, workspace.root);
    const before = everyApi ? known : known.filter(({ api }) => asked.has(api));
    // Others may announce to the same project: an issue ends only for an API that is, or was, one of ours.
    const ours = new Set([...asked, ...before.map(({ api }) => api)]);
    const register: Register = { deprecations, covers: (api) => ours.has(api) };
    const entries = entriesByThing(deprecations);
    const consumersOf = (thing: string): readonly string[] => entries.get(thing)?.consumers ?? [];

    // Issues remember what they say; only what does not needs files for it.
    const remembers = forges.length === 0 || destinations.files.length > 0;
    const due = remembers ? announcementsOf(register, before, today) : [];
    const plans = [];
    for (const forge of forges) plans.push(await planForge(forge, register, consumersOf, today));
    const { milestones } = workspace.policy.deprecation;
    const announced = { today, deprecations, consumersOf, milestones, before, due };

    // What may fail comes first, and what remembers last: a run that breaks off is made up for by the next one.
    const deliveries: Delivery[] = [];
    for (const plan of plans) deliveries.push(...(await deliverIssues(plan, apply)));
    deliveries.push(...(await deliverFiles(plannedFiles(destinations.files, announced, ports), ports, apply)));
    const memory = await deliverFiles(memoryFiles(announced, workspace.root), ports, apply);
    deliveries.push(...memory.filter(({ action }) => action === 'write'));
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today,
        verdict: 'pass',
        report: 'announce',
        applied: apply,
        announcements: eachOnce([...due, ...plans.flatMap((plan) => plan.due)]),
        deliveries,
        notes: [...found.notes, ...plans.flatMap(({ notes }) => notes)],
      },
      lines,
    };
  },
});

function eachOnce(announcements: readonly Announcement[]): readonly Announcement[] {
  return [...new Map(announcements.map((one) => [one.fingerprint, one])).values()];
}
