import { parseDayRange } from '../../model/day-range.ts';
import { withOwnFields } from '../../model/lifecycle-fields.ts';
import { didYouMean } from '../../model/nearest.ts';
import { pointerOf } from '../../model/pointer.ts';
import { type DeprecationPolicy, MILESTONES, NOTICE_DAYS } from '../../model/workspace.ts';
import type { Problem } from './schema-problems.ts';
import type { DeprecationEntry } from './settings-file.ts';

/** `policy.deprecation` with its defaults. What `deprecationProblems` objects to must have been refused. */
export function deprecationPolicyOf(entry: DeprecationEntry): DeprecationPolicy {
  return {
    noticeDays: entry.noticeDays ?? null,
    notice: { ...NOTICE_DAYS, ...entry.notice },
    agreements: (entry.agreements ?? []).map(({ consumer, api = null, noticeDays, until = null }) => ({
      consumer,
      api,
      noticeDays,
      until,
    })),
    dueSoonDays: entry.dueSoonDays ?? 30,
    windows: (entry.sunsetWindows ?? []).flatMap((text) => parseDayRange(text) ?? []),
    freezes: (entry.freezePeriods ?? []).flatMap((text) => parseDayRange(text) ?? []),
    maxMajors: entry.maxSupportedMajors ?? null,
    milestones: [...(entry.milestones ?? MILESTONES)].sort((left, right) => left - right),
    fields: withOwnFields(entry.fields ?? {}),
  };
}

/** What no schema can say: that days exist, and that an agreement is about an API that there is. */
export function deprecationProblems(entry: DeprecationEntry, apis: readonly string[]): readonly Problem[] {
  return [
    ...rangeProblems('sunsetWindows', entry.sunsetWindows ?? []),
    ...rangeProblems('freezePeriods', entry.freezePeriods ?? []),
    ...(entry.agreements ?? []).flatMap(({ api }, index): readonly Problem[] => {
      if (api === undefined || apis.some((id) => api === id || api.startsWith(`${id}/`))) return [];
      const pointer = pointerOf('policy', 'deprecation', 'agreements', index, 'api');
      return [{ pointer, on: 'value', message: `no API here is called \`${api}\`${didYouMean(api, apis)}` }];
    }),
  ];
}

function rangeProblems(key: string, texts: readonly string[]): readonly Problem[] {
  return texts.flatMap((text, index): readonly Problem[] => {
    if (parseDayRange(text) !== null) return [];
    const pointer = pointerOf('policy', 'deprecation', key, index);
    const message = `\`${text}\` names no days that exist; write MM-DD or YYYY-MM-DD, or two of a kind as FROM..TO, such as 12-15..01-05`;
    return [{ pointer, on: 'value', message }];
  });
}
