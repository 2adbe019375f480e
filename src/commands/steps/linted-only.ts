import { loadDocument } from '../../gather/contract/load.ts';
import { workingTree } from '../../gather/contract/tree.ts';
import { nameOfDialect } from '../../model/contract.ts';
import type { Ports } from '../../model/ports.ts';
import type { Note } from '../../model/report.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Api } from '../../model/workspace.ts';
import { cachedFacts } from './lint/cached-facts.ts';
import type { Gathered } from './subjects.ts';
import type { LintedDocument } from './verdict/judged.ts';

/** Lints the documents that nothing else reads. */
export async function lintOthers(
  { workspace, lintedOnly }: Gathered,
  ruleset: Ruleset,
  ports: Ports,
): Promise<readonly LintedDocument[]> {
  const tree = workingTree(ports.files, workspace.root);
  const linted: LintedDocument[] = [];
  for (const { api } of lintedOnly) {
    const document = await loadDocument(tree, api.file, api.id);
    linted.push({ api, document, facts: await cachedFacts(document, ruleset, ports.cache) });
  }
  return linted;
}

/** One note for each document that nothing but lint reads: that it was linted alone, or that it was left out. */
export function lintedOnlyNotes(
  { lintedOnly }: Pick<Gathered, 'lintedOnly'>,
  linted: readonly { readonly api: Api }[] = [],
): readonly Note[] {
  return lintedOnly.map(({ api, error }) => {
    const what = `${api.file} is an ${nameOfDialect(error.dialect)} document`;
    const message = linted.some((each) => each.api.id === api.id)
      ? `${what}: it was linted; changes, deprecations and consumers are looked for in OpenAPI alone.`
      : `${what} and was left out: only lint, check and baseline read those.`;
    return { api: api.id, message };
  });
}
