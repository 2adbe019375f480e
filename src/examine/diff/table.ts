import type { CheckInfo, Impact } from '../../model/change.ts';
import type { Context, Position, SchemaCheck } from './define.ts';
import { impactOfEffect } from './impact.ts';
import type { Effect, Flow, SchemaChange } from './schema/change.ts';

/** One thing that can happen to a schema, with the words for every place it can happen in. */
export type Row = {
  readonly turn: string;
  readonly effect: Effect;
  /** Completes a sentence that begins with the place: `has a lower maxLength`. */
  readonly did: string;
  /** The values that are lost (`narrower`) or gained (`wider`), in the plural: `longer strings`. */
  readonly values: string;
  readonly says: (change: SchemaChange) => string;
  readonly impact?: { readonly [flow in Flow]?: Impact };
  readonly why?: { readonly [flow in Flow]?: string };
  readonly fix?: { readonly [flow in Flow]?: string };
  /** The places it can happen in; every place where a schema stands when left out. */
  readonly positions?: readonly Position[];
  /** Ids that are not the place followed by the turn. */
  readonly ids?: { readonly [position in Position]?: string };
  readonly when?: (change: SchemaChange, context: Context) => boolean;
};

const EVERYWHERE: readonly Position[] = [
  'request-body',
  'request-property',
  'request-parameter',
  'request-parameter-property',
  'response-body',
  'response-property',
  'response-header',
];

const NOUNS: { readonly [position in Position]: string } = {
  'request-body': 'The request body',
  'request-property': 'A request property',
  'request-read-only-property': 'A readOnly property, which callers need not send,',
  'request-parameter': 'A parameter',
  'request-parameter-property': 'A property inside a parameter',
  'request-header-property': 'A property inside a header parameter',
  'response-body': 'The response body',
  'response-property': 'A response property',
  'response-write-only-property': 'A writeOnly property, which no response carries,',
  'response-header': 'A response header',
  'response-header-property': 'A property inside a response header',
};

/** The checks of a table: one for each row and place. */
export function checksOf(rows: readonly Row[]): readonly SchemaCheck[] {
  return rows.flatMap((row) => (row.positions ?? EVERYWHERE).map((position) => checkOf(row, position)));
}

function checkOf(row: Row, position: Position): SchemaCheck {
  const flow = position.startsWith('request') ? 'request' : 'response';
  const ignored = position.includes('-only-');
  const impact = ignored ? 'compatible' : (row.impact?.[flow] ?? impactOfEffect(row.effect, flow));
  return {
    on: 'schema',
    id: row.ids?.[position] ?? `${position}-${row.turn}`,
    position,
    turn: row.turn,
    impact,
    summary: `${NOUNS[position]} ${row.did}.`,
    ...(ignored ? IGNORED : wordsOf(row, flow, impact)),
    says: row.says,
    ...(row.when === undefined ? {} : { when: row.when }),
  };
}

const IGNORED: Pick<CheckInfo, 'why' | 'fix'> = {
  why: 'The value does not travel in this direction, so what it may hold does not matter here.',
  fix: 'Nothing to do.',
};

function wordsOf(row: Row, flow: Flow, impact: Impact): Pick<CheckInfo, 'why' | 'fix'> {
  return { why: row.why?.[flow] ?? whyOf(row, flow), fix: row.fix?.[flow] ?? FIXES[impact] };
}

function whyOf({ effect, values }: Row, flow: Flow): string {
  const losing = effect === 'narrower' || effect === 'both';
  if (effect === 'none') return `No payload changes, but clients and people who rely on ${values} notice.`;
  if (effect === 'unknown')
    return `Whether ${values} are still understood alike on both sides cannot be decided from the contract.`;
  if (flow === 'request')
    return losing
      ? `Callers that send ${values} worked until now and start to be refused.`
      : `Callers may now also send ${values}; those that do not keep working.`;
  return effect === 'narrower'
    ? `Consumers no longer receive ${values}; code that was ready for them keeps working.`
    : `Consumers may now receive ${values}, which the contract ruled out until now and their code, their columns or their validation may not take.`;
}

const FIXES: { readonly [impact in Impact]: string } = {
  breaking: 'Keep the old promise, or publish the change as a new major version and announce an end to the old one.',
  risky: 'Ask the consumers that use it before you merge, or introduce the change beside the old form.',
  'contract-only': 'Tell consumers in the release notes; no call or payload changes.',
  compatible: 'Nothing to do.',
};
