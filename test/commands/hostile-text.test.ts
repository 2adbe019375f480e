import { expect, test } from 'vitest';
import { type CliResult, runCli } from '../support/cli.ts';
import { asRita, publishingBank, TODAY } from '../support/publishing.ts';
import { LIST, READ, type SampleOperation, sampleContract } from '../support/sample-contract.ts';

const ESC = '\u001b[2J\u001b]8;;https://evil.example\u0007';
const BIDI = '\u202e\u2066\u200f';
const LOG = '\n::error file=a::forged\n##vso[task.complete result=Succeeded;]\n##[error]forged\n';
const EVIL = `x${ESC}${BIDI}\u009b31m\u0000\u0085\u2028${LOG}`;

const evil: SampleOperation = {
  operation: `GET /accountEvil${EVIL.replaceAll(' ', '_')}`,
  id: `evil${EVIL}`,
  successor: EVIL,
  deprecated: true,
  sunset: EVIL,
};

function hostile(version: string, ...operations: readonly SampleOperation[]): string {
  return sampleContract(operations, { title: `Accounts ${EVIL}`, version: `${version}${EVIL}` })
    .replaceAll('What a customer has agreed', JSON.stringify(EVIL).slice(1, -1))
    .replace('"closed"', `"closed", ${JSON.stringify(EVIL)}`);
}

// What terminals and CI systems would obey: C0 and C1 but tab and line break, and what reorders or breaks lines.

const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const COMMANDS = /^\s*(::\w+|##vso\[|##\[)/m;

function isHarmless({ stdout, stderr }: CliResult): void {
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(OBEYED);
    expect(text).not.toMatch(COMMANDS);
  }
}

const CALLS: readonly { readonly args: readonly string[]; readonly exit: number }[] = [
  { args: ['check', '--against', 'HEAD~1'], exit: 1 },
  { args: ['check', '--against', 'HEAD~1', '--format', 'json'], exit: 1 },
  { args: ['lint', '--verbose'], exit: 1 },
  { args: ['lint', '--ruleset', 'spectral:oas'], exit: 0 },
  { args: ['diff', '--against', 'HEAD~1', '--verbose'], exit: 1 },
  { args: ['deprecations'], exit: 1 },
  { args: ['render', 'kong', '--env', 'test'], exit: 1 },
  { args: ['render', 'kong', 'titled.json', '--env', 'test'], exit: 0 },
  { args: ['check', 'titled.json'], exit: 1 },
  { args: ['publish', '--env', 'test', '--dry-run'], exit: 1 },
  { args: ['publish', '--env', 'prod', '--format', 'json'], exit: 1 },
  { args: ['approve'], exit: 0 },
  { args: ['portal'], exit: 0 },
  { args: ['check', 'acc\u001b[31m'], exit: 2 },
  { args: ['explain', `\u001b]0;x\u0007${LOG}`], exit: 2 },
  { args: ['check', '--against', `\u001b[31m${LOG}`], exit: 2 },
  { args: ['check', '--config', `\u202e${LOG}`], exit: 2 },
];

// One repository for all: building it takes longer than a run.
test('no command prints what a terminal or a CI system obeys', async () => {
  const { bank } = publishingBank(hostile('1.0.0', LIST, READ, evil));
  // Lines are wrapped: what stands in the middle of a text may come to stand at the start of a line.
  bank.write({ 'titled.json': hostile('1.0.0', LIST).replaceAll('Accounts ', '::error forged '.repeat(30)) });
  bank.commit({ files: { 'openapi.json': hostile('2.0.0', LIST) } });
  bank.commit({ files: { 'openapi.json': hostile('2.1.0', LIST, evil) } });
  for (const { args, exit } of CALLS) {
    const result = await runCli(bank.folder, [...args, ...TODAY], asRita);
    isHarmless(result);
    expect(result.exit, args.join(' ')).toBe(exit);
    expect(result.stdout + result.stderr, args.join(' ')).not.toBe('');
  }
});
