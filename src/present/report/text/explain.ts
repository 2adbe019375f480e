import { type Impact, IMPACTS } from '../../../model/change.ts';
import { anyOf } from '../../../model/nearest.ts';
import type {
  CompatibilityRow,
  CompatibilityWord,
  ExplainReport,
  LifecycleRuleInfo,
  StageKind,
} from '../../../model/report.ts';
import type { Rule } from '../../../model/ruleset.ts';
import { listed } from './counts.ts';
import type { Page } from './page.ts';
import { sourceWords, styleWords } from './rule-words.ts';
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
      return articleLines(ruleArticle(subject.rule, subject.autofix), page);
    case 'check':
      return articleLines(
        {
          name: subject.check.id,
          kind: `a check of what changed; ${IMPACT_WORDS[subject.check.impact]}`,
          what: subject.check.summary,
          parts: [['why', subject.check.why], ['fix', subject.check.fix], ...policyParts(subject.compatibility)],
          examples: [],
        },
        page,
      );
    case 'compatibility':
      return articleLines(
        {
          name: subject.profile.id,
          kind: 'a way to judge changes, for policy.compatibility and --compatibility',
          what: subject.profile.summary,
          parts: [
            ['why', subject.profile.why],
            ...subject.profile.rows.map((row) => [row.severity, rowWords(row)] as const),
            ['policy', 'policy.severities wins over each of them'],
          ],
          examples: [],
        },
        page,
      );
    case 'lifecycle':
      return articleLines(
        {
          name: subject.rule.id,
          kind: `${STAGE_WORDS[subject.stage]}, ${subject.rule.severity}${isFirm(subject) ? ', whatever the policy says' : ' unless the policy says otherwise'}`,
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

/** What a rule of a stage is called. */
const STAGE_WORDS: { readonly [stage in StageKind]: string } = {
  lint: 'a rule on linting itself',
  lifecycle: 'a lifecycle rule',
  impact: 'a rule on consumers',
  version: 'a rule on versions',
  waiver: 'a rule on waivers',
  acceptance: 'a rule on accepted changes',
  baseline: 'a rule on baselines',
  approval: 'a rule on approvals',
  publish: 'a condition of publishing',
};

function isFirm({ stage, rule }: { readonly stage: StageKind; readonly rule: LifecycleRuleInfo }): boolean {
  if (stage === 'acceptance') return rule.severity === 'error' && rule.id !== 'acceptance-expired';
  return stage === 'approval' || (stage === 'publish' && rule.id.startsWith('publish-'));
}

/** What each profile says of a check: `strict: error, where breaking or risky`. */
function policyParts(words: readonly CompatibilityWord[]): Article['parts'] {
  const profiles = [...new Set(words.map(({ profile }) => profile))];
  return profiles.map((profile, index) => {
    const rows = words.filter((word) => word.profile === profile);
    const said = rows.map(({ row }) => [row.severity, conditionOf(row)].filter((part) => part !== '').join(', '));
    return [index === 0 ? 'policy' : '', `${profile}: ${said.join('; ')}`];
  });
}

function rowWords(row: CompatibilityRow): string {
  const what = row.ids.length === 1 && row.ids[0] === '*' ? 'every change' : row.ids.join(', ');
  const condition = conditionOf(row);
  return condition === '' ? what : `${what}, ${condition}`;
}

/** When a line of a profile applies; empty where it always does. */
function conditionOf({ impacts, extensible }: CompatibilityRow): string {
  const list = extensible === undefined ? [] : [`of ${extensible ? 'a list declared open' : 'a closed list'}`];
  const others = impacts === undefined ? [] : IMPACTS.filter((impact) => !impacts.includes(impact));
  // What is true of all but one is sooner said of the one.
  const reach =
    others.length === 1 ? [`unless ${anyOf(others)}`] : impacts === undefined ? [] : [`where ${anyOf(impacts)}`];
  return [...list, ...reach].join(', ');
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

function ruleArticle(rule: Rule, autofix: string | null): Article {
  const severity = rule.severity === 'off' ? 'switched off' : rule.severity;
  const formats = rule.formats === null ? '' : listed(rule.formats.map((format) => FORMATS.get(format) ?? format));
  return {
    name: rule.id,
    kind: `a rule of ${rule.profile}, ${severity} unless the policy says otherwise`,
    what: rule.description,
    parts: [
      ['why', rule.why ?? ''],
      ['fix', rule.fix ?? ''],
      ['--fix', autofix ?? ''],
      ['source', sourceWords(rule)],
      ...rule.styles.map((style, index) => [index === 0 ? 'style' : '', styleWords(style)] as const),
      ...rule.yields.map(
        ({ profile, because }, index) => [index === 0 ? 'gives way' : '', `to ${profile}: ${because}`] as const,
      ),
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
