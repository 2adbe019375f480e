import type { Deprecation } from '../../model/deprecation.ts';
import type { Fact } from '../../model/finding.ts';
import { type JsonObject, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Circumstances, LifecycleInput, LifecycleRule, Said, Subject } from './define.ts';
import { isCalled, metIn } from './places.ts';
import { entryOf } from './register.ts';
import { LIFECYCLE_RULES } from './rules/index.ts';
import { type Subjects, subjectsOf } from './subjects.ts';

/** What is deprecated in a contract, in the order of the document, and what the lifecycle rules have to say, rule by rule. */
export function examineLifecycle(input: LifecycleInput): {
  readonly deprecations: readonly Deprecation[];
  readonly facts: readonly Fact[];
} {
  const subjects = subjectsOf(input);
  const given = circumstancesOf(input);
  return {
    deprecations: subjects.noted.filter(({ deprecated }) => deprecated).map((subject) => entryOf(subject, input)),
    facts: LIFECYCLE_RULES.flatMap((rule) => factsOf(rule, subjects, given, input)),
  };
}

function factsOf(rule: LifecycleRule, subjects: Subjects, given: Circumstances, input: LifecycleInput): Fact[] {
  const here = (subject: Subject, said: Said): Fact[] => {
    const pointer = subject.what.pointer + (typeof said === 'object' && said !== null ? pointerOf(...said.fields) : '');
    return toFact(rule, input, said, input.contract.locate(pointer), [], []);
  };
  switch (rule.on) {
    case 'noted':
      return subjects.noted.flatMap((subject) => here(subject, rule.check(subject, given)));
    case 'deprecated':
      return subjects.noted.flatMap((each) => (each.deprecated ? here(each, rule.check(each, given)) : []));
    case 'kept':
      return subjects.kept.flatMap(({ before, after }) => here(after, rule.check(before, after, given)));
    case 'added':
      return subjects.added.flatMap((subject) => here(subject, rule.check(subject, given)));
    case 'removed':
      return subjects.removed.flatMap((removal) => {
        const { pointer } = removal.subject.what;
        const before = input.before === null ? [] : [input.before.contract.locate(pointer)];
        // It stands at whatever is left of its parents, as others that went do: its own name tells them apart.
        return toFact(rule, input, rule.check(removal, given), input.contract.locate(pointer), before, [
          removal.subject.key,
        ]);
      });
  }
}

function toFact(
  rule: LifecycleRule,
  input: LifecycleInput,
  said: Said,
  at: Location,
  also: readonly Location[],
  about: readonly string[],
): Fact[] {
  if (said === null) return [];
  const message = typeof said === 'string' ? said : said.message;
  const docs = `countersign explain ${rule.id}`;
  const { id: api } = input.contract;
  return [
    { rule: rule.id, from: 'lifecycle', api, message, hint: rule.fix, docs, at, also, proposed: rule.severity, about },
  ];
}

function circumstancesOf(input: LifecycleInput): Circumstances {
  // Few contracts name a successor, and only then is anybody asked for.
  let names: ReadonlySet<string> | null = null;
  const { noticeDays, dueSoonDays, zone, today } = input;
  return {
    noticeDays,
    dueSoonDays,
    zone,
    today,
    shallow: input.history?.shallow ?? false,
    isOperation: (text) => (names ??= operationNames(input.contract.document)).has(text),
  };
}

/** What a text may name an operation by: its id, its path, or method and path. */
function operationNames(document: JsonObject): ReadonlySet<string> {
  return new Set(
    metIn(document)
      .filter(isCalled)
      .flatMap(({ at: { method, path }, value }) => [
        ownString(value, 'operationId') ?? '',
        path ?? '',
        `${method ?? ''} ${path ?? ''}`,
      ]),
  );
}
