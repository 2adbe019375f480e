import type { Approval } from '../../model/approval.ts';
import type { Digest } from '../../model/contract.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RenderedFile } from '../../model/gateway-config.ts';
import { plainLine } from '../../model/plain-text.ts';
import type { Publication } from '../../model/publication.ts';
import { canonicalJson, configDigest, sha256 } from './digest.ts';
import { type Lock, lockText } from './lock.ts';
import { messageOf } from './message.ts';
import { checkRenderedPath, EVIDENCE, LOCK, type Place } from './place.ts';
import type { Tip } from './tip.ts';

export type PublicationInput = {
  readonly place: Place;
  /** Branch of the GitOps repository. */
  readonly branch: string;
  /** The rendered configuration, relative to the owned folder. */
  readonly files: readonly RenderedFile[];
  readonly source: {
    /** Without credentials; null where there is no remote. */
    readonly repository: string | null;
    /** Null while the contract is not committed; such a plan can be looked at and not applied. */
    readonly commit: string | null;
    readonly path: string;
    /** The contract's `source.sha256`. */
    readonly digest: string;
  };
  /** What `evidence.json` will hold, `publication` left null; tool, policy, ruleset and approvals are taken from it. */
  readonly evidence: Evidence;
  /** The ticket of the bank's change process, or null. */
  readonly changeRef: string | null;
  /** Lines for the body of the commit: what breaks, what is deprecated. */
  readonly summary: readonly string[];
};

/**
 * Plans the one commit that brings a contract to a gateway, on a tip of the GitOps branch. Null when there is nothing to change: the same contract and the same
 * configuration are there already, on whatever day and by whatever version of the tool, and nobody has touched them. Null as well for an empty configuration,
 * which must never empty a folder. Only files of the owned folder are written, and of those only the ones that the last lock lists are removed.
 */
export function planPublication(input: PublicationInput, tip: Tip): Publication | null {
  if (input.files.length === 0) return null;
  for (const { path } of input.files) checkRenderedPath(path);
  const lock = lockOf(input, tip);
  if (isPublished(lock, tip)) return null;
  const files = [...input.files, evidenceFile(input.evidence), { path: LOCK, content: lockText(lock) }];
  const inFolder = (path: string): string => `${tip.folder}/${path}`;
  return {
    base: tip.commit,
    branch: input.branch,
    write: files
      .filter(({ path, content }) => tip.files.get(path) !== content)
      .map(({ path, content }) => ({ path: inFolder(path), content }))
      .sort((left, right) => (left.path < right.path ? -1 : 1)),
    remove: obsolete(lock, tip).map(inFolder).sort(),
    commit: messageOf(lock, input.summary),
  };
}

/** Whether what a lock of ours describes stands at the tip, to the letter. */
function isPublished(lock: Lock, { lock: found, files }: Tip): boolean {
  return (
    found.kind === 'read' &&
    found.lock.specDigest === lock.specDigest &&
    found.lock.configDigest === lock.configDigest &&
    found.lock.files.every(({ file, sha256: digest }) => isText(files.get(file), digest))
  );
}

function isText(content: string | undefined, digest: string): boolean {
  return content !== undefined && sha256(content) === digest;
}

function obsolete(lock: Lock, { lock: found, files }: Tip): readonly string[] {
  if (found.kind !== 'read') return [];
  const kept = new Set([LOCK, ...lock.files.map(({ file }) => file)]);
  const listed = new Set(found.lock.files.map(({ file }) => file));
  return [...listed].filter((file) => !kept.has(file) && files.has(file));
}

function lockOf({ place, files, source, evidence, changeRef }: PublicationInput, tip: Tip): Lock {
  const rendered = files.map(digestOf);
  const identity = {
    environment: place.environment,
    target: place.target,
    owner: place.owner,
    api: place.api,
    version: plainLine(place.version),
    source: { repository: source.repository, commit: source.commit, path: source.path },
    specDigest: source.digest,
    configDigest: configDigest(rendered),
  };
  const before = tip.lock.kind === 'read' ? tip.lock.lock.pushId : null;
  return {
    schemaVersion: 1,
    ...identity,
    policyDigest: evidence.policy.sha256,
    rulesetDigest: evidence.ruleset.sha256,
    countersign: evidence.tool.version,
    approvedBy: evidence.approvals.map(approvalLine).sort(),
    changeRef: changeRef === null ? null : plainLine(changeRef),
    pushId: sha256(canonicalJson([before, identity])).slice(0, 32),
    files: [...rendered, digestOf(evidenceFile(evidence))].sort((left, right) => (left.file < right.file ? -1 : 1)),
  };
}

function digestOf({ path, content }: RenderedFile): Digest {
  return { file: path, sha256: sha256(content) };
}

function evidenceFile(evidence: Evidence): RenderedFile {
  return { path: EVIDENCE, content: `${canonicalJson(evidence)}\n` };
}

/** `Jane Doe <jane@bank.example> (2026-11-18)`. A name that holds an address could be taken for somebody else's. */
function approvalLine({ approver, day }: Approval): string {
  const [name, email] = [approver.name, approver.email].map((part) => plainLine(part.replace(/[<>()]/g, ' ')));
  return plainLine(`${name} <${email}> (${day})`);
}
