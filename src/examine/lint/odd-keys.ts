import type { ApiDocument, OddKey, OddKind } from '../../model/contract.ts';
import type { Fact, Severity } from '../../model/finding.ts';
import type { ParserOptions } from '../../model/ruleset.ts';
import { PARSER } from './rules.ts';

/**
 * What Spectral's parsers object to in keys, at what the options of the file say. In files that references lead to Spectral never makes more of a key
 * that is no string than a warning.
 */
export function oddKeyFacts(contract: ApiDocument, optionsOf: (file: string) => ParserOptions): Fact[] {
  const { file: root, files } = contract.source;
  const facts: Fact[] = [];
  for (const kind of ['twice', 'type'] as const) {
    // What nobody asks for is not looked for: it takes as long as to parse the files once more.
    if (files.every(({ file }) => asked(optionsOf(file), kind) === 'off')) continue;
    for (const odd of contract.oddKeys(kind)) {
      const says = asked(optionsOf(odd.at.file), kind);
      const proposed = says === 'error' && kind === 'type' && odd.at.file !== root ? 'warn' : says;
      if (proposed !== 'off') facts.push(factOf(contract.id, odd, proposed));
    }
  }
  return facts;
}

function asked({ duplicateKeys, incompatibleValues }: ParserOptions, kind: OddKind): Severity | 'off' {
  return kind === 'twice' ? duplicateKeys : incompatibleValues;
}

function factOf(api: string, { key, problem, at }: OddKey, proposed: Severity): Fact {
  const twice = 'first' in problem;
  return {
    rule: PARSER,
    from: 'lint',
    api,
    message: twice ? `Duplicate key: ${key}` : `Mapping key must be a string scalar rather than ${problem.type}`,
    hint: twice ? 'remove one of the two; here the last one counts' : `put it in quotes: '${key}'`,
    docs: `countersign explain ${PARSER}`,
    at,
    also: twice ? [problem.first] : [],
    proposed,
    about: [twice ? 'twice' : problem.type],
  };
}
