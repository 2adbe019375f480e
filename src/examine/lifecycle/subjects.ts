import type { Contract } from '../../model/contract.ts';
import type { Deprecable, RequiredNotice } from '../../model/deprecation.ts';
import type { JsonObject } from '../../model/json.ts';
import {
  dayOf,
  isDeprecated,
  isInternal,
  levelOf,
  type LifecycleFields,
  lifecycleNote,
  mayTellOfItsEnd,
} from '../../model/lifecycle-fields.ts';
import { noticeOf, sinceOf, type Sources, timelineIn, timelinesIn } from './dating.ts';
import type { LifecycleInput, Removal, Subject } from './define.ts';
import { calledAs } from './operation-key.ts';
import { isCalled, likeness, type Met, metIn, type Place, placeOf } from './places.ts';

/** What the rules are called with. Subjects are in the order of their document. */
export type Subjects = {
  /** All of the contract that say something about their end. */
  readonly noted: readonly Subject[];
  readonly added: readonly Subject[];
  readonly kept: readonly { readonly before: Subject; readonly after: Subject }[];
  readonly removed: readonly Removal[];
};

/** Pairs the two contracts, and dates what is deprecated in them. Without a contract before, nothing is added, kept or removed. */
export function subjectsOf(input: LifecycleInput): Subjects {
  const { contract, before, zone } = input;
  const { fields } = input.policy;
  const timelines = timelinesIn(input.history);
  const [places, now] = placesThatCount(before?.contract ?? null, contract, fields);
  const marked = new Set(places.filter(({ value }) => isDeprecated(value, fields)).map(({ key }) => key));
  const depth = input.history?.depth ?? 'operations';
  const sources: Sources = { zone, depth, timelines, before: before === null ? null : { marked, day: before.day } };
  const subjectOf = (place: Place): Subject => subjectAt(place, sources, input);
  const present = now.map(subjectOf);
  if (before === null) return { noted: present.filter(isNoted), added: [], kept: [], removed: [] };

  const partner = partners(contract, before.contract, present);
  const pairs = places.map((place) => {
    const was = subjectOf(place);
    return { was, is: partner(was) };
  });
  const earlier = new Map(pairs.flatMap(({ was, is }) => (is === undefined ? [] : [[is, was] as const])));
  const dated = new Map(present.map((subject) => [subject, inherited(subject, earlier.get(subject))]));
  const elsewhere = new Set(now.map(({ what }) => `${what.kind} ${what.name}`));
  return {
    noted: [...dated.values()].filter(isNoted),
    added: present.filter((subject) => isCallable(subject.what) && !earlier.has(subject)),
    kept: pairs.flatMap(({ was, is }) => {
      const after = is === undefined ? undefined : dated.get(is);
      return after !== undefined && (isNoted(was) || isNoted(after)) ? { before: was, after } : [];
    }),
    removed: pairs.flatMap(({ was: subject, is }): Removal[] => {
      if (is !== undefined || !hasGone(subject, elsewhere)) return [];
      return [{ subject, day: timelineIn(sources, subject.lives)?.removedOn ?? input.today }];
    }),
  };
}

/** An operation that is not there is gone. Anything else may only have moved to where it is shared: it is gone if nothing of its kind has its name. */
function hasGone({ what, deprecated }: Subject, elsewhere: ReadonlySet<string>): boolean {
  return isCallable(what) || (deprecated && what.name !== '' && !elsewhere.has(`${what.kind} ${what.name}`));
}

/**
 * The places of both contracts that there may be something to say of: operations, and what says something about its end on either side. Most of a
 * contract says nothing of the kind, and what it is called is never asked.
 */
function placesThatCount(
  before: Contract | null,
  after: Contract,
  fields: LifecycleFields,
): readonly [readonly Place[], readonly Place[]] {
  const [old, now] = [before === null ? [] : metIn(before.document, fields), metIn(after.document, fields)];
  const telling = new Set([...old, ...now].filter(({ value }) => mayTellOfItsEnd(value, fields)).map(likeness));
  const counts = (met: Met): boolean => isCalled(met) || (telling.size > 0 && telling.has(likeness(met)));
  return [old.filter(counts).map(placeOf), now.filter(counts).map(placeOf)];
}

function isNoted({ deprecated, note }: Subject): boolean {
  return deprecated || note.since !== null || note.sunset !== null;
}

/** An operation under a path, and no webhook or callback. */
export function isCallable({ kind, method }: Deprecable): boolean {
  return kind === 'operation' && method !== null;
}

/** Finds a thing of the old contract in the new one: by its key, or, an operation, by how it is called. */
function partners(
  contract: Contract,
  old: Contract,
  all: readonly Subject[],
): (subject: Subject) => Subject | undefined {
  const byKey = new Map(all.map((subject) => [subject.key, subject]));
  const byCall = new Map(
    all
      .filter(({ what }) => isCallable(what))
      .flatMap((subject) => callsOf(contract, subject).map((call) => [call, subject])),
  );
  return (subject) =>
    byKey.get(subject.key) ??
    (isCallable(subject.what)
      ? callsOf(old, subject)
          .map((call) => byCall.get(call))
          .find((found) => found !== undefined)
      : undefined);
}

function callsOf(contract: Contract, { what }: Subject): readonly string[] {
  return calledAs(contract.document, what.method ?? '', what.path ?? '');
}

function subjectAt({ what, value, key, name, lives }: Place, sources: Sources, input: LifecycleInput): Subject {
  const { fields } = input.policy;
  const note = lifecycleNote(value, fields);
  const deprecated = isDeprecated(value, fields);
  const followed = isCallable(what) || sources.depth === 'elements' ? lives : [];
  const undated = { key, lives: followed, deprecated, note };
  return {
    what,
    key,
    name,
    lives: followed,
    deprecated,
    note,
    since: sinceOf(undated, sources),
    notice: noticeOf(undated, sources),
    required: requiredFor(what, value, input),
    sunset: dayOf(note.sunset, sources.zone),
    returned: timelineIn(sources, followed)?.returned ?? false,
  };
}

/** Who calls an operation may use all that stands in it; what is shared, every caller of the API may use. */
function requiredFor(what: Deprecable, value: JsonObject, input: LifecycleInput): RequiredNotice {
  const { fields } = input.policy;
  const consumers =
    what.method === null || what.path === null ? input.consumers : input.consumersOf(what.method, what.path);
  return input.requiredNotice({ level: levelOf(value, fields), internal: isInternal(value, fields), consumers });
}

/**
 * What was promised before is owed still: calling itself beta does not make a notice shorter. What moved between server and path was marked when it
 * still stood elsewhere.
 */
function inherited(after: Subject, before: Subject | undefined): Subject {
  if (before === undefined) return after;
  const owed = before.required.days > after.required.days ? { ...after, required: before.required } : after;
  if (before.key === after.key || !before.deprecated || !after.deprecated) return owed;
  return { ...owed, since: after.since?.from === 'contract' ? after.since : before.since, notice: before.notice };
}
