import { CountersignError } from '../../model/errors.ts';
import type { Files } from '../../model/ports.ts';
import { isContractText, type TextKind } from './contract-text.ts';

/** More YAML and JSON files than any repository of contracts has; beyond it, looking into each would take minutes. */
const MAX_CANDIDATES = 20_000;

/** Only so much of a file is looked at, in bytes. */
const HEAD = 64 * 1024;

/** A contract above 32 MiB could not be read anyway. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Folders of what was built or installed, at any depth; hidden folders are left out as well. */
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'target', 'vendor', 'coverage', 'bower_components']);

/**
 * The OpenAPI documents below `root`, relative to it, sorted by code unit: YAML and JSON files whose beginning has `openapi:` or `swagger:`
 * at the top level; or `asyncapi:` or `arazzo:`, where `linted` is asked for. Nothing is parsed. Throws CONTRACT_NOT_FOUND where there are too many files to look.
 */
export async function discoverContracts(
  files: Files,
  root: string,
  kind: TextKind = 'contract',
): Promise<readonly string[]> {
  const candidates = (await files.list(root, ['**/*.{yaml,yml,json}'])).filter(isWorthALook);
  if (candidates.length > MAX_CANDIDATES)
    throw new CountersignError(
      'CONTRACT_NOT_FOUND',
      `${candidates.length} YAML and JSON files are below ${root}, too many to look for contracts in`,
    );
  const found: string[] = [];
  // One after the other: a folder of huge files must not fill the memory.
  for (const file of candidates) if (await isContract(files, root, file, kind)) found.push(file);
  return found;
}

function isWorthALook(file: string): boolean {
  return !file
    .split('/')
    .slice(0, -1)
    .some((folder) => folder.startsWith('.') || SKIPPED.has(folder));
}

async function isContract(files: Files, root: string, file: string, kind: TextKind): Promise<boolean> {
  try {
    const bytes = await files.read(root, file, MAX_BYTES);
    return isContractText(new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD)), kind);
  } catch (error) {
    // A file that cannot be read is no contract that we could offer; named outright, it causes its own error.
    if (error instanceof CountersignError) return false;
    throw error;
  }
}
