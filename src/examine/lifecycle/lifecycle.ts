import type { Deprecation } from '../../model/deprecation.ts';
import type { Fact } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import { type JsonObject, ownObject, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { operationsIn } from '../../model/operations.ts';
import { pointerOf } from '../../model/pointer.ts';
import { withoutParameterNames } from '../../model/trace.ts';
import type { Circumstances, LifecycleInput, LifecycleRule, Said, Subject, Whole } from './define.ts';
import { isCalled, metIn } from './places.ts';
import { majorsOf } from './majors.ts';
import { pastEntries } from './past.ts';
import { entryOf } from './register.ts';
import { LIFECYCLE_RULES } from './rules/index.ts';
import { isCallable, type Subjects, subjectsOf } from './subjects.ts';

/** What is known of a contract's deprecations, and what is to be said of them. */
export type Lifecycle = {
  /** What is on its way out, in the order of the document. */
  readonly deprecations: readonly Deprecation[];
  /** What was, and is not now, as far as history shows; the latest first. */
  readonly past: readonly Deprecation[];
  /** What the lifecycle rules have to say, rule by rule. */
  readonly facts: readonly Fact[];
};

export function examineLifecycle(input: LifecycleInput): Lifecycle {
  const subjects = subjectsOf(input);
  const given = circumstancesOf(input, subjects);
  const leaving = subjects.noted.filter(({ deprecated, sunset }) => deprecated || sunset !== null);
  return {
    deprecations: leaving.map((subject) => entryOf(subject, input)),
    past: pastEntries(input, new Set(leaving.flatMap(({ lives }) => lives))),
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
    case 'contract': {
      const said = rule.check(wholeOf(subjects, input), given);
      const pointer = typeof said === 'object' && said !== null ? pointerOf(...said.fields) : '';
      return toFact(rule, input, said, input.contract.locate(pointer), [], []);
    }
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

function circumstancesOf(input: LifecycleInput, { noted }: Subjects): Circumstances {
  // Few contracts name a successor, and only then is anybody asked for.
  let names: ReadonlySet<string> | null = null;
  const resources = grouped(
    noted.filter(({ what }) => what.kind === 'operation' && what.path !== null),
    resourceOf,
  );
  const { policy, zone, today, relatives } = input;
  return {
    policy,
    zone,
    today,
    relatives,
    siblingsOf: (operation) => resources.get(resourceOf(operation)) ?? [],
    shallow: input.history?.shallow ?? false,
    isOperation: (text) => (names ??= operationNames(input.contract.document)).has(text),
  };
}

/** A collection and its members are one resource: `/accounts` and `/accounts/{id}`. */
function resourceOf({ what }: Subject): string {
  return withoutParameterNames(what.path ?? '').replace(/\/\{\}$/, '');
}

function wholeOf({ noted }: Subjects, { contract }: LifecycleInput): Whole {
  return {
    api: contract.id,
    info: ownObject(contract.document, 'info') ?? {},
    operations: operationsIn(contract.document).length,
    deprecated: noted.filter(({ what, deprecated }) => deprecated && isCallable(what)).length,
    majors: majorsOf(contract),
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
