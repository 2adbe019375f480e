import { type JsonObject, own, ownObject } from '../../model/json.ts';
import { PARSER_OPTIONS, type ParserOptions } from '../../model/ruleset.ts';
import { severityOf } from './draft.ts';

/**
 * What rulesets that are used together say of the parser, the last that says anything of an option; Spectral's default where none does. What they extend
 * has no say, as in Spectral.
 */
export function parserOptionsOf(definitions: readonly JsonObject[]): ParserOptions {
  const said = (option: keyof ParserOptions): ParserOptions[typeof option] =>
    definitions
      .map((definition) => severityOf(own(ownObject(definition, 'parserOptions'), option)))
      .findLast((severity) => severity !== undefined) ?? PARSER_OPTIONS[option];
  return { duplicateKeys: said('duplicateKeys'), incompatibleValues: said('incompatibleValues') };
}
