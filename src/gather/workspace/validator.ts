import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDay } from '../../model/day.ts';

/** One for all: it remembers what it has compiled. That our own schemas are schemas, a test says; asking at each start costs more than all else. */
export const validator = new Ajv2020({
  allowUnionTypes: true,
  allErrors: true,
  verbose: true,
  ownProperties: true,
  meta: false,
  validateSchema: false,
});
validator.addFormat('date', (text: string) => parseDay(text) !== null);
validator.addVocabulary(['patternErrorMessage']);
