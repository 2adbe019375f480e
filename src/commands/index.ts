import type { Command } from '../model/command.ts';
export type CommandEntry = { readonly name: string; readonly summary: string; readonly load: () => Promise<Command> };
export const COMMANDS: readonly CommandEntry[] = [];
