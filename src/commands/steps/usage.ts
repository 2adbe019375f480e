import { basename, dirname, resolve } from 'node:path';
import { matcherOf } from '../../gather/usage/matcher.ts';
import { readUsage } from '../../gather/usage/usage.ts';
import type { OptionSpec } from '../../model/command.ts';
import type { Contract } from '../../model/contract.ts';
import { addDays } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Ports } from '../../model/ports.ts';
import type { Note } from '../../model/report.ts';
import { NO_USAGE, type Usage, type UsageSource } from '../../model/usage.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Compared } from './comparison/compared.ts';
import type { Gathered } from './subjects.ts';

export const USAGE_OPTION: OptionSpec = {
  flags: '--usage <file>',
  description:
    'an access log (Kong or Envoy JSON, combined, HAProxy; .gz as well), HAR or Pact file that tells who calls what, instead of usage: in the settings; may be repeated',
  repeatable: true,
};

/** Who was seen to call the operations of some contracts, and which calls count as recent. */
export type SeenUsage = Pick<Usage, 'observations'> & {
  readonly recent: ReturnType<typeof addDays>;
  readonly notes: readonly Note[];
};

/**
 * Reads the files that were asked for (`--usage`), else the sources of the settings; none gives nothing. Throws FILE_NOT_FOUND for a file that is not there, USAGE_INVALID for
 * one that is not understood, and CONFIG_INVALID for a glob of the settings that matches nothing: who calls what would not be known, and nobody would notice.
 */
export async function gatherUsage(
  asked: readonly string[],
  { workspace, today }: Gathered,
  contracts: readonly Contract[],
  ports: Ports,
): Promise<SeenUsage> {
  const sources = asked.length > 0 ? asked.map((file) => sourceOf(file, ports)) : await sourcesIn(workspace, ports);
  if (sources.length > 0)
    ports.progress(`reading usage from ${sources.length === 1 ? '1 file' : `${sources.length} files`}`);
  const usage = sources.length === 0 ? NO_USAGE : await readUsage(ports.files, sources, matcherOf(contracts));
  return {
    observations: usage.observations,
    recent: addDays(today, -workspace.policy.usage.recentDays),
    notes: usage.counts.map(noteOf),
  };
}

function sourceOf(file: string, { folder }: Ports): UsageSource {
  const path = resolve(folder, file);
  return { name: file, root: dirname(path), path: basename(path), format: null, consumer: null };
}

async function sourcesIn({ root, file, usage = [] }: Workspace, ports: Ports): Promise<readonly UsageSource[]> {
  const sources: UsageSource[] = [];
  for (const { files: glob, format, consumer } of usage) {
    const found = await ports.files.list(root, [glob]);
    if (found.length === 0)
      throw new CountersignError('CONFIG_INVALID', `${file ?? 'the settings'}: usage: \`${glob}\` matches no file`, {
        hint: 'correct the glob, or take it out: without its calls nobody knows who is hit',
      });
    sources.push(...found.map((path) => ({ name: path, root, path, format, consumer })));
  }
  return sources;
}

function noteOf({ source, entries, matched, unmatched, garbage }: Usage['counts'][number]): Note {
  const skipped = [
    ...(unmatched === 0 ? [] : [`${unmatched} to no operation of these contracts`]),
    ...(garbage === 0 ? [] : [`${garbage} not understood`]),
  ];
  const rest = skipped.length === 0 ? '' : `; ${skipped.join(', ')}`;
  return { api: null, message: `Usage of ${source}: ${entries} entries, ${matched} calls of operations${rest}.` };
}

/** Every contract of a comparison: what was there before was called as well. */
export function contractsOf(compared: readonly Compared[]): readonly Contract[] {
  return compared.flatMap(([{ contract }, { before }]) => (before === null ? [contract] : [contract, before]));
}
