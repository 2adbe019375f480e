import { hash } from 'node:crypto';
import type { Invocation, Outcome } from '../../../model/command.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Cache, Ports } from '../../../model/ports.ts';
import type { ApiSummary, GateReport, Note } from '../../../model/report.ts';
import type { Policy } from '../../../model/workspace.ts';
import { gateReport } from '../verdict/gate-report.ts';
import { linesOfFiles } from '../verdict/lines.ts';
import { cacheFor } from './options.ts';
import type { Linted } from './linted.ts';
import { type Asked, fileKey, recorder, type Recorder, saidAgain } from './recorder.ts';
import { withThreshold } from '../verdict/threshold.ts';

/** A whole run of lint, but for its verdict, which depends on the day and on thresholds. */
type Memory = {
  readonly asked: readonly Asked[];
  readonly root: string;
  readonly policy: StoredPolicy;
  readonly everyApi: boolean;
  readonly apis: readonly ApiSummary[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly linted: readonly string[];
};

/** JSON has no maps. */
type StoredPolicy = Omit<Policy, 'severities' | 'severityPlaces'> & {
  readonly severities: readonly (readonly [
    string,
    Policy['severities'] extends ReadonlyMap<string, infer V> ? V : never,
  ])[];
  readonly severityPlaces: readonly (readonly [
    string,
    Policy['severityPlaces'] extends ReadonlyMap<string, infer V> ? V : never,
  ])[];
};

export type LintOutcome = Outcome & { readonly report: GateReport };

/**
 * Runs lint, or judges what an earlier run found where everything that it read is as it was: settings, waivers, rulesets, contracts, and what was not
 * there. Neither the parsers nor the engine are loaded for that.
 */
export async function recalledOr(
  invocation: Invocation,
  ports: Ports,
  run: (ports: Ports) => Promise<Linted>,
): Promise<LintOutcome> {
  const cache = cacheFor(invocation, ports);
  if (cache === null) return judgedNow(invocation, await run(ports), ports);
  const key = keyOf(invocation, ports, cache);
  const known = await cache.read(key);
  if (known !== null) {
    // The cache gives back what it was given or nothing, and the key has the build: the shape is ours.
    const memory = JSON.parse(known) as Memory;
    const read = await saidAgain(memory.asked, ports.files);
    if (read !== null) return recalled(invocation, memory, read, ports);
  }
  const record = recorder(ports);
  const linted = await run(record.ports);
  if (linted.settled) await cache.write(key, JSON.stringify(memoryOf(linted, record)));
  return judgedNow(invocation, linted, ports);
}

/** What the command line and the environment ask for. What the day and the thresholds say comes after. */
function keyOf(invocation: Invocation, { folder, environment }: Ports, cache: Cache): string {
  const git = Object.entries(environment).filter(([name]) => name.startsWith('GIT_'));
  const asked = [invocation.arguments, invocation.list('ruleset'), invocation.config, folder, git.sort()];
  return hash('sha256', JSON.stringify(['lint', 2, cache.tool(), asked]), 'hex');
}

function memoryOf({ workspace, everyApi, apis, facts, notes, ruleset, apart }: Linted, { asked }: Recorder): Memory {
  const { severities, severityPlaces, ...policy } = workspace.policy;
  return {
    asked: [...asked(), ...apart],
    root: workspace.root,
    policy: { ...policy, severities: [...severities], severityPlaces: [...severityPlaces] },
    everyApi,
    apis,
    facts,
    notes,
    linted: ruleset.rules.map(({ id }) => id),
  };
}

function recalled(
  invocation: Invocation,
  memory: Memory,
  read: ReadonlyMap<string, Uint8Array>,
  ports: Ports,
): LintOutcome {
  const { policy: stored, root, everyApi, apis, facts, notes, linted } = memory;
  const policy: Policy = {
    ...stored,
    severities: new Map(stored.severities),
    severityPlaces: new Map(stored.severityPlaces),
  };
  return {
    report: reportOf(invocation, { policy, everyApi, apis, facts, notes, linted }, ports),
    lines: linesOfFiles((file) => read.get(fileKey(root, file))),
  };
}

/** Judges what was found just now. */
export function judgedNow(
  invocation: Invocation,
  { workspace, everyApi, apis, facts, notes, ruleset, lines }: Linted,
  ports: Ports,
): LintOutcome {
  const linted = ruleset.rules.map(({ id }) => id);
  return {
    report: reportOf(invocation, { policy: workspace.policy, everyApi, apis, facts, notes, linted }, ports),
    lines,
  };
}

type Judging = Pick<Memory, 'everyApi' | 'apis' | 'facts' | 'notes' | 'linted'> & { readonly policy: Policy };

function reportOf(
  invocation: Invocation,
  { policy, everyApi, apis, facts, notes, linted }: Judging,
  ports: Ports,
): GateReport {
  const rules = new Set(linted);
  return gateReport(
    { report: 'lint', apis, facts, changes: null, deprecations: null, notes },
    {
      policy: withThreshold(invocation, policy),
      today: invocation.today(policy.timezone),
      everyApi,
      ran: (rule) => rules.has(rule),
      checks: new Map(),
    },
    ports.tool,
  );
}
