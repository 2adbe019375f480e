import type {
  ChangelogApi,
  ChangelogEntry,
  ChangelogPoint,
  ChangelogRelease,
  Farewell,
} from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { jsonNote } from './api.ts';
import { jsonOperation } from './change.ts';

export function changelogBody({ from, to, apis, notes }: ChangelogReport): object {
  return { from, to, apis: apis.map(jsonChangelog), notes: notes.map(jsonNote) };
}

function jsonChangelog({ id, title, file, per, releases }: ChangelogApi): ChangelogApi {
  return { id, title, file, per, releases: releases.map(jsonRelease) };
}

function jsonRelease(release: ChangelogRelease): ChangelogRelease {
  const { name, commit, version, day, time, from, operations, entries } = release;
  return {
    name,
    commit,
    version,
    day,
    time,
    from: from === null ? null : jsonPoint(from),
    operations,
    entries: entries.map(jsonEntry),
  };
}

function jsonPoint({ name, commit, version }: ChangelogPoint): ChangelogPoint {
  return { name, commit, version };
}

function jsonEntry(entry: ChangelogEntry): ChangelogEntry {
  const { section, check, impact, message, operations, why, migration, farewell, changes } = entry;
  return {
    section,
    check,
    impact,
    message,
    operations: operations.map(jsonOperation),
    why,
    migration,
    farewell: farewell === null ? null : jsonFarewell(farewell),
    changes,
  };
}

function jsonFarewell({ since, sunset, successor, reason }: Farewell): Farewell {
  return { since: since === null ? null : { day: since.day, from: since.from }, sunset, successor, reason };
}
