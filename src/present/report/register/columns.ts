import { type Deprecation, nameOfDeprecable } from '../../../model/deprecation.ts';

/** What stands in a cell; nothing where there is nothing to say. */
export type Value = string | number | null;

/** A column of the register, for tables of programs and of people. */
export type Column = {
  readonly id: string;
  /** As people read it. */
  readonly title: string;
  readonly description: string;
  readonly value: (entry: Deprecation) => Value;
  /** Whether people are shown it too; programs get all. */
  readonly shown?: true;
};

function yesOrNo(value: boolean | null): Value {
  return value === null ? null : value ? 'yes' : 'no';
}

/** The columns of the register, in order. */
export const REGISTER_COLUMNS: readonly Column[] = [
  { id: 'api', title: 'API', description: 'Id of the API.', value: ({ api }) => api, shown: true },
  {
    id: 'owner',
    title: 'owner',
    description: 'Who answers for the API, by the settings.',
    value: ({ owner }) => owner,
    shown: true,
  },
  {
    id: 'kind',
    title: 'kind',
    description: 'operation, parameter, property, schema, header or enum-value.',
    value: ({ what }) => what.kind,
  },
  {
    id: 'what',
    title: 'what',
    description: 'The thing as people call it.',
    value: ({ what }) => nameOfDeprecable(what),
    shown: true,
  },
  {
    id: 'state',
    title: 'state',
    description:
      'deprecated (no sunset), sunset-scheduled, due-soon, overdue; retired, active (taken back), resurrected (gone and back without the mark).',
    value: ({ status }) => status,
    shown: true,
  },
  {
    id: 'since',
    title: 'since',
    description: 'The day on which it was marked deprecated.',
    value: ({ since }) => since?.day ?? null,
    shown: true,
  },
  {
    id: 'since_from',
    title: 'known from',
    description: 'Where that was learned: contract, history, or `no later than` where history begins with the mark.',
    value: ({ since }) => since?.from ?? null,
    shown: true,
  },
  {
    id: 'sunset',
    title: 'sunset',
    description: 'The last day on which it works, in the time zone of the policy.',
    value: ({ sunset }) => sunset,
    shown: true,
  },
  {
    id: 'days_left',
    title: 'days left',
    description: 'Days from today to the sunset; negative once it has passed.',
    value: ({ daysLeft }) => daysLeft,
    shown: true,
  },
  {
    id: 'removed',
    title: 'removed',
    description: 'The day on which history shows it to be gone.',
    value: ({ removed }) => removed,
  },
  {
    id: 'notice_days',
    title: 'notice',
    description: 'Days from the first day on which callers could know to the sunset or the removal.',
    value: ({ notice }) => notice.given,
    shown: true,
  },
  {
    id: 'notice_required',
    title: 'required',
    description: 'Days of notice that callers are owed.',
    value: ({ notice }) => notice.required.days,
    shown: true,
  },
  {
    id: 'notice_because',
    title: 'because',
    description: 'On whose account so many: the audience, the criticality, the stability, a setting or an agreement.',
    value: ({ notice: { required } }) =>
      required.consumer === null ? required.because : `${required.because} with ${required.consumer}`,
  },
  {
    id: 'notice_enough',
    title: 'enough',
    description: 'yes or no; empty where it cannot be told.',
    value: ({ notice }) => yesOrNo(notice.enough),
  },
  {
    id: 'milestone',
    title: 'milestone',
    description: 'The last milestone that has been reached, such as T-30.',
    value: ({ milestone }) => milestone?.name ?? null,
    shown: true,
  },
  {
    id: 'next_milestone',
    title: 'next milestone',
    description: 'The next one.',
    value: ({ nextMilestone }) => nextMilestone?.name ?? null,
  },
  {
    id: 'next_milestone_day',
    title: 'on',
    description: 'The day on which that is reached.',
    value: ({ nextMilestone }) => nextMilestone?.day ?? null,
  },
  {
    id: 'successor',
    title: 'use instead',
    description: 'What the contract names to use instead.',
    value: ({ successor }) => successor,
    shown: true,
  },
  { id: 'reason', title: 'reason', description: 'Why it goes, by the contract.', value: ({ reason }) => reason },
  {
    id: 'announcement',
    title: 'announcement',
    description: 'Where its end is announced, by the contract.',
    value: ({ announcement }) => announcement,
  },
  {
    id: 'consumers',
    title: 'still used by',
    description: 'Declared consumers that still use it.',
    value: ({ consumers }) => consumers.join('; '),
    shown: true,
  },
  {
    id: 'waivers',
    title: 'waived',
    description: 'Waivers in force: the rule, and the last day on which each counts.',
    value: ({ waivers }) => waivers.map(({ rule, expires }) => `${rule} until ${expires}`).join('; '),
    shown: true,
  },
  {
    id: 'evidence',
    title: 'commit',
    description: 'The commit that shows the mark for the first time, or what became of it.',
    value: ({ evidence }) => evidence,
    shown: true,
  },
  { id: 'file', title: 'file', description: 'Where it stands.', value: ({ at }) => at.file },
  { id: 'line', title: 'line', description: 'Where it stands.', value: ({ at }) => at.line },
  {
    id: 'pointer',
    title: 'pointer',
    description: 'Where it stands in the contract, RFC 6901.',
    value: ({ what }) => what.pointer,
  },
];
