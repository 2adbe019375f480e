import type { Invocation, OptionSpec } from '../../../model/command.ts';
import type { Cache, Ports } from '../../../model/ports.ts';

/** Apart from what reads rulesets, so that an answer from the cache loads none of it. */
export const RULESET_OPTION: OptionSpec = {
  flags: '--ruleset <file|profile>',
  description: 'lint with this ruleset or bundled profile instead of the profiles in the settings; may be repeated',
  repeatable: true,
};

export const CODE_OPTION: OptionSpec = {
  flags: '--allow-js-rulesets',
  description:
    'run JavaScript of rulesets, in a process without files, network or other processes (SECURITY.md says how far)',
};

export const CACHE_OPTION: OptionSpec = {
  flags: '--no-cache',
  description: 'lint again what is known from an earlier run; the findings are the same',
};

/** The cache, where the command has the option and it was not switched off. What code reads nobody knows, so what it says is not kept. */
export function cacheFor(invocation: Invocation, { cache }: Ports): Cache | null {
  return invocation.flag('cache') && !invocation.flag('allow-js-rulesets') ? cache : null;
}
