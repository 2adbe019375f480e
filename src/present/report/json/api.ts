import { type Finding, isOpen } from '../../../model/finding.ts';
import type { ApiSummary, Note } from '../../../model/report.ts';

/** How many findings there are by severity; those that are waived, accepted or old debt are counted as that alone. */
export function summaryOf(findings: readonly Finding[]): object {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => isOpen(finding) && finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warn'),
    infos: count('info'),
    hints: count('hint'),
    waived: findings.filter(({ waiver, accepted }) => waiver !== null && accepted === undefined).length,
    accepted: findings.filter(({ accepted }) => accepted !== undefined).length,
    baseline: findings.filter(({ baseline }) => baseline === true).length,
  };
}

export function jsonApi({ id, file, title, version, dialect, operations, sha256, base }: ApiSummary): ApiSummary {
  return {
    id,
    file,
    title,
    version,
    dialect,
    operations,
    sha256,
    base:
      base === null
        ? null
        : {
            revision: base.revision,
            commit: base.commit,
            file: base.file,
            version: base.version,
            ...(base.how === undefined ? {} : { how: base.how }),
          },
  };
}

export function jsonNote({ api, message }: Note): Note {
  return { api, message };
}
