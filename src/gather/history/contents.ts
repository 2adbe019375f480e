import { isObject, type Json } from '../../model/json.ts';
import type { LifecycleFields } from '../../model/lifecycle-fields.ts';
import { LIMITS } from '../contract/limits.ts';
import { incrementalParser } from './incremental-yaml.ts';
import { summariser, type Summarised } from './summarise.ts';
import type { Depth } from '../../model/history.ts';
import { isContract } from './summary.ts';

/** What the bytes of one revision tell, or nothing readable. */
export type Contents = Summarised | 'unreadable';

/**
 * Reads the root files of successive revisions, oldest first for speed. Only what history asks for is looked at: a revision counts as readable
 * when it is well-formed and says that it is an OpenAPI or Swagger document, even where the contract loader would find fault with it.
 */
export function contentsReader(depth: Depth, zone: string, fields: LifecycleFields): (bytes: Uint8Array) => Contents {
  const parseYaml = incrementalParser();
  const summarise = summariser(depth, zone, fields);
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
    return isObject(document) && isContract(document) ? summarise(document) : 'unreadable';
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
