/** What a text begins like: a contract, or another document that is linted. */
export type TextKind = 'contract' | 'linted';

const KEYS: {
  readonly [kind in TextKind]: { readonly yaml: RegExp; readonly json: RegExp; readonly version: RegExp };
} = {
  contract: {
    yaml: /^(["']?)(?:openapi|swagger)\1[ \t]*:[ \t]+(\S+)/m,
    json: /^(?:openapi|swagger)$/,
    version: /^["']?[23]\.\d/,
  },
  linted: {
    yaml: /^(["']?)(?:asyncapi|arazzo)\1[ \t]*:[ \t]+(\S+)/m,
    json: /^(?:asyncapi|arazzo)$/,
    version: /^["']?[123]\.\d/,
  },
};

/** Whether a text begins like an OpenAPI document (or AsyncAPI or Arazzo): such a key is at its top level and has a version. Nothing is parsed. */
export function isContractText(head: string, kind: TextKind = 'contract'): boolean {
  const { yaml, json, version } = KEYS[kind];
  const text = head.replace(/^\uFEFF/, '');
  if (!/^\s*\{/.test(text)) return version.test(yaml.exec(text)?.[2] ?? '');
  for (const { key, rest } of topLevelKeys(text))
    if (json.test(key)) return version.test(rest.slice(0, 100).replace(/^\s*:\s*/, ''));
  return false;
}

/** The keys of a JSON object and what follows each; a text that ends early gives those that are there. */
function* topLevelKeys(text: string): Generator<{ readonly key: string; readonly rest: string }> {
  const token = /"([^"\\]*(?:\\.[^"\\]*)*)"|[{}[\],]/gs;
  let depth = 0;
  let expectsKey = false;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [sign, string] = found;
    if (string !== undefined) {
      if (depth === 1 && expectsKey) yield { key: string, rest: text.slice(token.lastIndex, token.lastIndex + 120) };
      expectsKey = false;
    } else if (sign === '{' || sign === '[') {
      depth += 1;
      expectsKey = sign === '{' && depth === 1;
    } else if (sign === ',') expectsKey = depth === 1;
    else depth -= 1;
    if (depth === 0) return;
  }
}
