import { defineLintFunction } from '../define.ts';
import { INFO_OPTION, infoThatFits } from '../parts.ts';

export default defineLintFunction({
  name: 'absentWhen',
  summary: 'Something is not there in an API whose `info` says certain things.',
  options: { type: 'object', properties: { info: INFO_OPTION }, required: ['info'], additionalProperties: false },
  check: (input, options, { document }) => {
    const said = input === undefined ? null : infoThatFits(document, options);
    return said === null ? [] : [{ message: `in an API that is ${said.join(', ')}` }];
  },
});
