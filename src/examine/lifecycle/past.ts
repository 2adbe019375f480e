import type { Day } from '../../model/day.ts';
import { daysBetween } from '../../model/day.ts';
import type { Dated, Deprecation, DeprecationStatus } from '../../model/deprecation.ts';
import { grouped } from '../../model/grouped.ts';
import { type HistoryEvent, lifeOf, operationKey } from '../../model/history.ts';
import { operationsIn } from '../../model/operations.ts';
import { stepsToMethod } from '../../model/path-item.ts';
import { pointerOf } from '../../model/pointer.ts';
import { withoutParameterNames } from '../../model/trace.ts';
import type { LifecycleInput } from './define.ts';
import { calledAs } from './operation-key.ts';

/** What was gone for no longer than this did not go: merges drop and restore. */
const RESTORED_DAYS = 7;

/**
 * The register's entries for operations that were deprecated once and are not now, by what history shows: those that are gone, those whose
 * deprecation was taken back, and those that went and are back without the mark. The latest first.
 */
export function pastEntries(input: LifecycleInput, marked: ReadonlySet<string>): readonly Deprecation[] {
  const present = new Map(
    operationsIn(input.contract.document).map((each) => [lifeOf(operationKey(each)), each.pointer]),
  );
  const events = (input.history?.events ?? []).filter(({ what }) => what.kind === 'operation');
  return [...grouped(events, ({ key }) => lifeOf(key))]
    .flatMap(([life, own]) => {
      const past = marked.has(life) ? null : pastOf(own, present.has(life), input.today);
      return past === null ? [] : [{ ...past, at: present.get(life) ?? null }];
    })
    .filter((past) => past.status !== 'retired' || !hasMoved(past.last, input))
    .sort((left, right) => (left.day === right.day ? 0 : left.day > right.day ? -1 : 1))
    .map((past) => entryOf(past, input));
}

/** What became of a deprecation, and the last event of it. */
type Past = {
  readonly status: DeprecationStatus;
  readonly last: HistoryEvent;
  readonly since: Dated;
  readonly sunset: Day | null;
  readonly removed: Day | null;
  /** The day on which it became so. */
  readonly day: Day;
  readonly evidence: string | null;
};

/** Null for what was never deprecated, and for what went without being so. */
function pastOf(events: readonly HistoryEvent[], isPresent: boolean, today: Day): Past | null {
  const life = livedThrough(events);
  const { last, since } = life;
  if (last === null || since === null) return null;
  const past = { last, since, sunset: life.sunset };
  if (!isPresent) {
    // What is not committed yet goes today, and no commit shows it.
    if (life.gone === null)
      return life.marked ? { ...past, status: 'retired', removed: today, day: today, evidence: null } : null;
    if (!life.gone.deprecated) return null;
    const { day, commit } = life.gone;
    return { ...past, status: 'retired', removed: day, day, evidence: commit };
  }
  const { back, lifted } = life;
  if (back !== null) return { ...past, status: 'resurrected', removed: null, day: back.day, evidence: back.commit };
  return {
    ...past,
    status: 'active',
    removed: null,
    day: lifted?.day ?? today,
    evidence: lifted?.commit ?? null,
  };
}

type Life = {
  last: HistoryEvent | null;
  /** Start of the last deprecation that was in force, and the sunset that it had. */
  since: Dated | null;
  sunset: Day | null;
  marked: boolean;
  /** The event by which it went; null while it is there. */
  gone: HistoryEvent | null;
  /** The event by which it came back after having gone deprecated. */
  back: HistoryEvent | null;
  /** The event by which the mark was lifted. */
  lifted: HistoryEvent | null;
};

function livedThrough(events: readonly HistoryEvent[]): Life {
  const life: Life = { last: null, since: null, sunset: null, marked: false, gone: null, back: null, lifted: null };
  // By key as written: a parameter that is renamed is one path going and another coming in the same commit.
  const present = new Map<string, boolean>();
  for (const [, together] of grouped(events, ({ commit }) => commit)) {
    for (const { event, key, deprecated } of together) {
      if (event === 'removed') present.delete(key);
      else present.set(key, deprecated);
    }
    const event = together.at(-1);
    if (event === undefined) continue;
    life.last = event;
    if (present.size === 0) {
      life.gone = event;
      continue;
    }
    const isMarked = [...present.values()].includes(true);
    const { gone } = life;
    if (gone !== null && gone.deprecated && daysBetween(gone.day, event.day) > RESTORED_DAYS) life.back = event;
    life.gone = null;
    if (isMarked && !life.marked)
      life.since = { day: event.day, from: event.event === 'first-seen' ? 'no later than' : 'history' };
    if (isMarked) [life.sunset, life.back, life.lifted] = [event.sunset, null, null];
    else if (life.marked) life.lifted = event;
    life.marked = isMarked;
  }
  return life;
}

/** What went from the paths and is called as before, since a part of the path moved to the servers, or from there. */
function hasMoved({ what }: HistoryEvent, { history, contract }: LifecycleInput): boolean {
  const bases = (history?.served ?? []).flatMap(({ paths }) => paths);
  const calls = new Set(bases.map((base) => withoutParameterNames(`${what.method ?? ''} ${base}${what.path ?? ''}`)));
  return operationsIn(contract.document).some(({ method, path }) =>
    calledAs(contract.document, method, path).some((call) => calls.has(call)),
  );
}

function entryOf(past: Past & { readonly at: string | null }, input: LifecycleInput): Deprecation {
  const { last, since, sunset, removed, status, evidence } = past;
  const { what } = last;
  const [method, path] = [what.method ?? '', what.path ?? ''];
  const pointer = past.at ?? pointerOf('paths', path, ...stepsToMethod(method));
  const consumers = input.consumersOf(method, path);
  const required = input.requiredNotice({ level: null, internal: false, consumers });
  const given = removed === null ? null : daysBetween(since.day, removed);
  const atLeast = since.from === 'no later than';
  const enough = given === null ? null : given >= required.days ? true : atLeast ? null : false;
  return {
    api: input.contract.id,
    owner: input.owner,
    what: { kind: 'operation', name: '', method, path, pointer },
    at: input.contract.locate(pointer),
    status,
    since,
    sunset,
    daysLeft: null,
    removed,
    notice: { given, atLeast: given !== null && atLeast, required, enough },
    milestone: null,
    nextMilestone: null,
    successor: null,
    reason: null,
    announcement: null,
    consumers,
    evidence,
    waivers: [],
  };
}
