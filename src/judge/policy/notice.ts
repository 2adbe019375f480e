import type { Day } from '../../model/day.ts';
import type { Noticed, NoticeReason, RequiredNotice } from '../../model/deprecation.ts';
import { type Api, type Audience, type DeprecationPolicy, STATUTORY_DAYS } from '../../model/workspace.ts';

/**
 * Days between being marked deprecated and going away, at least, and on whose account. A number in the settings wins over what audience and
 * criticality suggest, and what is not stable needs no more than its own row. For a regulated API nothing goes below the statutory three months,
 * neither settings nor a contract that calls itself a draft. An agreement with a consumer who declares to call it can only ask for more.
 */
export function requiredNotice(api: Api, policy: DeprecationPolicy, thing: Noticed, today: Day): RequiredNotice {
  const asked = [ownNotice(api, policy, thing), ...agreed(api, policy, thing, today)];
  return asked.reduce((most, each) => (each.days > most.days ? each : most));
}

function ownNotice(api: Api, policy: DeprecationPolicy, { level, internal }: Noticed): RequiredNotice {
  const { notice } = policy;
  const stable = stableNotice(api, policy, internal);
  const row = level === null ? null : level === 'beta' ? 'beta' : 'draft';
  const given = row === null || notice[row] >= stable.days ? stable : because(row, notice[row]);
  const floor = Math.max(notice.regulated, STATUTORY_DAYS);
  return api.criticality === 'regulated' && given.days <= floor ? because('regulated', floor) : given;
}

function stableNotice(api: Api, { noticeDays, notice }: DeprecationPolicy, internal: boolean): RequiredNotice {
  if (noticeDays !== null) return because('setting', noticeDays);
  if (api.criticality === 'critical') return because('critical', notice.critical);
  if (internal) return because('internal', notice.internal);
  // Where nobody said who calls an API, a third party under PSD2 may, so the statutory period is the shortest that cannot be wrong.
  if (api.audience === null) return because('unknown audience', STATUTORY_DAYS);
  const row = rowOf(api.audience);
  return because(row, notice[row]);
}

function agreed(api: Api, { agreements }: DeprecationPolicy, thing: Noticed, today: Day): readonly RequiredNotice[] {
  return agreements
    .filter(({ consumer, api: of, until }) => {
      const holds = until === null || today <= until;
      return holds && (of === null || of === api.id) && thing.consumers.includes(consumer);
    })
    .map(({ noticeDays: days, consumer }) => ({ days, because: 'agreement', consumer }));
}

function because(reason: NoticeReason, days: number): RequiredNotice {
  return { days, because: reason, consumer: null };
}

function rowOf(audience: Audience): 'external' | 'internal' {
  switch (audience) {
    case 'external-public':
    case 'external-partner':
      return 'external';
    case 'company-internal':
    case 'business-unit-internal':
    case 'component-internal':
      return 'internal';
  }
}
