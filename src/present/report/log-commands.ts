/** `##vso[`, `##[`, `##teamcity[`: Azure DevOps and others obey them wherever they stand in a line. */
export const BRACKETED = /##(?=[a-z]*\[)/gi;

/** `::error …` as the first thing of a line: GitHub Actions trims what stands before it. Colour codes of ours may precede. */

const LEADING = /^((?:\s|\x1b\[[\d;]*m)*):(?=:)/;

/**
 * One line that no CI reads as a command: the character that would make it one is written as its escape, `\x3a` or `\x23`.
 * Nothing that we say ourselves has either form.
 */
export function withoutLogCommands(line: string): string {
  return line.replaceAll(BRACKETED, '\\x23#').replace(LEADING, '$1\\x3a');
}
