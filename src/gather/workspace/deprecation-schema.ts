import type { JsonObject } from '../../model/json.ts';
import { LIFECYCLE_FIELDS, LIFECYCLE_MEANINGS, type LifecycleMeaning } from '../../model/lifecycle-fields.ts';
import { MILESTONES, NOTICE_DAYS, NOTICE_ROWS, type NoticeRow, STATUTORY_DAYS } from '../../model/workspace.ts';

const MOST_DAYS = 3650;

function days(title: string, description: string, minimum = 0): JsonObject {
  return { title, description, type: 'integer', minimum, maximum: MOST_DAYS };
}

function text(title: string, description: string): JsonObject {
  return { title, description, type: 'string', minLength: 1 };
}

const ROWS: { readonly [row in NoticeRow]: string } = {
  external: 'APIs for partners or the public.',
  internal: 'APIs and operations (x-internal) for nobody outside the house.',
  critical: 'APIs of criticality critical.',
  regulated:
    'At least so many for APIs of criticality regulated, whatever else is set and however unstable they call themselves.',
  beta: 'What says that it is beta (x-stability-level, x-release-status, x-beta).',
  draft: 'What says that it is draft or alpha.',
};

const FIELDS: { readonly [meaning in LifecycleMeaning]: string } = {
  flag: 'True marks the thing as deprecated.',
  mark: 'Present at all, the thing is deprecated.',
  since: 'The day on which it was marked.',
  sunset: 'The last day on which it works.',
  successor: 'What to use instead.',
  reason: 'Why it goes, in words.',
  announcement: 'Where its end is announced.',
  values: 'The values of an enum that are deprecated.',
  stability: 'How much is promised: draft, alpha, beta, stable; DEPRECATED marks the thing as deprecated.',
  beta: 'True: no more than beta.',
  internal: 'True: nobody outside the house calls it.',
};

const ranges = (title: string, description: string): JsonObject => ({
  title,
  description: `${description} Days of every year (\`MM-DD\`) or of one (\`YYYY-MM-DD\`), alone or as FROM..TO, such as \`12-15..01-05\`.`,
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
  default: [],
});

/** `policy.deprecation` of the settings. */
export const DEPRECATION_SCHEMA: JsonObject = {
  title: 'Deprecation',
  description: 'How long callers are told before something goes away, and when it may.',
  type: 'object',
  additionalProperties: false,
  properties: {
    noticeDays: days(
      'Notice',
      'Days between being marked deprecated and going away, at least, for everything that is stable. Without it, `notice` by audience and criticality.',
    ),
    notice: {
      title: 'Notice by kind',
      description:
        'Days between being marked deprecated and going away, at least, by audience, criticality and stability.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        NOTICE_ROWS.map((row) => [
          row,
          { ...days(row, ROWS[row], row === 'regulated' ? STATUTORY_DAYS : 0), default: NOTICE_DAYS[row] },
        ]),
      ),
    },
    agreements: {
      title: 'Agreements',
      description:
        'Consumers who were promised more notice than the policy asks for. It counts for the operations that their consumer file declares, and for what is shared in an API that it names.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['consumer', 'noticeDays'],
        properties: {
          consumer: text('Consumer', 'The `name` of its consumer file.'),
          api: text('API', 'Id of the API that it is about. Without it: every API.'),
          noticeDays: days('Notice', 'Days that were promised.', 1),
          until: {
            title: 'Until',
            description: 'The last day on which the agreement holds. Without it, it does not end.',
            type: 'string',
            format: 'date',
          },
        },
      },
      default: [],
    },
    dueSoonDays: { ...days('Due soon', 'A sunset within so many days is due soon.'), default: 30 },
    sunsetWindows: ranges('Sunset windows', 'Sunsets fall into one of these; without any, on any day.'),
    freezePeriods: ranges('Freeze periods', 'No sunset falls into one of these.'),
    maxSupportedMajors: {
      title: 'Most major versions',
      description:
        'So many major versions of one API may be alive at a time. Without it, any number. APIs belong together whose ids differ in a last `v1`, `v2` only.',
      type: 'integer',
      minimum: 1,
      maximum: 100,
    },
    milestones: {
      title: 'Milestones',
      description: 'Days on which something is to be said of a sunset: 30 days before it is -30, a week after it 7.',
      type: 'array',
      uniqueItems: true,
      items: { type: 'integer', minimum: -MOST_DAYS, maximum: MOST_DAYS },
      default: [...MILESTONES],
    },
    fields: {
      title: 'Fields',
      description:
        'Names of extensions by which the contracts of this house tell of their end, besides the built-in ones.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        LIFECYCLE_MEANINGS.map((meaning) => [
          meaning,
          {
            title: meaning,
            description: `${FIELDS[meaning]} Built in: ${LIFECYCLE_FIELDS[meaning].join(', ')}.`,
            type: 'array',
            uniqueItems: true,
            items: {
              type: 'string',
              pattern: '^x-[^\\s]+$',
              patternErrorMessage: 'must be the name of an extension such as `x-end-of-life`',
            },
          },
        ]),
      ),
    },
  },
};
