import type { Impact } from '../../../model/change.ts';
import type { ExplainReport } from '../../../model/report.ts';
import type { Rule } from '../../../model/ruleset.ts';
import { listed } from './counts.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** A page about one thing: its name and kind, what it demands, then the labelled parts, then examples. */
type Article = {
  readonly name: string;
  readonly kind: string;
  readonly what: string;
  /** Label and text; parts with an empty text are left out. */
  readonly parts: readonly (readonly [string, string])[];
  readonly examples: readonly (readonly [string, string])[];
};

/** A readable page about a rule, a check, a lifecycle rule or an error code. */
export function explain({ subject }: ExplainReport, page: Page): string[] {
  switch (subject.kind) {
    case 'rule':
      return articleLines(ruleArticle(subject.rule), page);
    case 'check':
      return articleLines(
        {
          name: subject.check.id,
          kind: `a check of what changed; ${IMPACT_WORDS[subject.check.impact]}`,
          what: subject.check.summary,
          parts: [
            ['why', subject.check.why],
            ['fix', subject.check.fix],
          ],
          examples: [],
        },
        page,
      );
    case 'lifecycle':
      return articleLines(
        {
          name: subject.rule.id,
          kind: `a lifecycle rule, ${subject.rule.severity} unless the policy says otherwise`,
          what: subject.rule.summary,
          parts: [
            ['why', subject.rule.why],
            ['fix', subject.rule.fix],
            ['source', subject.rule.source],
          ],
          examples: [],
        },
        page,
      );
    case 'error':
      return articleLines(
        {
          name: subject.error.code,
          kind: `an error; the exit code is ${subject.error.exit}`,
          what: subject.error.meaning,
          parts: [['fix', subject.error.hint]],
          examples: [],
        },
        page,
      );
  }
}

const IMPACT_WORDS: { readonly [impact in Impact]: string } = {
  breaking: 'breaking: a caller that worked stops working',
  risky: 'risky: a caller may stop working, or nobody can decide it',
  'contract-only': 'contract-only: the payloads are the same',
  compatible: 'compatible: shown to be safe',
};

/** Spectral's names of the dialects, as people call them. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['oas2', 'Swagger 2.0'],
  ['oas3', 'OpenAPI 3'],
  ['oas3_0', 'OpenAPI 3.0'],
  ['oas3_1', 'OpenAPI 3.1'],
  ['oas3_2', 'OpenAPI 3.2'],
]);

function ruleArticle(rule: Rule): Article {
  const severity = rule.severity === 'off' ? 'switched off' : rule.severity;
  const formats = rule.formats === null ? '' : listed(rule.formats.map((format) => FORMATS.get(format) ?? format));
  return {
    name: rule.id,
    kind: `a rule of ${rule.profile}, ${severity} unless the policy says otherwise`,
    what: rule.description,
    parts: [
      ['why', rule.why ?? ''],
      ['fix', rule.fix ?? ''],
      ['source', rule.source ?? ''],
      ['applies to', formats],
      ['looks at', rule.given.join('  ')],
      ['tags', rule.tags.join(', ')],
      ['more', rule.documentationUrl ?? ''],
    ],
    examples: [
      ['bad', rule.bad ?? ''],
      ['good', rule.good ?? ''],
    ],
  };
}

const LABEL = 12;

function articleLines({ name, kind, what, parts, examples }: Article, page: Page): string[] {
  return [
    page.ink.strong(name),
    ...hanging({ indent: 0, text: kind, columns: page.width, paint: page.ink.faint }),
    '',
    ...hanging({ indent: 0, text: what, columns: page.width }),
    '',
    ...parts.flatMap(([label, text]) => part(label, text, page)),
    ...examples.flatMap(([label, text]) => example(label, text, page)),
  ];
}

function part(label: string, text: string, page: Page): string[] {
  return hanging({
    indent: 0,
    label: label.padEnd(LABEL),
    text,
    columns: page.width,
    paintLabel: page.ink.strong,
  });
}

function example(label: string, text: string, page: Page): string[] {
  const paint = label === 'bad' ? page.ink.removed : page.ink.added;
  if (text.trim() === '') return [];
  return [
    '',
    paint(label),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd()),
  ];
}
