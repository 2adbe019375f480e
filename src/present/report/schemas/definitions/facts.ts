import { IMPACTS, PROOFS, UNSTABLE_LEVELS } from '../../../../model/change.ts';
import { DIALECTS, LINTED_DIALECTS } from '../../../../model/contract.ts';
import { DEPRECABLE_KINDS, DEPRECATION_STATUSES, NOTICE_REASONS } from '../../../../model/deprecation.ts';
import { ACCEPTANCE_CATEGORIES, SEVERITIES } from '../../../../model/finding.ts';
import type { JsonObject } from '../../../../model/json.ts';
import {
  COMMIT,
  COUNT,
  described,
  list,
  NAME,
  nullable,
  object,
  oneOf,
  ORDINAL,
  POINTER,
  ref,
  SHA256,
  TEXT,
} from '../keywords.ts';

const SIDE = oneOf('before', 'after');

/** Places, findings, changes, deprecations and the APIs that they belong to. */
export const FACT_DEFINITIONS: { readonly [name: string]: JsonObject } = {
  day: described('A calendar day.', { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  severity: described('From the gravest to the mildest.', { enum: SEVERITIES }),
  location: described(
    'A place in a file. Lines and columns count from 1; the end is the position after the last character.',
    object({
      file: described('Relative to the workspace, with forward slashes.', NAME),
      pointer: described('RFC 6901, within the file.', POINTER),
      line: ORDINAL,
      column: ORDINAL,
      endLine: ORDINAL,
      endColumn: ORDINAL,
      commit: described('The revision that was read; null for the working tree.', nullable(COMMIT)),
    }),
  ),
  operation: object({ method: described('Upper case.', NAME), path: TEXT, operationId: nullable(TEXT) }),
  waiver: described(
    'An exception that a person answers for, until a day.',
    object({
      rule: NAME,
      api: described('Null: every API.', nullable(NAME)),
      pointer: described('What stands at or below it is covered; null: the whole contract.', nullable(POINTER)),
      reason: TEXT,
      owner: NAME,
      expires: ref('day'),
      at: ref('location'),
    }),
  ),
  acceptance: described(
    'A change that was agreed on, by two people, for a reason and until a day.',
    object({
      api: NAME,
      fingerprint: described('Of the one change that it is of; null where it is of a cause.', nullable(NAME)),
      cause: described('Of the edit whose every consequence it is of; null where it is of one change.', nullable(NAME)),
      check: nullable(NAME),
      change: described('What changes, in words.', TEXT),
      category: { enum: ACCEPTANCE_CATEGORIES },
      reason: TEXT,
      owner: NAME,
      approver: NAME,
      expires: ref('day'),
      at: ref('location'),
    }),
  ),
  finding: described(
    'Something found and judged.',
    object({
      rule: described('Id of the rule or check.', NAME),
      from: oneOf('lint', 'diff', 'lifecycle', 'impact', 'policy', 'gateway', 'approval'),
      api: described('Id of the API in the workspace.', NAME),
      severity: ref('severity'),
      message: NAME,
      hint: described('How to mend it; may be empty.', TEXT),
      docs: described('A URL, or a command that prints the documentation; may be empty.', TEXT),
      at: ref('location'),
      also: list(ref('location')),
      fingerprint: described('Stays the same through edits elsewhere in the file.', NAME),
      waiver: described('The waiver that covers it, so that it does not count.', nullable(ref('waiver'))),
      accepted: described(
        'Of a change that was accepted: by whom, so that it does not count.',
        nullable(ref('acceptance')),
      ),
      baseline: described('Whether the baseline has it, so that it does not count.', { type: 'boolean' }),
    }),
  ),
  witness: described(
    'A payload or a call that proves the change.',
    object({
      kind: oneOf('payload', 'call'),
      direction: oneOf('request', 'response'),
      value: described('Any JSON value.', {}),
      acceptedBy: SIDE,
      rejectedBy: SIDE,
      pointer: described(
        'Where in a payload it is refused, RFC 6901: empty for the whole of it, the object for what it lacks. Null for a call.',
        nullable(TEXT),
      ),
      reason: TEXT,
    }),
  ),
  change: described(
    'What happened between two contracts.',
    object({
      api: NAME,
      check: NAME,
      impact: { enum: IMPACTS },
      severity: ref('severity'),
      message: NAME,
      operation: described('Null for a change of the document as a whole.', nullable(ref('operation'))),
      before: described('Where it stood; null when the document is new.', nullable(ref('location'))),
      after: described('Where it stands; null when the document is gone.', nullable(ref('location'))),
      witness: nullable(ref('witness')),
      proof: described(
        'Whether it is proven, and if not, why: nothing was found within what a search may cost (undecided), what changed excludes no value (vacuous), no payload or call shows it (not-applicable), nobody looked (skipped).',
        { enum: PROOFS },
      ),
      about: described('What tells two changes of one check at one place apart.', list(TEXT)),
      stability: described('Of its operation, before.', { enum: [...UNSTABLE_LEVELS, 'stable'] }),
      cause: described('The same for all changes that come from one edit of the sources, whatever it reaches.', NAME),
      fingerprint: described('That of the finding which judges it.', NAME),
      accepted: described('Who agreed to it, and why; null where nobody did.', nullable(ref('acceptance'))),
    }),
  ),
  deprecation: described(
    'One thing that is deprecated, or that was.',
    object({
      api: NAME,
      owner: described('Of the API; null where the settings name nobody.', nullable(NAME)),
      what: object({
        kind: { enum: DEPRECABLE_KINDS },
        name: described(
          'Of a parameter, property, header or schema, or the value of an enum; empty for an operation.',
          TEXT,
        ),
        method: nullable(NAME),
        path: nullable(TEXT),
        pointer: POINTER,
      }),
      since: described(
        'Null when neither the contract nor any history tells.',
        nullable(object({ day: ref('day'), from: oneOf('contract', 'history', 'no later than') })),
      ),
      sunset: nullable(ref('day')),
      daysLeft: described('From today to the sunset; negative once it has passed.', nullable({ type: 'integer' })),
      removed: described('The day on which history shows it to be gone; null where it is there.', nullable(ref('day'))),
      notice: described(
        'Whole days from the first day on which callers could know to the sunset or the removal, and what they are owed.',
        object({
          given: nullable({ type: 'integer' }),
          atLeast: described('Whether it may have been longer, as history begins with the mark.', { type: 'boolean' }),
          required: object({
            days: COUNT,
            because: { enum: NOTICE_REASONS },
            consumer: described('Whose agreement asks for it.', nullable(NAME)),
          }),
          enough: described('Null where it cannot be told.', nullable({ type: 'boolean' })),
        }),
      ),
      milestone: described('The last one that has been reached.', nullable(ref('milestone'))),
      nextMilestone: nullable(ref('milestone')),
      successor: nullable(TEXT),
      reason: nullable(TEXT),
      announcement: described('Where its end is announced, as the contract says.', nullable(TEXT)),
      status: described(
        'retired: deprecated once, and gone. active: the deprecation was taken back. resurrected: it was deprecated, went, and is back without the mark. deprecated: without a sunset.',
        { enum: DEPRECATION_STATUSES },
      ),
      at: ref('location'),
      consumers: described('Declared consumers that still use it.', list(TEXT)),
      evidence: described('The commit that shows the mark for the first time, or what became of it.', nullable(COMMIT)),
      waivers: described('Those in force that cover what the rules say of it.', list(ref('waiver'))),
    }),
  ),
  milestone: described(
    'A day on which something is to be said of a sunset.',
    object({ name: described('T-30: 30 days before it.', NAME), offset: { type: 'integer' }, day: ref('day') }),
  ),
  metCondition: object({
    condition: described('As written.', NAME),
    met: described('Names of things, or messages of findings.', list(object({ api: TEXT, what: TEXT }))),
  }),
  api: object({
    id: NAME,
    file: NAME,
    title: TEXT,
    version: TEXT,
    dialect: oneOf(...DIALECTS, ...LINTED_DIALECTS),
    operations: COUNT,
    sha256: described('Of the canonical JSON (RFC 8785) of the contract.', SHA256),
    base: described(
      'What it was compared with; null where there was nothing to compare.',
      nullable(
        object(
          { revision: NAME, commit: nullable(COMMIT), file: NAME, version: TEXT },
          { how: described('Which commit of the revision it is, where its name does not say.', NAME) },
        ),
      ),
    ),
  }),
  usage: described(
    "One consumer's use of one operation.",
    object({
      api: NAME,
      consumer: NAME,
      contact: nullable(NAME),
      method: NAME,
      path: NAME,
      declared: described('Whether a consumer file or a Pact file says so.', { type: 'boolean' }),
      calls: COUNT,
      last: described('The last day on which a call was seen; null where none was.', nullable(ref('day'))),
      consent: described('Whether the consumer agreed that it goes away or breaks.', { type: 'boolean' }),
      hit: described('Whether a change breaks it, or it is deprecated.', { type: 'boolean' }),
    }),
  ),
  note: object({ api: nullable(NAME), message: NAME }),
  summary: described(
    'Number of findings by severity; those that are waived, accepted or in the baseline are counted as that alone.',
    object({
      errors: COUNT,
      warnings: COUNT,
      infos: COUNT,
      hints: COUNT,
      waived: COUNT,
      accepted: COUNT,
      baseline: COUNT,
    }),
  ),
};
