import type { Counts, Score, ScoredApi } from '../../../model/score.ts';
import { jsonApi } from './api.ts';

/** `before` is the score at `api.base`; null where nothing was compared. */
export function jsonScored({ api, now, before }: ScoredApi): object {
  return { api: jsonApi(api), now: jsonScore(now), before: before === null ? null : jsonScore(before.score) };
}

function jsonScore({ score, counts, groups }: Score): Score {
  return {
    score,
    counts: jsonCounts(counts),
    groups: groups.map((group) => ({
      tag: group.tag,
      rules: group.rules,
      score: group.score,
      counts: jsonCounts(group.counts),
    })),
  };
}

function jsonCounts({ errors, warnings, infos, hints }: Counts): Counts {
  return { errors, warnings, infos, hints };
}
