import type { Api, Audience, DeprecationPolicy } from '../../model/workspace.ts';

/** PSD2 RTS (EU 2018/389) article 30(4): changes to the interface's specification are available not less than three months before. */
const STATUTORY = 90;
/** What core-banking vendors and Salesforce promise for what others build on. */
const CRITICAL = 365;
/** Half a year, as Klarna, Atlassian and Glean give callers outside the house. */
const EXTERNAL = 180;
const INTERNAL = 90;

/**
 * Days between being marked deprecated and going away, at least. A number in the settings wins over what audience and criticality suggest;
 * but for a regulated API neither goes below the statutory three months, for no setting overrules the law.
 */
export function noticeDays(api: Api, policy: DeprecationPolicy): number {
  const days = policy.noticeDays ?? suggestedDays(api);
  return api.criticality === 'regulated' ? Math.max(days, STATUTORY) : days;
}

/** Where nobody said who calls an API, a third party under PSD2 may, so the statutory period is the shortest that cannot be wrong. */
function suggestedDays(api: Api): number {
  if (api.criticality === 'critical') return CRITICAL;
  return api.audience === null ? STATUTORY : daysFor(api.audience);
}

function daysFor(audience: Audience): number {
  switch (audience) {
    case 'external-public':
    case 'external-partner':
      return EXTERNAL;
    case 'company-internal':
    case 'business-unit-internal':
    case 'component-internal':
      return INTERNAL;
  }
}
