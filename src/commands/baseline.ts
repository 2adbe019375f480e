import { baselinePath, baselineText } from '../gather/workspace/baselines.ts';
import { mayBeOldDebt, uncheckedIn } from '../judge/policy/baseline.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import type { Day } from '../model/day.ts';
import { CountersignError } from '../model/errors.ts';
import { type Baseline, type BaselineEntry, type Finding, isOpen } from '../model/finding.ts';
import { anyOf, didYouMean } from '../model/nearest.ts';
import type { Ports } from '../model/ports.ts';
import { type BaselineReport, type Note, SCHEMA_VERSION } from '../model/report.ts';
import { LIFECYCLE_IDS } from './steps/checked.ts';
import { noLines } from './steps/verdict/lines.ts';
import { gateReport } from './steps/verdict/gate-report.ts';
import { RULESET_OPTION } from './steps/lint/options.ts';
import { type Linted, lintSubjects } from './steps/lint/linted.ts';

const ACTIONS = ['write', 'prune'] as const;
type Action = (typeof ACTIONS)[number];

export default defineCommand({
  name: 'baseline',
  group: 'Judge a contract',
  summary: 'set old findings of lint aside, so that new ones fail',
  description:
    'write takes what lint finds now into .countersign/baseline, one file an API: from then on it is counted and does not fail. prune removes what was mended and adds nothing. Under CI (the variable CI is set) write makes a baseline smaller and never larger. Changes, deprecations, approvals and publishing have no baseline.',
  arguments: [
    { name: 'action', description: 'write or prune', required: true, many: false },
    { name: 'api|file', description: 'API ids, files or globs; all APIs when left out', required: false, many: true },
  ],
  options: [
    RULESET_OPTION,
    { flags: '--dry-run', description: 'show what would be written, and write nothing' },
    { flags: '--force', description: 'let write add to a baseline under CI as well' },
  ],
  examples: [
    { command: 'countersign baseline write', does: 'what every API is objected to today no longer fails' },
    { command: 'countersign baseline prune payments', does: 'forgets what was mended in one API' },
  ],
  async run(invocation, ports) {
    const [asked = '', ...names] = invocation.arguments;
    const action = actionNamed(asked);
    const linted = await lintSubjects(invocation, ports, names);
    const { workspace } = linted;
    const settled = settledBaselines(action, invocation, linted, ports);
    const grown = settled.filter(({ added }) => added > 0);
    if (isCi(ports) && grown.length > 0 && !invocation.flag('force')) throw grows(grown);
    const written = !invocation.flag('dry-run');
    for (const { before, after, added, removed } of settled)
      if (written && added + removed + Number(before === null && after.entries.length > 0) > 0)
        await ports.files.write(workspace.root, after.file, baselineText(after));
    return {
      report: reportOf(action, written, settled, linted.apis, invocation.today(workspace.policy.timezone), ports),
      lines: noLines,
    };
  },
});

function actionNamed(text: string): Action {
  const found = ACTIONS.find((each) => each === text);
  if (found !== undefined) return found;
  throw new CountersignError('USAGE', `there is no \`baseline ${text}\`${didYouMean(text, ACTIONS)}`, {
    hint: `countersign baseline ${anyOf(ACTIONS)}`,
  });
}

/** A baseline as it was and as it shall be. */
type Settled = {
  readonly before: Baseline | null;
  readonly after: Baseline;
  readonly added: number;
  readonly removed: number;
};

function settledBaselines(
  action: Action,
  invocation: Invocation,
  { workspace, everyApi, ruleset, apis, facts }: Linted,
  { tool }: Ports,
): readonly Settled[] {
  const { baselines } = workspace.policy;
  const today = invocation.today(workspace.policy.timezone);
  // Judged without the old baselines, so that what they list is found again.
  const policy = { ...workspace.policy, baselines: [] };
  const report = gateReport(
    { report: 'lint', apis, facts, changes: null, deprecations: null, notes: [] },
    { policy, today, everyApi, ran: () => true, checks: new Map() },
    tool,
  );
  const linted = new Set(ruleset.rules.map(({ id }) => id));
  // Rules of the settings that are no more take their entries with them; other rulesets only speak for their own.
  const ran = (rule: string): boolean => invocation.list('ruleset').length === 0 || linted.has(rule);
  const isUnchecked = uncheckedIn(facts);
  const known = apis.map(({ id }) => id);
  const orphans = everyApi ? baselines.map(({ api }) => api).filter((api) => !known.includes(api)) : [];
  return [...known, ...orphans].map((api) => {
    const before = baselines.find((each) => each.api === api) ?? null;
    const found = report.findings.filter(
      (each) => each.api === api && mayBeOldDebt(each) && !LIFECYCLE_IDS.has(each.rule),
    );
    return settle(action, api, before, found, (rule) => ran(rule) && !isUnchecked(api, rule));
  });
}

function settle(
  action: Action,
  api: string,
  before: Baseline | null,
  found: readonly Finding[],
  ran: (rule: string) => boolean,
): Settled {
  const earlier = new Map((before?.entries ?? []).map((entry) => [entry.fingerprint, entry]));
  const stays = found.filter(({ fingerprint }) => earlier.has(fingerprint));
  const unseen = [...earlier.values()].filter(({ rule }) => !ran(rule));
  const taken = action === 'write' ? found.filter(isOpen) : stays;
  const entries = new Map([...unseen, ...taken.map(entryOf)].map((entry) => [entry.fingerprint, entry]));
  return {
    before,
    after: { api, file: baselinePath(api), entries: [...entries.values()] },
    added: [...entries.keys()].filter((fingerprint) => !earlier.has(fingerprint)).length,
    removed: [...earlier.keys()].filter((fingerprint) => !entries.has(fingerprint)).length,
  };
}

function entryOf({ fingerprint, rule, at }: Finding): BaselineEntry {
  return { fingerprint, rule, at: `${at.file}#${at.pointer}` };
}

/** As every CI service sets it. */
function isCi({ environment }: Ports): boolean {
  return !['', '0', 'false'].includes(environment['CI'] ?? '');
}

function grows(grown: readonly Settled[]): CountersignError {
  const words = grown.map(({ after, added }) => `${after.file} by ${added}`);
  return new CountersignError('BASELINE_GROWS', `the baseline would grow: ${words.join(', ')}`, {
    hint: 'mend what is new, or write the baseline on your own machine and have it reviewed; --force writes it here',
  });
}

function reportOf(
  action: Action,
  written: boolean,
  settled: readonly Settled[],
  apis: Linted['apis'],
  today: Day,
  { tool }: Ports,
): BaselineReport {
  const known = new Set(apis.map(({ id }) => id));
  const notes: readonly Note[] = settled
    .filter(({ after }) => !known.has(after.api))
    .map(({ after }) => ({ api: null, message: `there is no API \`${after.api}\`: ${after.file} can be removed` }));
  return {
    schemaVersion: SCHEMA_VERSION,
    tool,
    today,
    verdict: 'pass',
    report: 'baseline',
    action,
    written,
    baselines: settled.map(({ after, added, removed }) => ({
      api: after.api,
      file: after.file,
      entries: after.entries.length,
      added,
      removed,
    })),
    notes,
  };
}
