import { basename, dirname } from 'node:path';
import { loadContract } from '../gather/contract/load.ts';
import { type Tree, workingTree } from '../gather/contract/tree.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { policyOf } from '../gather/workspace/policy.ts';
import type { ChangelogApi, ChangelogPoint } from '../model/changelog.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import type { Contract } from '../model/contract.ts';
import { CountersignError, ERRORS, EXIT } from '../model/errors.ts';
import { operationsIn } from '../model/operations.ts';
import type { Ports } from '../model/ports.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import type { Policy } from '../model/workspace.ts';
import { noLines } from './steps/verdict/lines.ts';
import { releaseNotes } from './steps/changelog/release-notes.ts';

export default defineCommand({
  name: 'diff-driver',
  group: 'Begin, and look things up',
  summary: 'show contracts in git diff and git log -p as a changelog',
  description:
    'Called by git, not by people: git diff, git show and git log -p --ext-diff print what changed in a contract instead of its lines. Set up with a line in .gitattributes, `openapi.yaml diff=countersign`, and with `git config diff.countersign.command "countersign diff-driver"`. A file that is no contract gets one line that says so, and the exit code is 0, since git stops at any other.',
  arguments: [
    {
      name: 'path',
      description:
        'as git hands them over: path old-file old-hex old-mode new-file new-hex new-mode [new-path similarity]; the path alone where a merge is not finished',
      required: true,
      many: true,
    },
  ],
  options: [],
  examples: [
    {
      command: 'countersign diff-driver openapi.yaml /tmp/old.yaml 1a2b3c4 100644 openapi.yaml 5d6e7f8 100644',
      does: 'what git calls',
    },
  ],
  async run(invocation, ports) {
    const call = callOf(invocation.arguments);
    const { told, notes } = await toldOf(call, invocation, ports);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today('UTC'),
        verdict: 'pass',
        report: 'changelog',
        from: call.old?.name ?? 'nothing',
        to: call.new?.name ?? 'nothing',
        apis: told === null ? [] : [told],
        notes: notes.map((message) => ({ api: null, message })),
      },
      lines: noLines,
    };
  },
});

/** One side of a call: where its content is to be read, and the name that git's own diff would give it. */
type Side = { readonly path: string; readonly file: string; readonly name: string };

/** What git hands over. A side is null where the file is not there. */
type Call = { readonly path: string; readonly old: Side | null; readonly new: Side | null; readonly unmerged: boolean };

/** Throws USAGE for what git would not say. */
function callOf(given: readonly string[]): Call {
  const [path = '', oldFile, oldHex = '', , newFile, newHex = '', newMode, newPath = path] = given;
  if (given.length === 1) return { path, old: null, new: null, unmerged: true };
  if (oldFile === undefined || newFile === undefined || newMode === undefined)
    throw new CountersignError('USAGE', 'diff-driver is called by git, with seven arguments', {
      hint: 'countersign diff compares two files; countersign diff-driver --help says how git is told',
    });
  return {
    path: newPath,
    old: oldFile === '/dev/null' ? null : { path, file: oldFile, name: nameOf(oldHex) },
    new: newFile === '/dev/null' ? null : { path: newPath, file: newFile, name: nameOf(newHex) },
    unmerged: false,
  };
}

/** git hands over zeros for a file that it has not stored yet. */
function nameOf(hex: string): string {
  return /^0*$/.test(hex) || hex === '.' ? 'the working tree' : hex.slice(0, 7);
}

type Told = { readonly told: ChangelogApi | null; readonly notes: readonly string[] };

const LINES = 'git diff --no-ext-diff shows its lines';

async function toldOf(call: Call, invocation: Invocation, ports: Ports): Promise<Told> {
  const { path } = call;
  if (call.unmerged) return { told: null, notes: [`${path} is not merged yet; ${LINES}.`] };
  const before = call.old === null ? null : await contractIn(call.old, ports);
  const after = call.new === null ? null : await contractIn(call.new, ports);
  for (const [side, contract] of [
    ['before', before],
    ['after', after],
  ] as const)
    if (typeof contract === 'string')
      return { told: null, notes: [`${path} is no contract ${side} this change (${contract}); ${LINES}.`] };
  return summed(call, before as Contract | null, after as Contract | null, invocation, ports);
}

async function summed(
  call: Call,
  before: Contract | null,
  after: Contract | null,
  invocation: Invocation,
  ports: Ports,
): Promise<Told> {
  const { path } = call;
  if (after === null) {
    const was =
      before === null
        ? ''
        : `: ${before.title} ${before.version}, with ${counted(operationsIn(before.document).length)}`;
    return { told: null, notes: [`${path} was removed${was}.`] };
  }
  const policy = await policyFor(invocation, ports);
  const from: ChangelogPoint | null =
    before === null ? null : { name: call.old?.name ?? '', commit: null, version: before.version };
  const entries =
    before === null
      ? []
      : await releaseNotes({
          before,
          after,
          policy,
          day: invocation.today(policy.timezone),
          history: () => Promise.resolve(null),
          internal: true,
        });
  const to = call.new?.name ?? '';
  const told: ChangelogApi = {
    id: path,
    title: after.title,
    file: path,
    per: 'whole',
    releases: [
      {
        name: from === null ? to : `${from.name}..${to}`,
        commit: null,
        version: after.version,
        day: null,
        time: null,
        from,
        operations: operationsIn(after.document).length,
        entries,
      },
    ],
  };
  const split = [before, after].some((contract) => contract !== null && contract.source.files.length > 1);
  return {
    told,
    notes: [
      ...(call.old !== null && call.old.path !== path ? [`It was ${call.old.path} before.`] : []),
      ...(split
        ? [
            'It references other files, of which git hands over nothing: they were read as the working tree has them, on both sides.',
          ]
        : []),
    ],
  };
}

function counted(operations: number): string {
  return `${operations} operation${operations === 1 ? '' : 's'}`;
}

/** The settings are not what is looked at here: broken ones must not stop git. */
async function policyFor(invocation: Invocation, ports: Ports): Promise<Policy> {
  try {
    return (await openWorkspace(ports, { config: invocation.config })).policy;
  } catch (error) {
    if (error instanceof CountersignError)
      return policyOf({}, { waivers: [], accepted: [], baselines: [], listed: [] });
    throw error;
  }
}

/** The contract, or in words why it is none. Its own file is what git hands over; what it references is read from the working tree. */
async function contractIn({ path, file }: Side, ports: Ports): Promise<Contract | string> {
  const handed = workingTree(ports.files, dirname(file));
  const around = workingTree(ports.files, ports.folder);
  const tree: Tree = {
    commit: null,
    read: (wanted) => (wanted === path ? handed.read(basename(file)) : around.read(wanted)),
  };
  try {
    return await loadContract(tree, path, path);
  } catch (error) {
    if (error instanceof CountersignError && ERRORS[error.code].exit === EXIT.input)
      return error.message.split('\n')[0] ?? '';
    throw error;
  }
}
