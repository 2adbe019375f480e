import type { Approval } from './approval.ts';
import type { Digest } from './contract.ts';
import type { Day } from './day.ts';
import type { Finding, Waiver } from './finding.ts';
import type { Publication } from './publication.ts';
import type { Tool, Verdict } from './report.ts';

/** What an auditor gets: digests of every input, what was found, who agreed, what was published. Serialised as canonical JSON (RFC 8785). */
export type Evidence = {
  readonly tool: Tool;
  readonly today: Day;
  readonly inputs: readonly Digest[];
  readonly ruleset: Digest;
  readonly policy: Digest;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly waivers: readonly Waiver[];
  readonly approvals: readonly Approval[];
  readonly publication: Publication | null;
};
