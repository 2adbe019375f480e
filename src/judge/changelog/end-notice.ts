import type { Contract } from '../../model/contract.ts';
import { addDays, type Day } from '../../model/day.ts';
import { type Deprecation, nameOfDeprecable } from '../../model/deprecation.ts';
import type { EndNotice, EndNoticeField, ImpactRating, Recipient } from '../../model/end-notice.ts';
import { grouped } from '../../model/grouped.ts';
import { ownArray, ownString } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';

/** What no contract says; null for what was not answered. */
export type Answers = {
  readonly reason: string | null;
  readonly testFacility: string | null;
  readonly action: string | null;
  readonly rating: ImpactRating | null;
};

type Told = {
  readonly contract: Contract;
  readonly entries: readonly Deprecation[];
  readonly answers: Answers;
  readonly today: Day;
  /** Who declares to call one of some things. */
  readonly recipientsOf: (entries: readonly Deprecation[]) => readonly Recipient[];
};

/** A notice for all that ends on one day for one reason, the nearest end first. What nobody has said is marked, never made up. */
export function endNotices(told: Told): readonly EndNotice[] {
  const { contract, entries, answers, recipientsOf } = told;
  const together = grouped(entries, ({ sunset, reason }) => JSON.stringify([sunset, answers.reason ?? reason]));
  return [...together.values()]
    .sort((left, right) => compared(left[0]?.sunset ?? null, right[0]?.sunset ?? null))
    .map((things) => ({
      api: contract.id,
      title: contract.title === '' ? contract.id : contract.title,
      things,
      fields: fieldsOf(things, told),
      recipients: recipientsOf(things),
    }));
}

function compared(left: Day | null, right: Day | null): number {
  if (left === right) return 0;
  return left !== null && (right === null || left < right) ? -1 : 1;
}

function fieldsOf(things: readonly Deprecation[], { contract, answers, today }: Told): readonly EndNoticeField[] {
  const [first] = things;
  const sunset = first?.sunset ?? null;
  const reason = answers.reason ?? first?.reason ?? null;
  const rating = answers.rating === null ? null : RATINGS[answers.rating];
  return [
    { id: 'date', title: 'Date of notice', lines: [today], missing: null },
    { id: 'change', title: 'Change', lines: things.map((thing) => changeOf(thing, contract)), missing: null },
    answered(
      'reason',
      'Reason',
      reason,
      'why it goes: --reason, or countersign deprecate --reason writes it into the contract',
    ),
    { id: 'systems', title: 'Systems affected', lines: systemsOf(contract), missing: null },
    answered(
      'test-facility',
      'Availability in a test facility',
      answers.testFacility,
      'where and from when the change can be tested: --test-facility',
    ),
    {
      id: 'impact',
      title: 'Impact on third parties, and action needed',
      lines: [...impactOf(things, sunset), ...actionOf(things, sunset, answers)],
      missing:
        sunset === null
          ? 'from when: it has no sunset'
          : answers.action !== null || things.every(({ successor }) => successor !== null)
            ? null
            : 'what third parties shall do: --action, or --successor of countersign deprecate',
    },
    answered(
      'rating',
      'Impact rating',
      rating,
      'business critical, degraded or general: --impact critical|degraded|general',
    ),
    periodOf(things, sunset),
  ];
}

const RATINGS: { readonly [rating in ImpactRating]: string } = {
  critical: 'business critical',
  degraded: 'degraded service',
  general: 'general information',
};

function answered(id: EndNoticeField['id'], title: string, text: string | null, how: string): EndNoticeField {
  return { id, title, lines: text === null ? [] : [text], missing: text === null ? how : null };
}

function changeOf({ what, since, sunset, successor, announcement }: Deprecation, { document }: Contract): string {
  const name = `\`${nameOfDeprecable(what)}\``;
  const id = ownString(valueAt(document, what.pointer), 'operationId');
  const begin = since === null ? 'is deprecated' : `has been deprecated since ${since.day}`;
  const end = sunset === null ? '' : ` and works until ${sunset}`;
  const instead = successor === null ? '' : ` \`${successor}\` takes its place.`;
  const more = announcement === null ? '' : ` More: \`${announcement}\``;
  return `${name}${id === undefined ? '' : ` (${id})`} ${begin}${end}.${instead}${more}`;
}

function systemsOf({ title, version, id, document }: Contract): readonly string[] {
  const host = ownString(document, 'host');
  const urls = [
    ...(ownArray(document, 'servers') ?? []).flatMap((server) => {
      const description = ownString(server, 'description');
      const url = ownString(server, 'url');
      return url === undefined ? [] : [`\`${url}\`${description === undefined ? '' : ` (${description})`}`];
    }),
    ...(host === undefined ? [] : [`\`${host}${ownString(document, 'basePath') ?? ''}\``]),
  ];
  return [`${title === '' ? id : title} ${version}`.trim(), ...urls];
}

function impactOf(things: readonly Deprecation[], sunset: Day | null): readonly string[] {
  if (sunset === null) return [];
  const from = addDays(sunset, 1);
  const calls = things.filter(({ what }) => what.kind === 'operation');
  const rest = things.filter(({ what }) => what.kind !== 'operation');
  return [
    ...(calls.length === 0 ? [] : [`From ${from} on, calls of ${named(calls)} fail.`]),
    ...(rest.length === 0
      ? []
      : [`From ${from} on, ${named(rest)} ${rest.length === 1 ? 'is' : 'are'} no longer part of the API.`]),
  ];
}

function actionOf(things: readonly Deprecation[], sunset: Day | null, { action }: Answers): readonly string[] {
  if (action !== null) return [action];
  const until = sunset === null ? '' : `Until ${sunset}: `;
  return things.flatMap(({ what, successor }) =>
    successor === null ? [] : [`${until}move from \`${nameOfDeprecable(what)}\` to \`${successor}\`.`],
  );
}

function periodOf(things: readonly Deprecation[], sunset: Day | null): EndNoticeField {
  const days = things.flatMap(({ since }) => since?.day ?? []).sort();
  const [start] = days;
  return {
    id: 'period',
    title: 'Start and end',
    lines: [
      ...(start === undefined ? [] : [`Start: ${start}, deprecated and working`]),
      ...(sunset === null ? [] : [`End: ${sunset}, the last day on which it works`]),
    ],
    missing:
      sunset === null
        ? 'the end: countersign deprecate --sunset'
        : start === undefined
          ? 'the start: neither the contract nor git says since when it is deprecated'
          : null,
  };
}

function named(things: readonly Deprecation[]): string {
  const names = things.map(({ what }) => `\`${nameOfDeprecable(what)}\``);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
