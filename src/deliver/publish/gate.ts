import type { Fact } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Verdict } from '../../model/report.ts';
import { obstacle } from './facts.ts';
import type { PublishRule } from './rules.ts';

/** What must hold before anything is published, as the command found it. */
export type GateInput = {
  readonly api: string;
  /** Where the contract begins. */
  readonly at: Location;
  /** What the checks of this contract came to. */
  readonly verdict: Verdict;
  /** What `assessApprovals` found. */
  readonly approvals: { readonly satisfied: boolean; readonly facts: readonly Fact[] };
  /** The commit that the contract was read from, null for none; and files of it that differ from that commit. */
  readonly source: { readonly commit: string | null; readonly dirty: readonly string[] };
};

/**
 * Facts in plain words for what is missing, those on approvals among them; none of severity error when the gate is open.
 * What depends on the tip of the GitOps branch comes with each attempt.
 */
export function gateFacts({ api, at, verdict, approvals, source }: GateInput): readonly Fact[] {
  const closedWhen = (closed: boolean, rule: PublishRule, message: string, hint: string): readonly Fact[] =>
    closed ? [obstacle(api, 'policy', { rule, message, hint, at })] : [];
  const explained = approvals.facts.some(({ proposed }) => proposed === 'error');
  return [
    ...closedWhen(
      verdict === 'fail',
      'publish-not-passed',
      'The checks of this contract say no.',
      `countersign check ${api}`,
    ),
    ...approvals.facts,
    ...closedWhen(
      !approvals.satisfied && !explained,
      'publish-not-approved',
      'This contract is not approved.',
      `countersign approve ${api}`,
    ),
    ...closedWhen(
      source.commit === null || source.dirty.length > 0,
      'publish-uncommitted',
      `${uncommitted(source.dirty)}; only what git has can be traced back.`,
      'commit it, and have exactly that approved',
    ),
  ];
}

function uncommitted(dirty: readonly string[]): string {
  return dirty.length === 0
    ? 'The contract is not committed'
    : `What is committed is not what is here: ${dirty.join(', ')}`;
}

/** An environment that waits for another to have the same contract. */
export type Turn = {
  readonly api: string;
  readonly at: Location;
  readonly environment: string;
  readonly digest: string;
};

/** `publish-out-of-order`: the environment that comes before must have exactly this contract. `published` is the digest that it has, or null. */
export function orderFacts(turn: Turn, after: string, published: string | null): readonly Fact[] {
  if (published === turn.digest) return [];
  const has = published === null ? 'no contract of this API yet' : 'another text of this contract';
  return [
    obstacle(turn.api, 'policy', {
      rule: 'publish-out-of-order',
      message: `${turn.environment} comes after ${after}, and ${after} has ${has}.`,
      hint: `publish it to ${after} first`,
      at: turn.at,
    }),
  ];
}
