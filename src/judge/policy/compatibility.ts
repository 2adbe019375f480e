import type { Change, CheckInfo } from '../../model/change.ts';
import type { Severity } from '../../model/finding.ts';
import type { CompatibilityProfile, CompatibilityRow, CompatibilityWord } from '../../model/report.ts';
import type { Compatibility } from '../../model/workspace.ts';

/** What a receiver may meet that it does not know: where it is the API that receives, the change is compatible. */
const NEW_VALUES = { ids: ['*-enum-value-added'], impacts: ['breaking', 'risky', 'contract-only'] } as const;

/** How strictly changes are judged, as data. Every line can be overridden by `policy.severities`. */
export const COMPATIBILITY_PROFILES: readonly CompatibilityProfile[] = [
  {
    id: 'strict',
    summary: 'What may break somebody counts as if it did, and every change shows in the version.',
    why: 'For contracts whose callers nobody knows: what cannot be shown to be safe is not let through.',
    rows: [
      { ids: ['*'], impacts: ['breaking', 'risky'], severity: 'error' },
      { ids: ['breaking-needs-major', 'errata-not-breaking', 'version-bumped-on-change'], severity: 'error' },
    ],
  },
  {
    id: 'lenient',
    summary: 'A response may bring new values of a list.',
    why: 'For callers who were told from the start to expect values that they do not know.',
    rows: [{ ...NEW_VALUES, severity: 'info' }],
  },
  {
    id: 'x-extensible-enum',
    summary:
      'A response may bring new values where the list was declared open (x-extensible-enum, x-extensible: true), and nowhere else.',
    why: 'The contract itself says which lists grow; a closed list is a promise like any other (Zalando, rule 112).',
    rows: [
      { ...NEW_VALUES, extensible: true, severity: 'info' },
      // Also where the list is declared open only together with its new value.
      { ids: ['response-*-enum-value-added'], extensible: false, severity: 'error' },
      { ...NEW_VALUES, ids: ['request-*-enum-value-added'], extensible: false, severity: 'error' },
    ],
  },
  {
    id: 'sdk',
    summary: 'Names that generated code is made of are kept: operationIds, tags, names of schemas and parameters.',
    why: 'No call changes, but whoever builds against the next generated client must change their code.',
    rows: [
      { ids: ['api-operation-id-removed', 'api-tag-removed', 'request-parameter-renamed'], severity: 'error' },
      { ids: ['api-operation-id-added', 'api-tag-added', 'api-schema-removed'], severity: 'warn' },
    ],
  },
];

const PATTERNS = new Map<string, RegExp>();

/** What the profiles say that a rule costs, or a change of this check: of several the last one counts. Null where none says anything. */
export function compatibilitySeverity(
  id: string,
  change: Pick<Change, 'impact' | 'extensible'> | null,
  profiles: readonly Compatibility[],
): Severity | null {
  let severity: Severity | null = null;
  for (const name of profiles) {
    const profile = COMPATIBILITY_PROFILES.find((each) => each.id === name);
    const row = profile?.rows.find((each) => appliesTo(each, id, change));
    severity = row?.severity ?? severity;
  }
  return severity;
}

/** What each profile says of a check, for whoever looks it up. A line for all checks is told of those whose own impact it asks for. */
export function compatibilityOf({ id, impact }: Pick<CheckInfo, 'id' | 'impact'>): readonly CompatibilityWord[] {
  const speaksOf = (row: CompatibilityRow): boolean =>
    row.ids.includes('*') ? (row.impacts?.includes(impact) ?? true) : row.ids.some((each) => matches(each, id));
  return COMPATIBILITY_PROFILES.flatMap((profile) =>
    profile.rows.filter(speaksOf).map((row) => ({ profile: profile.id, row })),
  );
}

function appliesTo(row: CompatibilityRow, id: string, change: Pick<Change, 'impact' | 'extensible'> | null): boolean {
  if (!row.ids.some((each) => matches(each, id))) return false;
  if (change === null) return row.impacts === undefined && row.extensible === undefined;
  if (row.impacts?.includes(change.impact) === false) return false;
  return row.extensible === undefined || row.extensible === (change.extensible ?? false);
}

/** `*` is any part of an id. */
function matches(pattern: string, id: string): boolean {
  const known = PATTERNS.get(pattern);
  if (known !== undefined) return known.test(id);
  const made = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  PATTERNS.set(pattern, made);
  return made.test(id);
}
