import type { Approval } from '../../../src/model/approval.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Location } from '../../../src/model/location.ts';
import type { Publication } from '../../../src/model/publication.ts';
import { readLock } from '../../../src/deliver/publish/lock.ts';
import { LOCK, ownedFolder } from '../../../src/deliver/publish/place.ts';
import type { PublicationInput } from '../../../src/deliver/publish/plan.ts';
import type { Tip } from '../../../src/deliver/publish/tip.ts';

export function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}

export const start: Location = {
  file: 'openapi.yaml',
  commit: null,
  pointer: '',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
};

export const jane = { name: 'Jane Doe', email: 'jane@bank.example' };

export function approval(over: Partial<Approval> = {}): Approval {
  return {
    api: 'payments',
    digest: '5'.repeat(64),
    version: '2.3.1',
    approver: jane,
    day: day('2026-11-18'),
    comment: '',
    at: { ...start, file: '.countersign/approvals/payments/x.yaml' },
    committedBy: jane,
    ...over,
  };
}

export function evidence(over: Partial<Evidence> = {}): Evidence {
  return {
    tool: { name: 'countersign', version: '1.4.0' },
    today: day('2026-11-20'),
    inputs: [{ file: 'openapi.yaml', sha256: '1'.repeat(64) }],
    ruleset: { file: 'bank', sha256: '2'.repeat(64) },
    policy: { file: 'countersign.yaml', sha256: '3'.repeat(64) },
    verdict: 'pass',
    findings: [],
    waivers: [],
    approvals: [approval()],
    publication: null,
    ...over,
  };
}

export function input(over: Partial<PublicationInput> = {}): PublicationInput {
  return {
    place: { environment: 'prod', target: 'kong', owner: 'team-pay', api: 'payments', version: '2.3.1' },
    branch: 'main',
    files: [{ path: 'kong.yaml', content: 'services: []\n' }],
    source: {
      repository: 'https://git.bank.example/payments-api',
      commit: 'c'.repeat(40),
      path: 'openapi.yaml',
      digest: '5'.repeat(64),
    },
    evidence: evidence(),
    changeRef: 'CHG0012345',
    summary: ['breaking: field `iban` was removed from GET /payments', 'nothing is deprecated'],
    ...over,
  };
}

/** The owned folder with these files in it. */
export function tip(files: Readonly<Record<string, string>> = {}, place = input().place): Tip {
  const found = new Map(Object.entries(files));
  return {
    commit: 'd'.repeat(40),
    folder: ownedFolder(place),
    files: found,
    lock: readLock(found.get(LOCK) ?? null),
  };
}

/** The tip once a publication has landed on it. */
export function landed(publication: Publication | null, on: Tip): Tip {
  if (publication === null) return on;
  const files = new Map(on.files);
  const inside = (path: string): string => path.slice(on.folder.length + 1);
  for (const path of publication.remove) files.delete(inside(path));
  for (const { path, content } of publication.write) files.set(inside(path), content);
  return { ...on, files, lock: readLock(files.get(LOCK) ?? null) };
}
