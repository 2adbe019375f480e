import { nearest } from '../model/nearest.ts';
import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { noLines } from './steps/verdict/lines.ts';
import { schemas } from './steps/schemas.ts';

export default defineCommand({
  name: 'schema',
  group: 'Begin, and look things up',
  summary: 'print the JSON Schema of an output or of a file you write',
  description:
    'Prints a JSON Schema (2020-12): of the JSON that a command prints, or of the files that countersign reads (workspace, waivers, consumers, approval, accepted).',
  arguments: [
    {
      name: 'name',
      description: 'what to describe; every name is listed when it is left out',
      required: false,
      many: false,
    },
  ],
  options: [],
  examples: [
    { command: 'countersign schema workspace', does: 'the settings file, for an editor' },
    { command: 'countersign schema check', does: 'what countersign check --format json prints' },
  ],
  async run(invocation, ports) {
    const all = await schemas();
    const [name] = invocation.arguments;
    const schema = name === undefined ? undefined : all.get(name);
    if (name === undefined || schema === undefined) throw notNamed(name, [...all.keys()]);
    const today = invocation.today('UTC');
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today,
        verdict: 'pass',
        report: 'schema',
        name,
        schema,
      },
      lines: noLines,
    };
  },
});

function notNamed(name: string | undefined, known: readonly string[]): CountersignError {
  const near = name === undefined ? null : nearest(name, known);
  return new CountersignError('USAGE', name === undefined ? 'no schema was named' : `there is no schema \`${name}\``, {
    hint: near === null ? `one of: ${known.join(', ')}` : `did you mean ${near}?`,
  });
}
