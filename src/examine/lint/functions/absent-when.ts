import { defineLintFunction } from '../define.ts';
import { INFO_OPTION, infoThatFits, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'absentWhen',
  summary: 'Something is not there in an API whose `info` says certain things.',
  options: {
    type: 'object',
    properties: {
      info: INFO_OPTION,
      except: { type: 'array', items: { type: 'string' }, description: 'values that may be there' },
    },
    required: ['info'],
    additionalProperties: false,
  },
  check: (input, options, { document }) => {
    const allowed = input === undefined || strings(options, 'except').some((value) => value === input);
    const said = allowed ? null : infoThatFits(document, options);
    return said === null ? [] : [{ message: `in an API that is ${said.join(', ')}` }];
  },
});
