import { plainLine } from '../../model/plain-text.ts';
import type { Publication, Trailer } from '../../model/publication.ts';
import type { Lock } from './lock.ts';

const SUBJECT_LIMIT = 72;
const BODY_LINES = 20;
const LINE_LIMIT = 200;

/**
 * The message of the commit that brings a lock's folder. Everything in it comes from contracts, settings and people's names, so each piece is made one
 * plain line, and the lines of the body are items of a list: none of them can be taken for a trailer.
 */
export function messageOf(lock: Lock, summary: readonly string[]): Publication['commit'] {
  const { environment, api, version, target } = lock;
  return {
    subject: cut(plainLine(`countersign(${environment}): ${api} ${version} → ${target}`), SUBJECT_LIMIT),
    body: bodyOf(summary),
    trailers: trailersOf(lock),
  };
}

function bodyOf(summary: readonly string[]): string {
  const lines = summary.map((line) => `- ${cut(plainLine(line), LINE_LIMIT)}`);
  const more = lines.length - BODY_LINES;
  return more > 0 ? [...lines.slice(0, BODY_LINES), `- and ${more} more`].join('\n') : lines.join('\n');
}

function trailersOf(lock: Lock): readonly Trailer[] {
  return [
    trailer('Source-Repo', lock.source.repository),
    trailer('Source-Commit', lock.source.commit),
    trailer('Source-Path', lock.source.path),
    trailer('Spec-Digest', `sha256:${lock.specDigest}`),
    trailer('Config-Digest', `sha256:${lock.configDigest}`),
    trailer('Countersign-Version', lock.countersign),
    trailer('Policy-Digest', `sha256:${lock.policyDigest}`),
    trailer('Ruleset-Digest', `sha256:${lock.rulesetDigest}`),
    trailer('Environment', lock.environment),
    ...lock.approvedBy.map((approver) => trailer('Approved-By', approver)),
    trailer('Change-Ref', lock.changeRef),
    trailer('Countersign-Push-Id', lock.pushId),
  ].filter(({ value }) => value !== '');
}

function trailer(token: string, value: string | null): Trailer {
  return { token, value: plainLine(value ?? '') };
}

function cut(line: string, limit: number): string {
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
