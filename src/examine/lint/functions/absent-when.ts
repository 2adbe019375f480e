import { type Json, ownObject, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { INFO_OPTION, infoThatFits, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'absentWhen',
  summary: 'Something is not there, in any API or in one whose `info` says certain things.',
  options: {
    type: 'object',
    properties: {
      info: INFO_OPTION,
      except: { type: 'array', items: { type: 'string' }, description: 'values that may be there' },
      says: {
        type: 'string',
        description: 'what is wrong where it is there, in words that follow the name of the operation',
      },
    },
    minProperties: 1,
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, { document }) => {
    if (input === undefined || strings(options, 'except').some((value) => value === input)) return [];
    const fits = infoThatFits(document, options);
    if (fits === null) return [];
    const where = ownObject(options, 'info') === undefined ? '' : ` in an API that is ${fits.join(', ')}`;
    return [{ message: `${ownString(options, 'says') ?? nameOf(input)}${where}` }];
  },
});

function nameOf(input: Json): string {
  return typeof input === 'string' ? input : 'it is there';
}
