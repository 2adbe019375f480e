import { isObject, ownString, own } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { strings } from '../parts.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const NAMES: { readonly [form: string]: string } = {
  date: 'a day that exists (YYYY-MM-DD)',
  'date-time': 'a moment (RFC 3339)',
  'http-date': 'an HTTP date',
  'structured-date': 'a date as in @1688169599',
};

const FORMS: { readonly [form: string]: (text: string) => boolean } = {
  date: (text) => isDay(/^(\d{4})-(\d{2})-(\d{2})$/.exec(text)),
  'date-time': (text) =>
    isDay(
      /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
        text,
      ),
    ),
  // IMF-fixdate, RFC 9110 §5.6.7.
  'http-date': (text) => {
    const found = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) \d{2}:\d{2}:\d{2} GMT$/.exec(text);
    const month = MONTHS.indexOf(found?.[2] ?? '') + 1;
    return found !== null && exists(Number(found[3]), month, Number(found[1]));
  },
  // A Date of RFC 9651 §3.3.7: `@` and seconds since 1970.
  'structured-date': (text) => /^@-?\d+$/.test(text),
};

export default defineLintFunction({
  name: 'calendarDate',
  summary: 'A text is a date of one of the given forms, and a day that exists.',
  options: {
    type: 'object',
    properties: {
      forms: { type: 'array', items: { enum: Object.keys(FORMS) }, minItems: 1 },
      example: { type: 'boolean', description: 'the input is a header; its example is looked at' },
    },
    required: ['forms'],
    additionalProperties: false,
  },
  check: (input, options) => {
    const value = own(options, 'example') === true ? exampleOf(input) : input;
    if (value === undefined) return [];
    const forms = strings(options, 'forms');
    const fits = typeof value === 'string' && forms.some((form) => FORMS[form]?.(value) === true);
    return fits
      ? []
      : [{ message: `${JSON.stringify(value)} is not ${forms.map((form) => NAMES[form]).join(' or ')}` }];
  },
});

function exampleOf(header: unknown): unknown {
  if (!isObject(header)) return undefined;
  const schema = own(header, 'schema');
  return own(header, 'example') ?? own(schema, 'example') ?? ownString(header, 'x-example');
}

function isDay(found: RegExpExecArray | null): boolean {
  return found !== null && exists(Number(found[1]), Number(found[2]), Number(found[3]));
}

function exists(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}
