import { isObject, type Json } from '../../model/json.ts';
import { LIMITS } from '../contract/limits.ts';
import { incrementalParser } from './incremental-yaml.ts';
import { isContract, type Summary, summarise } from './summary.ts';

/** What the bytes of one revision tell: its operations, that other files are needed to know them, or nothing readable. */
export type Contents = { readonly operations: Summary } | 'needs other files' | 'unreadable';

/**
 * Reads the root files of successive revisions, oldest first for speed. Only what history asks for is looked at: a revision counts as readable
 * when it is well-formed and says that it is an OpenAPI or Swagger document, even where the contract loader would find fault with it.
 */
export function contentsReader(zone: string): (bytes: Uint8Array) => Contents {
  const parseYaml = incrementalParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes) => {
    if (bytes.length > LIMITS.fileBytes) return 'unreadable';
    let document: Json;
    try {
      const text = decoder.decode(bytes);
      document = parseJson(text) ?? parseYaml(text);
    } catch {
      return 'unreadable';
    }
    if (!isContract(document)) return 'unreadable';
    const operations = summarise(document, zone);
    return operations === null ? 'needs other files' : { operations };
  };
}

function parseJson(text: string): Json | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    // It may still be YAML in flow style.
    return null;
  }
}
