// Written by npm run gen from the files beside it. Do not edit.
import type { Command } from '../model/command.ts';

export type CommandEntry = Pick<Command, 'name' | 'group' | 'summary'> & { readonly load: () => Promise<Command> };

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'accept',
    group: 'Judge a contract',
    summary: 'agree to one change that breaks, for a reason and until a day',
    load: async () => (await import('./accept.ts')).default,
  },
  {
    name: 'announce',
    group: 'Judge a contract',
    summary: 'tell of sunsets, each milestone once: issues, calendar, feed, digests',
    load: async () => (await import('./announce.ts')).default,
  },
  {
    name: 'baseline',
    group: 'Judge a contract',
    summary: 'set old findings of lint aside, so that new ones fail',
    load: async () => (await import('./baseline.ts')).default,
  },
  {
    name: 'changelog',
    group: 'Judge a contract',
    summary: 'what consumers have to know of a range of releases',
    load: async () => (await import('./changelog.ts')).default,
  },
  {
    name: 'check',
    group: 'Judge a contract',
    summary: 'lint, changes and deprecations, one verdict: the pull-request gate',
    load: async () => (await import('./check.ts')).default,
  },
  {
    name: 'deprecations',
    group: 'Judge a contract',
    summary: 'what is deprecated, since when, until when, and who still uses it',
    load: async () => (await import('./deprecations.ts')).default,
  },
  {
    name: 'diff',
    group: 'Judge a contract',
    summary: 'what changed between two versions, and what it breaks',
    load: async () => (await import('./diff.ts')).default,
  },
  {
    name: 'history',
    group: 'Judge a contract',
    summary: 'when each thing of a contract appeared, was deprecated and went',
    load: async () => (await import('./history.ts')).default,
  },
  {
    name: 'impact',
    group: 'Judge a contract',
    summary: 'who is hit: by what breaks, and by what is deprecated',
    load: async () => (await import('./impact.ts')).default,
  },
  {
    name: 'lint',
    group: 'Judge a contract',
    summary: 'hold contracts against the governance rulesets',
    load: async () => (await import('./lint.ts')).default,
  },
  {
    name: 'score',
    group: 'Judge a contract',
    summary: 'how well contracts keep the rules, as a number, and whether it rises',
    load: async () => (await import('./score.ts')).default,
  },
  {
    name: 'deprecate',
    group: 'Let something go',
    summary: 'mark something as deprecated, with its sunset, in the contract itself',
    load: async () => (await import('./deprecate.ts')).default,
  },
  {
    name: 'notice',
    group: 'Let something go',
    summary: 'write the announcement of what goes away',
    load: async () => (await import('./notice.ts')).default,
  },
  {
    name: 'retire',
    group: 'Let something go',
    summary: 'take out of a contract what is past its sunset, and say what the gateway must do',
    load: async () => (await import('./retire.ts')).default,
  },
  {
    name: 'approve',
    group: 'Bring it to the gateway',
    summary: 'state that this exact contract may be published',
    load: async () => (await import('./approve.ts')).default,
  },
  {
    name: 'publish',
    group: 'Bring it to the gateway',
    summary: 'publish an approved contract as one commit of gateway configuration',
    load: async () => (await import('./publish.ts')).default,
  },
  {
    name: 'render',
    group: 'Bring it to the gateway',
    summary: 'render a contract as gateway configuration',
    load: async () => (await import('./render.ts')).default,
  },
  {
    name: 'diff-driver',
    group: 'Begin, and look things up',
    summary: 'show contracts in git diff and git log -p as a changelog',
    load: async () => (await import('./diff-driver.ts')).default,
  },
  {
    name: 'explain',
    group: 'Begin, and look things up',
    summary: 'explain a rule, a check or an error',
    load: async () => (await import('./explain.ts')).default,
  },
  {
    name: 'init',
    group: 'Begin, and look things up',
    summary: 'write countersign.yaml for the contracts that are here',
    load: async () => (await import('./init.ts')).default,
  },
  {
    name: 'lock',
    group: 'Begin, and look things up',
    summary: 'fetch rulesets of other hosts, and lock them by hash',
    load: async () => (await import('./lock.ts')).default,
  },
  {
    name: 'portal',
    group: 'Begin, and look things up',
    summary: 'write a static catalogue of the APIs',
    load: async () => (await import('./portal.ts')).default,
  },
  {
    name: 'rules',
    group: 'Begin, and look things up',
    summary: 'list the governance rules',
    load: async () => (await import('./rules.ts')).default,
  },
  {
    name: 'schema',
    group: 'Begin, and look things up',
    summary: 'print the JSON Schema of an output or of a file you write',
    load: async () => (await import('./schema.ts')).default,
  },
];
