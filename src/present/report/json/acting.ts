import type { ContractEdit, DeprecateReport, NoticeReport, RetireReport } from '../../../model/report.ts';
import type { EndingReport } from '../ending.ts';
import { announceBody } from './announce.ts';
import { jsonApi, jsonNote } from './api.ts';
import { jsonChange } from './change.ts';
import { jsonDeprecation } from './deprecation.ts';
import { jsonFinding } from './finding.ts';

export function endingBody(report: EndingReport): object {
  switch (report.report) {
    case 'announce':
      return announceBody(report);
    case 'deprecate':
      return deprecateBody(report);
    case 'notice':
      return noticeBody(report);
    case 'retire':
      return retireBody(report);
  }
}

function deprecateBody(report: DeprecateReport): object {
  const { outcome, api, deprecation, earliest, fields, edit, usedBy, changes, findings, notes } = report;
  return {
    outcome,
    api: jsonApi(api),
    deprecation: jsonDeprecation(deprecation),
    earliest,
    fields: fields.map(({ field, from, to }) => ({ field, from, to })),
    edit: jsonEdit(edit),
    usedBy: usedBy.map(({ method, path, operationId }) => ({ method, path, operationId })),
    changes: changes.map(jsonChange),
    findings: findings.map(jsonFinding),
    notes: notes.map(jsonNote),
  };
}

function jsonEdit({ files, diff }: ContractEdit): ContractEdit {
  return { files: [...files], diff };
}

function noticeBody({ notices, notes }: NoticeReport): object {
  return {
    notices: notices.map(({ api, title, things, fields, recipients }) => ({
      api,
      title,
      things: things.map(jsonDeprecation),
      fields: fields.map(({ id, title: name, lines, missing }) => ({ id, title: name, lines: [...lines], missing })),
      recipients: recipients.map(({ name, contact }) => ({ name, contact })),
    })),
    notes: notes.map(jsonNote),
  };
}

function retireBody(report: RetireReport): object {
  const { outcome, api, retired, refused, components, left, routes, version, edit, changes, notes } = report;
  return {
    outcome,
    api: jsonApi(api),
    retired: retired.map(jsonDeprecation),
    refused: refused.map(({ thing, reasons }) => ({ thing: jsonDeprecation(thing), reasons: [...reasons] })),
    components: [...components],
    left: [...left],
    routes: routes.map(({ environment, target, method, path, route }) => ({
      environment,
      target,
      method,
      path,
      route,
    })),
    version: version === null ? null : { step: version.step, version: version.version },
    edit: jsonEdit(edit),
    changes: changes.map(jsonChange),
    notes: notes.map(jsonNote),
  };
}
