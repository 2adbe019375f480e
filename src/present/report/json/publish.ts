import type { Approval, Person } from '../../../model/approval.ts';
import type { Publication } from '../../../model/publication.ts';
import type { PublishReport } from '../../../model/report.ts';
import { jsonApi, jsonNote, summaryOf } from './api.ts';
import { jsonFinding, jsonLocation } from './finding.ts';

export function publishBody(report: PublishReport): object {
  const { environment, outcome, api, findings, approvals, publication, diff, commit, notes } = report;
  return {
    environment,
    outcome,
    summary: summaryOf(findings),
    api: jsonApi(api),
    findings: findings.map(jsonFinding),
    approvals: approvals.map(jsonApproval),
    publication: publication === null ? null : jsonPublication(publication),
    diff,
    commit,
    notes: notes.map(jsonNote),
  };
}

export function jsonApproval(approval: Approval): Approval {
  const { api, digest, version, approver, day, comment, at, committedBy } = approval;
  return {
    api,
    digest,
    version,
    approver: jsonPerson(approver),
    day,
    comment,
    at: jsonLocation(at),
    committedBy: committedBy === null ? null : jsonPerson(committedBy),
  };
}

function jsonPerson({ name, email }: Person): Person {
  return { name, email };
}

function jsonPublication({ base, branch, write, remove, commit }: Publication): Publication {
  return {
    base,
    branch,
    write: write.map(({ path, content }) => ({ path, content })),
    remove: [...remove],
    commit: {
      subject: commit.subject,
      body: commit.body,
      trailers: commit.trailers.map(({ token, value }) => ({ token, value })),
    },
  };
}
