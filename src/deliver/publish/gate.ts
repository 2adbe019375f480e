import type { Fact } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Verdict } from '../../model/report.ts';
import { obstacle } from './facts.ts';

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

/** Facts in plain words for what is missing; empty when the gate is open. Those about the tip of the GitOps branch come with each attempt. */
export function gateFacts({ api, at, verdict, approvals, source }: GateInput): readonly Fact[] {
  const closed = (rule: string, message: string, hint: string): Fact =>
    obstacle(api, 'policy', { rule, message, hint, at });
  const unsaid = !approvals.satisfied && approvals.facts.length === 0;
  return [
    ...(verdict === 'fail'
      ? [closed('publish-not-passed', 'The checks of this contract say no.', `countersign check ${api}`)]
      : []),
    ...approvals.facts,
    ...(unsaid ? [closed('publish-not-approved', 'This contract is not approved.', `countersign approve ${api}`)] : []),
    ...(source.commit === null || source.dirty.length > 0
      ? [
          closed(
            'publish-uncommitted',
            source.dirty.length > 0
              ? `${source.dirty.join(', ')} differs from what is committed; only what git has can be traced back.`
              : 'The contract is not committed; only what git has can be traced back.',
            'commit it, and have exactly that approved',
          ),
        ]
      : []),
  ];
}

/** `publish-out-of-order`: the environment that comes before must have exactly this contract. `published` is the digest that it has, or null. */
export function orderFacts(
  input: { readonly api: string; readonly at: Location; readonly environment: string; readonly digest: string },
  after: string,
  published: string | null,
): readonly Fact[] {
  if (published === input.digest) return [];
  return [
    obstacle(input.api, 'policy', {
      rule: 'publish-out-of-order',
      message: `${input.environment} comes after ${after}, and ${after} has ${published === null ? 'no contract of this API yet' : 'another text of this contract'}.`,
      hint: `countersign publish ${input.api} --environment ${after}`,
      at: input.at,
    }),
  ];
}
