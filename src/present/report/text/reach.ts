import width from 'fast-string-width';
import type { Impact, JudgedChange } from '../../../model/change.ts';
import { segmentsOf } from '../../../model/pointer.ts';
import { counted } from './counts.ts';
import type { Page } from './page.ts';
import { reached } from './operations.ts';
import type { Reach, Topic } from './topics.ts';
import { hanging, phrases } from './wrap.ts';

/** So many of the operations that a change reaches are named. */
const NAMED = 4;

/** What a change does to whom: `breaks POST /payments (createPayment)`, or the number of operations, and the first of them by path. */
export function reachLines(
  { reach }: Topic,
  change: JudgedChange,
  indent: number,
  told: Reach | null,
  page: Page,
): string[] {
  const say = (text: string, at = indent): string[] => hanging({ indent: at, text, columns: page.width });
  const { struck, spared } = reach;
  const verb = VERBS[change.impact];
  const through = throughWords(change);
  // The heading above names the operation.
  if (page.by === 'operation') return say(`${change.impact}${through}`);
  const rest = spared.length === 0 ? '' : `; reaches ${counted(spared.length, 'more operation')} without harm`;
  const stability = change.stability === undefined ? '' : `, which was ${change.stability}`;
  if (struck.length <= 1) return say(`${verb} ${nameOf(change, struck)}${stability}${through}${rest}`);
  // Two edits of one component reach the same operations, which need not be named again.
  if (!page.verbose && struck === told?.struck)
    return say(`${verb} the same ${counted(struck.length, 'operation')}${through}${rest}`);
  return [
    ...say(`${verb} ${counted(struck.length, 'operation')}${sides(reach)}${through}${rest}:`),
    ...listLines(struck, page.verbose ? struck.length : NAMED, indent + 2, page),
    ...(page.verbose && spared.length > 0
      ? [...say('without harm:'), ...listLines(spared, spared.length, indent + 2, page)]
      : []),
  ];
}

/** The same in one line, cut to the page by naming fewer. */
export function reachLine({ reach }: Topic, change: JudgedChange, columns: number): string {
  const { struck } = reach;
  const verb = VERBS[change.impact];
  if (struck.length <= 1) return `${verb} ${struck[0] ?? reached(null)}`;
  const head = `${verb} ${counted(struck.length, 'operation')}`;
  const text = (named: number): string => {
    const hidden = struck.length - named;
    const more = hidden === 0 ? '' : ` and ${hidden} more`;
    return named === 0 ? head : `${head}: ${struck.slice(0, named).join(', ')}${more}`;
  };
  let named = Math.min(struck.length, NAMED);
  while (named > 0 && width(text(named)) > columns) named -= 1;
  return text(named);
}

const VERBS: { readonly [impact in Impact]: string } = {
  breaking: 'breaks',
  risky: 'may break',
  'contract-only': 'touches',
  compatible: 'reaches',
};

/** Only where both sides of the conversation are struck; else the message says which. */
function sides({ inRequests, inResponses }: Reach): string {
  return inRequests === 0 || inResponses === 0 ? '' : ` (${inRequests} in requests, ${inResponses} in responses)`;
}

function nameOf({ operation }: JudgedChange, [only]: readonly string[]): string {
  if (operation === null || only === undefined) return only ?? reached(null);
  return only + (operation.operationId ? ` (${operation.operationId})` : '');
}

/** The component that was edited: its name is said once, however deep the operations use it. */
function throughWords({ before, after }: JudgedChange): string {
  const [root = '', section = '', component = ''] = segmentsOf((after ?? before)?.pointer ?? '');
  if (root === 'definitions' && section !== '') return `, through definition ${section}`;
  if (root !== 'components' || component === '') return '';
  return `, through ${NOUNS.get(section) ?? section} ${component}`;
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['schemas', 'schema'],
  ['parameters', 'parameter'],
  ['responses', 'response'],
  ['headers', 'header'],
  ['requestBodies', 'request body'],
  ['securitySchemes', 'security scheme'],
  ['pathItems', 'path item'],
]);

function listLines(names: readonly string[], most: number, indent: number, page: Page): string[] {
  const named = names.length - most <= 1 ? names : names.slice(0, most);
  const hidden = names.length - named.length;
  const parts = named.map((name, index) => (index === named.length - 1 ? name : `${name},`));
  const more = hidden === 0 ? [] : [`and ${hidden} more`, '(-v names them)'];
  return phrases([...parts, ...more], page.width - indent).map((line) => ' '.repeat(indent) + page.ink.faint(line));
}
