import { parseCommandLine } from '../cli/program.ts';
import { COMMANDS } from '../commands/index.ts';
import { CHECKS } from '../examine/diff/checks/index.ts';
import { LIFECYCLE_RULES } from '../examine/lifecycle/rules/index.ts';
import { PUBLISH_RULES } from '../deliver/publish/rules.ts';
import { APPROVAL_RULES } from '../judge/approval/rules.ts';
import { COMPATIBILITY_PROFILES } from '../judge/policy/compatibility.ts';
import { ACCEPTANCE_RULES, VERSION_RULES, WAIVER_RULES } from '../judge/policy/rules.ts';
import { CONDITIONS } from '../judge/policy/fail-on.ts';
import { DEPRECATION_SCHEMA } from '../gather/workspace/deprecation-schema.ts';
import { ERRORS } from '../model/errors.ts';
import { isObject, type JsonObject, own, ownObject, ownString } from '../model/json.ts';
import { REGISTER_COLUMNS } from '../present/report/register/columns.ts';

const WRITTEN = 'Written by `npm run gen`. Do not edit.';

/** `docs/reference/commands.md`: what `--help` prints, command by command. */
export async function commandReference(): Promise<string> {
  const parts = ['# Commands', '', WRITTEN, '', ...fenced(await helpOf([])), ''];
  for (const { name } of COMMANDS) parts.push(`## countersign ${name}`, '', ...fenced(await helpOf([name])), '');
  return parts.join('\n');
}

async function helpOf(command: readonly string[]): Promise<string> {
  const help = await parseCommandLine([...command, '--help'], '', COMMANDS);
  return help.kind === 'help' ? help.text.trim() : '';
}

function fenced(text: string): string[] {
  return ['```', text, '```'];
}

/** `docs/reference/checks.md`: what `diff` can find. */
export function checkReference(): string {
  const rows = [...CHECKS]
    .sort(byId)
    .map(({ id, impact, summary, why, fix }) => row(`\`${id}\``, impact, summary, why, fix));
  return table(
    'Checks of `countersign diff`',
    ['id', 'impact', 'what happened', 'why it matters', 'how to mend it'],
    rows,
  );
}

/** `docs/reference/lifecycle.md`: what `deprecations`, `diff` and `check` hold deprecations and removals to. */
export function lifecycleReference(): string {
  const rows = [...LIFECYCLE_RULES]
    .sort(byId)
    .map(({ id, severity, summary, why, fix, source }) => row(`\`${id}\``, severity, summary, why, fix, source));
  return table('Lifecycle rules', ['id', 'severity', 'what must hold', 'why', 'how to mend it', 'source'], rows);
}

/** `docs/reference/deprecations.md`: what the policy on deprecations may say, what the register holds, and what `--fail-on` takes. */
export function deprecationReference(): string {
  return [
    '# Deprecations: settings, register, conditions',
    '',
    WRITTEN,
    '',
    'How they are used: [docs/deprecations.md](../deprecations.md).',
    '',
    '## `policy.deprecation` in countersign.yaml',
    '',
    row('key', 'default', 'what it says'),
    row('---', '---', '---'),
    ...settingRows(DEPRECATION_SCHEMA, ''),
    '',
    '## Columns of the register',
    '',
    'In this order in CSV; those with a title in bold are in Markdown and HTML as well.',
    '',
    row('column', 'title', 'what it holds'),
    row('---', '---', '---'),
    ...REGISTER_COLUMNS.map(({ id, title, description, shown }) =>
      row(`\`${id}\``, shown ? `**${title}**` : title, description),
    ),
    '',
    '## Conditions of `--fail-on`',
    '',
    row('condition', 'met where'),
    row('---', '---'),
    ...Object.entries(CONDITIONS).map(([condition, meaning]) => row(`\`${condition}\``, meaning)),
    row('a severity', 'a finding that is not waived is at least so grave: `error`, `warn`, `info` or `hint`'),
    row('the id of a lifecycle rule', 'it has a finding that is not waived'),
    '',
  ].join('\n');
}

/** A row for each key, with those below it. */
function settingRows(schema: JsonObject, above: string): readonly string[] {
  return Object.entries(ownObject(schema, 'properties') ?? {}).flatMap(([key, setting]) => {
    if (!isObject(setting)) return [];
    const name = `${above}${key}`;
    const preset = own(setting, 'default');
    const shown = preset === undefined ? '' : `\`${JSON.stringify(preset)}\``;
    const below = ownObject(setting, 'items');
    return [
      row(`\`${name}\``, shown, ownString(setting, 'description') ?? ''),
      ...settingRows(setting, `${name}.`),
      ...(below === undefined ? [] : settingRows(below, `${name}[].`)),
    ];
  });
}

/** `docs/reference/policy.md`: how changes are judged, and the rules on versions, exceptions, approvals and publishing. */
export function policyReference(): string {
  const profiles = COMPATIBILITY_PROFILES.flatMap(({ id, summary, rows }) =>
    rows.map(({ ids, impacts, extensible, severity }) =>
      row(
        `\`${id}\``,
        summary,
        ids.map((each) => `\`${each}\``).join(', '),
        impacts?.join(', ') ?? 'any',
        extensible === undefined ? 'any' : extensible ? 'declared open' : 'closed',
        severity,
      ),
    ),
  );
  const head = ['profile', 'what it means', 'checks and rules', 'impact', 'list', 'severity'];
  const rules = [...VERSION_RULES, ...ACCEPTANCE_RULES, ...WAIVER_RULES, ...APPROVAL_RULES, ...PUBLISH_RULES].map(
    ({ id, severity, summary, why, fix, source }) => row(`\`${id}\``, severity, summary, why, fix, source),
  );
  const columns = ['id', 'severity', 'what must hold', 'why', 'how to mend it', 'source'];
  return [
    table('Policy', head, profiles).trimEnd(),
    '',
    '## Rules on versions, exceptions, approvals and publishing',
    '',
    row(...columns),
    row(...columns.map(() => '---')),
    ...rules,
    '',
  ].join('\n');
}

/** `docs/reference/errors.md`: why a run can end without a verdict, and its exit code. */
export function errorReference(): string {
  const rows = Object.entries(ERRORS).map(([code, { exit, meaning, hint }]) =>
    row(`\`${code}\``, String(exit), meaning, hint),
  );
  return table('Errors', ['code', 'exit', 'what it means', 'what to do'], rows);
}

export function table(title: string, head: readonly string[], rows: readonly string[]): string {
  return [`# ${title}`, '', WRITTEN, '', row(...head), row(...head.map(() => '---')), ...rows, ''].join('\n');
}

export function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1;
}
