import type { Tagged } from '../../model/ports.ts';
import { fullId } from './revision-name.ts';
import type { GitRunner } from './run.ts';

/** Of an annotated tag the starred fields tell of what it points to, of a lightweight one the plain ones; a tag of a tree or a blob has neither. */
const FIELDS = [
  '%(refname:strip=2)',
  '%(*objecttype)',
  '%(*objectname)',
  '%(objecttype)',
  '%(objectname)',
  '%(*committerdate:unix)',
  '%(committerdate:unix)',
];

/** Tags of commits that `to` has and `from`, where there is one, has not; in no order that counts. */
export async function tagsBetween(
  git: GitRunner,
  folder: string,
  from: string | null,
  to: string,
): Promise<readonly Tagged[]> {
  const args = [
    'for-each-ref',
    `--format=${FIELDS.join('%00')}`,
    `--merged=${fullId(to)}`,
    ...(from === null ? [] : [`--no-merged=${fullId(from)}`]),
    'refs/tags',
  ];
  return (await git.text(args, { folder })).split('\n').flatMap((line) => {
    const [name = '', pointedType, pointedId = '', type, id = '', pointedTime, time] = line.split('\0');
    const annotated = type === 'tag';
    if ((annotated ? pointedType : type) !== 'commit') return [];
    return [{ name, commit: annotated ? pointedId : id, time: rfc3339(Number(annotated ? pointedTime : time)) }];
  });
}

/** Seconds since 1970 as people and feeds read them, in UTC. */
export function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
