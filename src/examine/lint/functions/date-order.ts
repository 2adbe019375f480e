import { ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';

export default defineLintFunction({
  name: 'dateOrder',
  summary: 'Of two dates of one object, the one is not before the other.',
  options: {
    type: 'object',
    properties: { earlier: { type: 'string' }, later: { type: 'string' } },
    required: ['earlier', 'later'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, { path }) => {
    const [earlier, later] = [ownString(options, 'earlier') ?? '', ownString(options, 'later') ?? ''];
    const [from, to] = [ownString(input, earlier)?.slice(0, 10), ownString(input, later)?.slice(0, 10)];
    if (from === undefined || to === undefined || to >= from) return [];
    return [{ message: `${later} ${to} is before ${earlier} ${from}`, path: [...path, later] }];
  },
});
