import type { Fixes, GateReport, MetCondition, Report, UsageEntry } from '../../../model/report.ts';
import { isEnding } from '../ending.ts';
import { endingBody } from './acting.ts';
import { jsonApi, jsonNote, summaryOf } from './api.ts';
import { jsonChange } from './change.ts';
import { changelogBody } from './changelog.ts';
import { historyBody } from './history.ts';
import { jsonScored } from './score.ts';
import { jsonDeprecation } from './deprecation.ts';
import { jsonAcceptance, jsonFinding } from './finding.ts';
import { jsonApproval, publishBody } from './publish.ts';
import { explainBody, jsonCheck, jsonCombination } from './subject.ts';

/** The JSON value of a report: keys in a fixed order, whatever order the report was built in. */
export function jsonReport(report: Exclude<Report, { readonly report: 'schema' }>): object {
  const { schemaVersion, tool, today, verdict } = report;
  return {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    today,
    verdict,
    report: report.report,
    ...body(report),
  };
}

function body(report: Exclude<Report, { readonly report: 'schema' }>): object {
  if (isEnding(report)) return endingBody(report);
  switch (report.report) {
    case 'check':
    case 'lint':
    case 'diff':
    case 'deprecations':
    case 'impact':
      return gateBody(report);
    case 'publish':
      return publishBody(report);
    case 'render': {
      const { target, environment, contract, files, unexpressed } = report.config;
      return {
        config: {
          target,
          environment,
          contract,
          files: files.map(({ path, content }) => ({ path, content })),
          unexpressed: unexpressed.map(({ pointer, message }) => ({ pointer, message })),
        },
        written: report.written,
        notes: report.notes.map(jsonNote),
      };
    }
    case 'score':
      return { apis: report.apis.map(jsonScored), notes: report.notes.map(jsonNote) };
    case 'baseline':
      return {
        action: report.action,
        written: report.written,
        baselines: report.baselines.map(({ api, file, entries, added, removed }) => ({
          api,
          file,
          entries,
          added,
          removed,
        })),
        notes: report.notes.map(jsonNote),
      };
    case 'approve':
      return { approval: jsonApproval(report.approval), file: report.file, notes: report.notes.map(jsonNote) };
    case 'accept':
      return {
        acceptance: jsonAcceptance(report.acceptance),
        file: report.file,
        changes: report.changes.map(jsonChange),
        notes: report.notes.map(jsonNote),
      };
    case 'rules':
      return {
        rules: report.rules.map(
          ({ id, profile, severity, summary, source, verified, tags, fixable, ...combination }) => ({
            id,
            profile,
            severity,
            summary,
            source,
            verified,
            tags: [...tags],
            fixable,
            ...jsonCombination(combination),
          }),
        ),
      };
    case 'explain':
      return { subject: explainBody(report.subject) };
    case 'changelog':
      return changelogBody(report);
    case 'history':
      return historyBody(report);
    case 'init':
    case 'lock':
      return { files: [...report.files], notes: report.notes.map(jsonNote) };
  }
}

function jsonCondition({ condition, met }: MetCondition): MetCondition {
  return { condition, met: met.map(({ api, what }) => ({ api, what })) };
}

/** `changes`, `checks`, `deprecations`, `usage` and `fixes` are left out where the command does not look for them. */
function gateBody({
  report,
  apis,
  findings,
  changes,
  checks,
  deprecations,
  usage,
  failOn,
  fixes,
  notes,
}: GateReport): object {
  return {
    summary: summaryOf(findings),
    apis: apis.map(jsonApi),
    findings: findings.map(jsonFinding),
    ...(changes === null ? {} : { changes: changes.map(jsonChange), checks: checks.map(jsonCheck) }),
    ...(deprecations === null ? {} : { deprecations: deprecations.map(jsonDeprecation) }),
    ...(usage === undefined ? {} : { usage: usage.map(jsonUsage) }),
    ...(fixes === undefined ? {} : { fixes: jsonFixes(fixes) }),
    ...(report === 'deprecations' ? { failOn: failOn?.map(jsonCondition) ?? null } : {}),
    notes: notes.map(jsonNote),
  };
}

function jsonFixes({ written, before, fixed, rules, files, diff }: Fixes): Fixes {
  return {
    written,
    before,
    fixed,
    rules: rules.map(({ rule, fixed: count }) => ({ rule, fixed: count })),
    files: [...files],
    diff,
  };
}

function jsonUsage({
  api,
  consumer,
  contact,
  method,
  path,
  declared,
  calls,
  last,
  consent,
  hit,
}: UsageEntry): UsageEntry {
  return { api, consumer, contact, method, path, declared, calls, last, consent, hit };
}
