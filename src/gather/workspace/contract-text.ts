const VERSION = /^["']?[23]\.\d/;
const YAML_KEY = /^(["']?)(?:openapi|swagger)\1[ \t]*:[ \t]+(\S+)/m;

/** Whether a text begins like an OpenAPI document: `openapi` or `swagger` is a key of its top level and has a version. Nothing is parsed. */
export function isContractText(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '');
  if (!/^\s*\{/.test(text)) return VERSION.test(YAML_KEY.exec(text)?.[2] ?? '');
  for (const { key, rest } of topLevelKeys(text))
    if (key === 'openapi' || key === 'swagger') return VERSION.test(rest.slice(0, 100).replace(/^\s*:\s*/, ''));
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
