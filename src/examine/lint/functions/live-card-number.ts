import { isArray, isObject, type Json } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type Segment } from '../define.ts';
import { isData, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'liveCardNumber',
  summary: 'No example holds what could be a real card number.',
  options: {
    type: 'object',
    properties: {
      tests: { type: 'array', items: { type: 'string' }, description: 'beginnings of numbers made for tests' },
    },
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    const tests = strings(options, 'tests');
    const found: Complaint[] = [];
    const visit = (value: Json | undefined, at: readonly Segment[]): void => {
      if (isArray(value)) value.forEach((item, index) => visit(item, [...at, index]));
      else if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(member, [...at, key]);
      else if (isData(at) && isCardNumber(String(value), tests)) {
        found.push({ message: `${String(value).slice(0, 6)}… passes the check of a card number`, path: at });
      }
    };
    visit(input, path);
    return found;
  },
});

function isCardNumber(text: string, tests: readonly string[]): boolean {
  if (!/^\d([ -]?\d){12,18}$/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  // Ranges of the card schemes: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Verve.
  if (!/^(4|5[0-8]|2[2-7]|3[0-9]|6)/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  return luhn(digits) && !tests.some((test) => digits.startsWith(test));
}

/** ISO/IEC 7812-1, Annex B. */
function luhn(digits: string): boolean {
  const sum = digits
    .split('')
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) : Number(digit) * 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
