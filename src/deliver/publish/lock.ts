import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Digest } from '../../model/contract.ts';
import { configDigest } from './digest.ts';
import { EVIDENCE } from './place.ts';

/** What `countersign.lock.json` says of the folder that it stands in: the trailers of the commit in machine form, and every file written. */
export type Lock = {
  readonly schemaVersion: 1;
  readonly environment: string;
  readonly target: string;
  readonly owner: string | null;
  readonly api: string;
  readonly version: string;
  readonly source: { readonly repository: string | null; readonly commit: string | null; readonly path: string };
  /** Hexadecimal SHA-256, all of them. The contract's canonical JSON, and the rendered files. */
  readonly specDigest: string;
  readonly configDigest: string;
  readonly policyDigest: string;
  readonly rulesetDigest: string;
  readonly countersign: string;
  readonly approvedBy: readonly string[];
  readonly changeRef: string | null;
  /** Made of this publication and of the one before it in the same folder, so that a landed push can be recognised. */
  readonly pushId: string;
  /** Relative to the folder, `evidence.json` among them, the lock itself not. Sorted by path. */
  readonly files: readonly Digest[];
};

/** A lock as it was found. `foreign`: something stands there that we did not write, or that was changed since. */
export type LockReading =
  { readonly kind: 'none' } | { readonly kind: 'foreign' } | { readonly kind: 'read'; readonly lock: Lock };

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };

function record(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

const LOCK_SCHEMA = record({
  schemaVersion: { const: 1 },
  environment: text,
  target: text,
  owner: textOrNull,
  api: text,
  version: text,
  source: record({ repository: textOrNull, commit: textOrNull, path: text }),
  specDigest: digest,
  configDigest: digest,
  policyDigest: digest,
  rulesetDigest: digest,
  countersign: text,
  approvedBy: { type: 'array', items: text },
  changeRef: textOrNull,
  pushId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  files: { type: 'array', items: record({ file: text, sha256: digest }) },
});

/** One key a line, in the order of the type; ends with a line break. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Reads a lock; null for a file that is not there. Its list of files must agree with its own digest. */
export function readLock(content: string | null): LockReading {
  if (content === null) return { kind: 'none' };
  const lock = parse(content);
  const validate = new Ajv2020({ allowUnionTypes: true }).compile<Lock>(LOCK_SCHEMA);
  if (!validate(lock) || configDigest(renderedIn(lock)) !== lock.configDigest) return { kind: 'foreign' };
  return { kind: 'read', lock };
}

function renderedIn(lock: Lock): readonly Digest[] {
  return lock.files.filter(({ file }) => file !== EVIDENCE);
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
