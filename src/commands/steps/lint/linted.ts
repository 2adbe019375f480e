import { openWorkspace } from '../../../gather/workspace/open.ts';
import { selectDocuments } from '../../../gather/workspace/select.ts';
import type { Invocation, Outcome } from '../../../model/command.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Ports } from '../../../model/ports.ts';
import type { ApiSummary, Note } from '../../../model/report.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import type { Workspace } from '../../../model/workspace.ts';
import { isSettled } from './cached-facts.ts';
import { refuseUnknownRules } from '../known-rules.ts';
import { linesOfFiles } from '../verdict/lines.ts';
import { lintEach } from './each.ts';
import { cacheFor } from './options.ts';
import type { Asked } from './recorder.ts';
import { gatherRuleset, spareNotes } from './ruleset.ts';

/** What lint found, before anybody has judged it. */
export type Linted = {
  readonly workspace: Workspace;
  /** Whether these are all the APIs of the workspace. */
  readonly everyApi: boolean;
  readonly ruleset: Ruleset;
  readonly apis: readonly ApiSummary[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly lines: Outcome['lines'];
  /** Whether another run would find the same. */
  readonly settled: boolean;
  /** What other threads asked of the file system for it. */
  readonly apart: readonly Asked[];
};

/** Holds the contracts that `names` ask for against the rulesets of the command line or the settings. */
export async function lintSubjects(
  invocation: Invocation,
  ports: Ports,
  names: readonly string[] = invocation.arguments,
): Promise<Linted> {
  const workspace = await openWorkspace(ports, { config: invocation.config, names });
  const apis = await selectDocuments(workspace, names, ports);
  const ruleset = await gatherRuleset(invocation, workspace, ports);
  await refuseUnknownRules(workspace, ruleset, ports);
  const { linted, apart } = await lintEach(apis, workspace.root, ruleset, cacheFor(invocation, ports), ports);
  const read = new Map(linted.flatMap((each) => [...each.read]));
  const facts = linted.flatMap((each) => each.facts);
  return {
    workspace,
    everyApi: names.length === 0,
    ruleset,
    apis: linted.map(({ summary }) => summary),
    facts,
    notes: spareNotes(invocation, workspace),
    settled: isSettled(facts) && ruleset.functions === undefined,
    apart,
    lines: linesOfFiles((file) => read.get(file)),
  };
}
