import { parseCommandLine } from '../cli/program.ts';
import { COMMANDS } from '../commands/index.ts';
import { CHECKS } from '../examine/diff/checks/index.ts';
import { LIFECYCLE_RULES } from '../examine/lifecycle/rules/index.ts';
import { PUBLISH_RULES } from '../deliver/publish/rules.ts';
import { APPROVAL_RULES } from '../judge/approval/rules.ts';
import { COMPATIBILITY_PROFILES } from '../judge/policy/compatibility.ts';
import { ACCEPTANCE_RULES, VERSION_RULES, WAIVER_RULES } from '../judge/policy/rules.ts';
import { ERRORS } from '../model/errors.ts';

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
