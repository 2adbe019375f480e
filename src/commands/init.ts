import { discoverContracts } from '../gather/workspace/discover.ts';
import { type Ci, CI_FILES, scaffold, STARTER } from '../gather/workspace/scaffold.ts';
import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import type { Ports } from '../model/ports.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { noLines } from './steps/verdict/lines.ts';

const TEMPLATE_BYTES = 1024 * 1024;

export default defineCommand({
  name: 'init',
  group: 'Begin, and look things up',
  summary: 'write countersign.yaml for the contracts that are here',
  description:
    'Writes countersign.yaml with the OpenAPI documents that it finds, or with a first contract where there is none, and a CI file when asked for. Overwrites nothing.',
  arguments: [],
  options: [
    { flags: '--ci <system>', description: 'write a CI file as well', choices: Object.keys(CI_FILES) },
    { flags: '--force', description: 'overwrite files that are there' },
  ],
  examples: [
    { command: 'countersign init', does: 'settings for what is here' },
    { command: 'countersign init --ci github', does: 'and a workflow that checks every pull request' },
  ],
  async run(invocation, ports) {
    const root = (await ports.git.open(ports.folder))?.root ?? ports.folder;
    const contracts = await discoverContracts(ports.files, root);
    const ci = invocation.text('ci') as Ci | null;
    const files = scaffold({
      contracts,
      starter: await template(STARTER.template, ports),
      ci: ci === null ? null : { system: ci, text: await template(CI_FILES[ci].template, ports) },
    });
    if (!invocation.flag('force'))
      await refuseExisting(
        root,
        files.map(({ path }) => path),
        ports,
      );
    for (const { path, content } of files) await ports.files.write(root, path, content);
    const found =
      contracts.length === 0
        ? [{ api: null, message: 'No OpenAPI document was here, so a first contract was written.' }]
        : [];
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today('UTC'),
        verdict: 'pass',
        report: 'init',
        files: files.map(({ path }) => path),
        notes: found,
      },
      lines: noLines,
    };
  },
});

async function template(path: string, ports: Ports): Promise<string> {
  return new TextDecoder().decode(await ports.files.read(ports.assets.templates, path, TEMPLATE_BYTES));
}

async function refuseExisting(root: string, paths: readonly string[], ports: Ports): Promise<void> {
  for (const path of paths)
    if ((await ports.files.kind(`${root}/${path}`)) !== null)
      throw new CountersignError('FILE_EXISTS', `${path} is there already; nothing was written`);
}
