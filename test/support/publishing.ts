import { identity } from './cli.ts';
import { gitOpsRepo, type GitOpsRepo } from './gitops-repo.ts';
import { sampleContract } from './sample-contract.ts';
import { scratchRepo, type ScratchRepo } from './scratch-repo.ts';

/** Who wrote the contract in `publishingBank`. */
export const ADA = { name: 'Ada Author', email: 'ada@bank.example' };
/** Who had no part in it. */
export const RITA = { name: 'Rita Reviewer', email: 'rita@bank.example' };

export const asAda = { env: identity(ADA.name, ADA.email) };
export const asRita = { env: identity(RITA.name, RITA.email) };

export const TODAY = ['--today', '2026-06-01'];

/** A repository with one API, a test environment that asks for no approval and prod that asks for one, and the bare GitOps repository that both go to. */
export function publishingBank(contract: string = sampleContract()): { bank: ScratchRepo; gateway: GitOpsRepo } {
  const gateway = gitOpsRepo();
  const bank = scratchRepo({
    files: { 'openapi.json': contract, 'countersign.yaml': settingsFor(gateway.folder) },
    day: '2026-05-04',
    author: ADA,
  });
  return { bank, gateway };
}

export function settingsFor(remote: string): string {
  return [
    'schemaVersion: 1',
    'apis:',
    '  accounts: { contract: openapi.json, owner: Team Accounts }',
    'environments:',
    '  test: { target: kong, approvals: 0, settings: { scopesCheckedUpstream: [oauth] } }',
    '  prod: { target: kong, settings: { scopesCheckedUpstream: [oauth] } }',
    '  late: { target: kong, approvals: 0, after: test, settings: { scopesCheckedUpstream: [oauth] } }',
    `gitops: { remote: ${JSON.stringify(remote)} }`,
    '',
  ].join('\n');
}
