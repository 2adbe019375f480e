import { dependenciesPage } from './dependencies.ts';
import { deviationsPage } from './deviations.ts';
import {
  checkReference,
  commandReference,
  deprecationReference,
  errorReference,
  lifecycleReference,
  policyReference,
} from './references.ts';
import { rulesetsPage } from './rulesets.ts';

/** Documents that are derived from metadata: pairs of path (relative to the root) and content. */
export async function documents(root: string): Promise<(readonly [string, string])[]> {
  return [
    ['rulesets/README.md', await rulesetsPage(root)],
    ['docs/dependencies.md', await dependenciesPage(root)],
    ['docs/reference/commands.md', await commandReference()],
    ['docs/reference/checks.md', checkReference()],
    ['docs/reference/oasdiff.md', await deviationsPage(root)],
    ['docs/reference/lifecycle.md', lifecycleReference()],
    ['docs/reference/deprecations.md', deprecationReference()],
    ['docs/reference/policy.md', policyReference()],
    ['docs/reference/errors.md', errorReference()],
  ];
}
