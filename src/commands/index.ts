import type { Command } from '../model/command.ts';
export type CommandEntry = Pick<Command, 'name' | 'group' | 'summary'> & { readonly load: () => Promise<Command> };
export const COMMANDS: readonly CommandEntry[] = [];
