import { CountersignError } from '../../../../model/errors.ts';
import type { Gap } from '../../../../model/gateway-config.ts';
import { nameOf, type OperationAt } from '../../operations.ts';
import { effectiveSecurity, type EffectiveSecurity } from '../../security.ts';
import { choose } from './alternatives.ts';
import { type Plugin, pluginSet } from './entities.ts';
import type { PluginsAt } from './options.ts';
import { isAuthentication } from './plugin-facts.ts';
import { pointerOfScheme, type Problem, schemePlugin, type SchemeReader, type Wanted } from './scheme-plugin.ts';
import { weaknesses } from './soundness.ts';

/** What protects one operation. `problem` stands where nothing does, or too little; the plugins are then those that would. */
export type Protection = {
  readonly plugins: readonly Plugin[];
  readonly notes: readonly Gap[];
  readonly problem: (Problem & { readonly pointer: string; readonly operation: string }) | null;
};

/**
 * The plugins that make Kong demand of callers what the contract's `security` does, all of them on the operation's own route.
 * An operation that says nothing about security is no public one. `allowUnauthenticated` excuses what cannot be protected; it never takes a protection away.
 */
export function protectionOf(reader: SchemeReader, operation: OperationAt, existing: PluginsAt): Protection {
  const security = effectiveSecurity(reader.document, operation);
  const present = pluginSet(existing.service, existing.route);
  const guards = present
    .filter((plugin) => isAuthentication(plugin.name) && weaknesses(plugin).length === 0)
    .map((plugin) => plugin.name);
  if (security.declared && security.alternatives.every((alternative) => alternative.length === 0))
    return { plugins: [], notes: [publicNote(operation, security, guards)], problem: null };
  const wanted = choose(security, nameOf(operation), reader.settings.preferredSchemes);
  if ('problem' in wanted) return excused(reader, operation, security, wanted.problem, guards);
  const protection = enforce(reader, wanted.schemes, present);
  if (protection.problem !== null) return excused(reader, operation, security, protection.problem, guards);
  const pointer = security.pointer;
  return {
    plugins: protection.plugins,
    notes: [...wanted.notes.map((message) => ({ pointer, message })), ...protection.notes],
    problem: null,
  };
}

/** So many operations one message names. */
const MOST_LINES = 20;

/** Throws RENDER_IMPOSSIBLE for operations that would be left open, and names them. */
export function refuseUnprotected(protections: readonly Protection[], where: (pointer: string) => string): void {
  const problems = protections.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (problems.length === 0) return;
  const lines = problems
    .slice(0, MOST_LINES)
    .map((each) => `${where(each.pointer)}: ${each.operation}: ${each.message}`);
  const more = problems.length > lines.length ? [`and ${problems.length - lines.length} more`] : [];
  const count = problems.length === 1 ? 'an operation' : `${problems.length} operations`;
  throw new CountersignError(
    'RENDER_IMPOSSIBLE',
    [`Kong would not protect ${count} as the contract demands`, ...lines, ...more].join('\n  '),
    { hint: [...new Set(problems.map((each) => each.hint))].slice(0, 3).join('\n') },
  );
}

function publicNote(operation: OperationAt, security: EffectiveSecurity, guards: readonly string[]): Gap {
  const message =
    guards.length === 0
      ? `${nameOf(operation)} is public: the contract demands no security of it, and Kong asks its callers for nothing`
      : `${nameOf(operation)} is public in the contract, yet ${guards.join(' and ')} asks its callers for credentials`;
  return { pointer: security.pointer, message };
}

function enforce(
  reader: SchemeReader,
  schemes: readonly Wanted[],
  present: readonly Plugin[],
): { readonly plugins: readonly Plugin[]; readonly notes: readonly Gap[]; readonly problem: Problem | null } {
  const plugins: Plugin[] = [];
  const notes: Gap[] = [];
  for (const wanted of schemes) {
    const pointer = pointerOfScheme(wanted.scheme);
    const elsewhere = reader.settings.authentication.get(wanted.scheme)?.elsewhere ?? null;
    if (elsewhere !== null) {
      notes.push({ pointer, message: `\`${wanted.scheme}\` is not checked by Kong but elsewhere: ${elsewhere}` });
      continue;
    }
    const found = schemePlugin(reader, wanted, present);
    if ('problem' in found) return { plugins, notes, problem: found.problem };
    if (plugins.some((plugin) => plugin.name === found.plugin.name))
      return { plugins, notes, problem: twice(found.plugin.name, schemes) };
    plugins.push(found.plugin);
    notes.push(...notesOn(reader, wanted, found.plugin, found.note));
  }
  if (plugins.length > 1)
    notes.push({
      pointer: pointerOfScheme(schemes[0]?.scheme ?? ''),
      message: `Kong checks ${schemes.map(({ scheme }) => scheme).join(' and ')}, but not that both name the same caller`,
    });
  return plugins.length === 0 ? { plugins, notes, problem: nothingInKong(schemes) } : { plugins, notes, problem: null };
}

function notesOn({ settings }: SchemeReader, wanted: Wanted, plugin: Plugin, note: string | null): Gap[] {
  const pointer = pointerOfScheme(wanted.scheme);
  const unchecked = plugin.name !== 'openid-connect' && wanted.scopeSets.flat().length > 0;
  return [
    ...(note === null ? [] : [{ pointer, message: `\`${wanted.scheme}\` ${note}` }]),
    ...(unchecked && settings.scopesCheckedUpstream.includes(wanted.scheme)
      ? [
          {
            pointer,
            message: `the scopes of \`${wanted.scheme}\` are not checked by Kong but by the service behind it, as \`scopesCheckedUpstream\` says`,
          },
        ]
      : []),
  ];
}

function twice(plugin: string, schemes: readonly Wanted[]): Problem {
  return {
    kind: 'scheme',
    message: `${schemes.map(({ scheme }) => scheme).join(' and ')} are all needed, and Kong runs ${plugin} only once`,
    hint: 'give one of them another plugin, or `elsewhere`, below `authentication` for the environment',
  };
}

function nothingInKong(schemes: readonly Wanted[]): Problem {
  return {
    kind: 'scheme',
    message: `${schemes.map(({ scheme }) => scheme).join(' and ')} is checked elsewhere, so Kong itself asks for nothing`,
    hint: 'name the operation in `allowUnauthenticated` as well if that is meant',
  };
}

/** A problem is no problem where the contract brings a plugin of its own, or the settings name the operation. Scopes are neither's to give up. */
function excused(
  { settings }: SchemeReader,
  operation: OperationAt,
  security: EffectiveSecurity,
  problem: Problem,
  guards: readonly string[],
): Protection {
  const name = nameOf(operation);
  const noted = (message: string): Protection => ({
    plugins: [],
    notes: [{ pointer: security.pointer, message }],
    problem: null,
  });
  if (problem.kind === 'scheme' && guards.length > 0)
    return security.declared
      ? noted(
          `${name} is protected by ${guards.join(' and ')} as it is configured, not as \`security\` says: ${problem.message}`,
        )
      : { plugins: [], notes: [], problem: null };
  if (problem.kind === 'scheme' && settings.allowUnauthenticated.includes(name))
    return noted(`${name} is NOT AUTHENTICATED, as \`allowUnauthenticated\` says: ${problem.message}`);
  return { plugins: [], notes: [], problem: { ...problem, pointer: operation.pointer, operation: name } };
}
