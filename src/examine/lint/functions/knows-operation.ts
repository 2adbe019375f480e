import { ownObject, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { operationsOf } from '../path-item.ts';

export default defineLintFunction({
  name: 'knowsOperation',
  summary: 'A text is a URL, `METHOD /path`, or the operationId of an operation of this API.',
  options: null,
  namesOperation: true,
  check: (input, _options, { document }) => {
    if (typeof input !== 'string' || /^https?:\/\//.test(input)) return [];
    const known = Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([template, item]) =>
      operationsOf(item).flatMap(([method, operation]) => [
        `${method.toUpperCase()} ${template}`,
        template,
        ownString(operation, 'operationId') ?? template,
      ]),
    );
    return known.includes(input) ? [] : [{ message: `there is no operation ${input}` }];
  },
});
