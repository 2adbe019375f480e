import { isArray, isObject, type Json, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type Segment } from '../define.ts';
import { isData, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'liveValue',
  summary: 'No example holds what could be a real card number, account, address or secret.',
  options: {
    type: 'object',
    properties: {
      of: { enum: ['card-number', 'iban', 'email', 'secret'] },
      tests: {
        type: 'array',
        items: { type: 'string' },
        description: 'made for tests: beginnings of numbers, whole IBANs, endings of domains',
      },
    },
    required: ['of'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    const tests = strings(options, 'tests');
    const look = LOOKS[ownString(options, 'of') ?? ''];
    const found: Complaint[] = [];
    const visit = (value: Json | undefined, at: readonly Segment[]): void => {
      if (isArray(value)) value.forEach((item, index) => visit(item, [...at, index]));
      else if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(member, [...at, key]);
      else if (isData(at)) {
        const message = look?.(String(value), tests) ?? null;
        if (message !== null) found.push({ message, path: at });
      }
    };
    visit(input, path);
    return found;
  },
});

/** What is wrong with a text, without repeating it: reports are read by more people than contracts. */
type Look = (text: string, tests: readonly string[]) => string | null;

const LOOKS: { readonly [of: string]: Look } = {
  'card-number': (text, tests) =>
    isCardNumber(text, tests) ? `${text.slice(0, 6)}… passes the check of a card number` : null,
  iban: (text, tests) => {
    const iban = text.replace(/ /g, '');
    return isIban(iban) && !isMadeUp(iban) && !tests.includes(iban)
      ? `${iban.slice(0, 4)}… passes the check of an IBAN`
      : null;
  },
  email: (text, tests) => {
    const domain = /^[^\s@]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(text)?.[1]?.toLowerCase();
    const made = domain === undefined || tests.some((test) => domain === test || domain.endsWith(`.${test}`));
    return made ? null : `an address at ${domain}, where somebody may live`;
  },
  secret: (text) => {
    const kind = SECRETS.find(([, pattern]) => pattern.test(text))?.[0];
    return kind === undefined ? null : `looks like ${kind}`;
  },
};

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

/** ISO 13616-1: the number made of all characters, the first four behind the others, leaves 1 when divided by 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const digits = parseInt(character, 36).toString();
    rest = Number(`${rest}${digits}`) % 97;
  }
  return rest === 1;
}

/** Whoever invents an account counts up, repeats a digit, or has the first numbers that there are; real ones are padded with zeros as well. */
function isMadeUp(text: string): boolean {
  return /012345|123456|234567|345678|456789|987654|([1-9])\1{5}|0{6}\d{1,3}$/.test(text);
}

/** Beginnings that issuers gave their secrets so that they can be found. */
const SECRETS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a live key of Stripe', /\b[rs]k_live_[0-9A-Za-z]{16,}/],
  ['a token of GitHub', /\bgh[pousr]_[0-9A-Za-z]{36}/],
  ['a token of GitLab', /\bglpat-[0-9A-Za-z_-]{20}/],
  ['a token of Slack', /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}/],
];
