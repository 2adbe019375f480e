import { TARGETS } from '../deliver/gateway/targets/index.ts';
import { renderGateway } from '../deliver/gateway/render.ts';
import { defineCommand } from '../model/command.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { environmentNamed } from './steps/environment.ts';
import { linesOf } from './steps/verdict/lines.ts';
import { oneSubject } from './steps/one-subject.ts';
import { gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'render',
  group: 'Bring it to the gateway',
  summary: 'render a contract as gateway configuration',
  description: `Renders a contract as the configuration of a gateway, to standard output or into a folder. Nothing is published. Targets: ${TARGETS.map(({ id }) => id).join(', ')}.`,
  arguments: [
    {
      name: 'target',
      description: `the gateway: ${TARGETS.map(({ id }) => id).join(', ')}`,
      required: true,
      many: false,
    },
    { name: 'api|file', description: 'an API id or a file', required: false, many: false },
  ],
  options: [
    { flags: '--env <environment>', description: 'take the settings of this environment' },
    { flags: '-o, --output <folder>', description: 'write the files into this folder instead of standard output' },
  ],
  examples: [
    { command: 'countersign render kong payments --env prod', does: 'prints the configuration for prod' },
    { command: 'countersign render kong openapi.yaml --output out', does: 'writes it into a folder' },
  ],
  writesOutput: true,
  async run(invocation, ports) {
    const [target = '', ...names] = invocation.arguments;
    const gathered = await gatherSubjects(invocation, ports, names);
    const subject = oneSubject(gathered, 'render');
    const environment = environmentNamed(gathered.workspace, invocation.text('env'));
    const config = renderGateway(target, subject.contract, environment);
    const folder = invocation.output;
    if (folder !== null)
      for (const file of config.files) await ports.files.write(ports.folder, `${folder}/${file.path}`, file.content);
    else for (const { pointer, message } of config.unexpressed) ports.warn(`unexpressed  ${pointer}  ${message}`);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'render',
        config,
        written: folder,
        notes: [],
      },
      lines: linesOf([subject.contract]),
    };
  },
});
