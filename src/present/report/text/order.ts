import { SEVERITIES } from '../../../model/finding.ts';
import type { Topic } from './topics.ts';

type Key = readonly (string | number)[];

/**
 * The gravest there is, then all else; in both what changed, then what else was found. Changes: the gravest first, of these the one that
 * reaches the most operations. Other findings: files with the gravest first; in a file the gravest first, findings of one rule together,
 * rules in the order of their first line. What is waived comes last. So that what must be mended is read first.
 */
export function inOrder(topics: readonly Topic[]): readonly Topic[] {
  const worst = topics.reduce((least, topic) => Math.min(least, gravity(topic)), Infinity);
  const changes = sorted(
    topics.filter(({ change }) => change !== null),
    changeKey,
  );
  const others = topics.filter(({ change }) => change === null);
  const found = sorted(others, findingKeys(others));
  const isWorst = (topic: Topic): boolean => gravity(topic) === worst;
  const isMilder = (topic: Topic): boolean => !isWorst(topic);
  return [changes.filter(isWorst), found.filter(isWorst), changes.filter(isMilder), found.filter(isMilder)].flat();
}

/** From 0, the gravest, up; what is waived comes after all else. */
export function gravity({ waiver, severity }: Pick<Topic, 'waiver' | 'severity'>): number {
  return waiver === null ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
}

/** Topics with the same group are collapsed when they are many. */
export function groupOf(topic: Topic): string {
  return JSON.stringify([topic.change === null ? fileOf(topic) : '', gravity(topic), topic.rule]);
}

function changeKey(topic: Topic): Key {
  const { reach, at, rule, change, fingerprint } = topic;
  return [
    gravity(topic),
    -reach.struck.length,
    -reach.spared.length,
    rule,
    fileOf(topic),
    at?.line ?? 0,
    at?.column ?? 0,
    // Of a list that lost several of its members the places differ only where they stood.
    change?.about.join('\n') ?? '',
    fingerprint,
  ];
}

function findingKeys(topics: readonly Topic[]): (topic: Topic) => Key {
  const fileGravity = least(topics, fileOf, gravity);
  const firstLine = least(topics, groupOf, ({ at }) => at?.line ?? 0);
  return (topic) => [
    fileGravity.get(fileOf(topic)) ?? 0,
    fileOf(topic),
    gravity(topic),
    firstLine.get(groupOf(topic)) ?? 0,
    topic.rule,
    topic.at?.line ?? 0,
    topic.at?.column ?? 0,
    topic.fingerprint,
  ];
}

/** The least number of each group. */
function least(
  topics: readonly Topic[],
  group: (topic: Topic) => string,
  number: (topic: Topic) => number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const topic of topics) found.set(group(topic), Math.min(found.get(group(topic)) ?? Infinity, number(topic)));
  return found;
}

function fileOf({ at }: Topic): string {
  return at?.file ?? '';
}

function sorted(topics: readonly Topic[], keyOf: (topic: Topic) => Key): readonly Topic[] {
  return topics
    .map((topic) => ({ topic, key: keyOf(topic) }))
    .sort((left, right) => compare(left.key, right.key))
    .map(({ topic }) => topic);
}

function compare(left: Key, right: Key): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
