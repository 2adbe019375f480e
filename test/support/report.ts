import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Report } from '../../src/model/report.ts';
import { type CliOptions, type CliResult, runCli } from './cli.ts';

type Kind = Report['report'];
const schemas = new Map<string, Promise<object>>();

/** Runs a command with `--format json`, and holds what it prints against the schema that `countersign schema` publishes for it. */
export async function runJson<K extends Exclude<Kind, 'schema'>>(
  kind: K,
  folder: string,
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult & { readonly report: ReportFor<K> }> {
  const result = await runCli(folder, [...args, '--format', 'json'], options);
  return { ...result, report: await validated(kind, result) };
}

/** The report of one kind; the gate's five kinds share a type. */
export type ReportFor<K extends Kind> = K extends 'check' | 'lint' | 'diff' | 'deprecations' | 'impact'
  ? Extract<Report, { readonly findings: unknown; readonly apis: unknown }>
  : Extract<Report, { readonly report: K }>;

async function validated<K extends Exclude<Kind, 'schema'>>(kind: K, result: CliResult): Promise<ReportFor<K>> {
  if (result.stdout === '') throw new Error(`no JSON on stdout; exit ${result.exit}: ${result.stderr}`);
  const value: unknown = JSON.parse(result.stdout);
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  const accepts = ajv.compile<ReportFor<K>>(await schemaOf(kind));
  if (accepts(value)) return value;
  throw new Error(`the JSON of ${kind} does not fit its schema: ${ajv.errorsText(accepts.errors)}`);
}

function schemaOf(kind: string): Promise<object> {
  const known = schemas.get(kind) ?? printedSchema(kind);
  schemas.set(kind, known);
  return known;
}

async function printedSchema(kind: string): Promise<object> {
  const { stdout, exit, stderr } = await runCli('/', ['schema', kind]);
  if (exit !== 0) throw new Error(`countersign schema ${kind} failed: ${stderr}`);
  const schema: unknown = JSON.parse(stdout);
  if (typeof schema !== 'object' || schema === null) throw new Error(`the schema of ${kind} is no object`);
  return schema;
}
