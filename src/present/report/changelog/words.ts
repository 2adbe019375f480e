import {
  CHANGELOG_SECTIONS,
  type ChangelogEntry,
  type ChangelogRelease,
  type ChangelogSection,
} from '../../../model/changelog.ts';
import type { Operation } from '../../../model/contract.ts';

export const SECTION_TITLES: { readonly [section in ChangelogSection]: string } = {
  breaking: 'Breaking',
  deprecated: 'Deprecated',
  removed: 'Removed as announced',
  added: 'Added',
  changed: 'Changed',
  fixed: 'Fixed',
};

/** The sections that have something, in order. */
export function sectionsOf({
  entries,
}: ChangelogRelease): readonly (readonly [ChangelogSection, readonly ChangelogEntry[]])[] {
  return CHANGELOG_SECTIONS.map(
    (section) => [section, entries.filter((entry) => entry.section === section)] as const,
  ).filter(([, own]) => own.length > 0);
}

/** `2 breaking, 1 deprecated and 14 added`; what a release without entries is. */
export function tallyOf(release: ChangelogRelease): string {
  if (release.from === null) return `First published, with ${counted(release.operations, 'operation')}`;
  const words = sectionsOf(release).map(([section, own]) => `${own.length} ${section}`);
  if (words.length === 0) return 'Nothing that a caller would notice';
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `version 2.1.0, 1a2b3c4`: what the name does not say already. */
export function identityOf({ name, version, day, commit, from }: ChangelogRelease): readonly string[] {
  const was = from === null || from.version === version || from.version === '' ? '' : `${from.version} to `;
  return [
    ...(day === null || name === day ? [] : [day]),
    ...(version === '' || name.replace(/^.*\.\./, '').includes(version) ? [] : [`version ${was}${version}`]),
    ...(commit === null ? [] : [commit.slice(0, 7)]),
  ];
}

/** A webhook has a name instead of a path. */
export function nameOfOperation({ method, path }: Operation): string {
  return path.startsWith('/') ? `${method} ${path}` : `webhook ${path}`;
}

/** The operations that an entry names: all of a few, else the first ones and how many more there are. */
export function reachOf(
  { operations }: ChangelogEntry,
  shown: number,
): { readonly names: readonly string[]; readonly more: number } {
  const names = operations.map(nameOfOperation);
  const kept = names.length <= shown ? names.length : shown - 1;
  return { names: names.slice(0, kept), more: names.length - kept };
}

/** The sentence, without the name of the operation where that stands before it already. */
export function sentenceOf({ message, operations }: ChangelogEntry): string {
  const [operation, ...others] = operations;
  if (operation === undefined || others.length > 0) return message;
  const name = `\`${operation.method} ${operation.path}\` `;
  return message.startsWith(name) ? `The operation ${message.slice(name.length)}` : message;
}

/** `deprecated since 2024-09-25 (from git history)`, `ends on 2026-12-31`: what the sentence does not say itself. */
export function datesOf({ farewell, message }: ChangelogEntry): readonly string[] {
  if (farewell === null) return [];
  const { since, sunset } = farewell;
  return [
    ...(since === null ? [] : [`deprecated since ${since.day}${ORIGINS[since.from]}`]),
    ...(sunset === null || message.includes(sunset) ? [] : [`ends on ${sunset}`]),
  ];
}

const ORIGINS = { contract: '', history: ' (from git history)', 'no later than': ' or earlier' } as const;

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
