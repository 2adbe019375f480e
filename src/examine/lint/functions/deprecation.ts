import { type Json, own, ownObject, ownString } from '../../../model/json.ts';
import {
  isDeprecated,
  type LifecycleFields,
  lifecycleNote,
  OWN_FIELDS,
  saidOfEnd,
} from '../../../model/lifecycle-fields.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { FIELDS_OPTION, fieldsIn, strings, words } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'deprecation',
  summary:
    'An operation that is deprecated says something of its end, by any of the names under which contracts say it.',
  options: {
    type: 'object',
    properties: {
      demand: {
        enum: ['sunset', 'reason', 'known-successor', 'order'],
        description:
          'that there is a sunset; a reason; that the successor exists; that the sunset is not before the start',
      },
      words: {
        type: 'array',
        items: { type: 'string' },
        description:
          'for the demand `reason`: beginnings of words of a summary or description that tell it, in lower case',
      },
      [OWN_FIELDS]: FIELDS_OPTION,
    },
    required: ['demand'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const fields = fieldsIn(options);
    if (!isDeprecated(input, fields)) return [];
    return DEMANDS[ownString(options, 'demand') ?? '']?.(input, { ...context, options, fields }) ?? [];
  },
});

type Context = FunctionContext & { readonly options: Json | null; readonly fields: LifecycleFields };

type Demand = (operation: Json | undefined, context: Context) => readonly Complaint[];

const DEMANDS: { readonly [demand: string]: Demand } = {
  sunset: (operation, { fields }) =>
    saidOfEnd(operation, 'sunset', fields) === null ? [{ message: 'no sunset' }] : [],

  reason: (operation, { options, fields }) => {
    const { reason, successor } = lifecycleNote(operation, fields);
    if (reason !== null || successor !== null || own(operation, 'x-deprecation-reason') !== undefined) return [];
    const text = words(`${ownString(operation, 'summary') ?? ''} ${ownString(operation, 'description') ?? ''}`);
    const said = strings(options, 'words').some((word) => text.startsWith(word) || text.includes(` ${word}`));
    return said ? [] : [{ message: 'it does not say why' }];
  },

  'known-successor': (operation, { document, path, fields }) => {
    const written = saidOfEnd(operation, 'successor', fields);
    const name = written?.value;
    if (written === null || typeof name !== 'string' || /^https?:\/\//.test(name)) return [];
    const known = Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([template, item]) =>
      operationsOf(item).flatMap(({ method, value }) => [
        `${method} ${template}`,
        template,
        ownString(value, 'operationId') ?? template,
      ]),
    );
    return known.includes(name)
      ? []
      : [{ message: `the successor ${name} is no operation of this contract`, path: [...path, ...written.fields] }];
  },

  order: (operation, { path, fields }) => {
    const [from, to] = [saidOfEnd(operation, 'since', fields), saidOfEnd(operation, 'sunset', fields)];
    const [start, end] = [dayOf(from?.value), dayOf(to?.value)];
    if (start === null || end === null || end >= start) return [];
    const message = `${nameOf(to?.fields)} ${end} is before ${nameOf(from?.fields)} ${start}`;
    return [{ message, path: [...path, ...(to?.fields ?? [])] }];
  },
};

/** The day of a date or a moment; what is neither is for sunset-format to tell. */
function dayOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? null) : null;
}

function nameOf(fields: readonly string[] = []): string {
  return fields.join('.');
}
