import type { RenderedFile } from '../../model/gateway-config.ts';
import { stemOf } from './paths.ts';
import { WORKSPACE_SCHEMA } from './workspace-schema.ts';

/** The CI systems there is a template for: where the template stands among the tool's own, and where it goes. */
export const CI_FILES = {
  github: { template: 'ci/github.yml', path: '.github/workflows/countersign.yml' },
  gitlab: { template: 'ci/gitlab.yml', path: '.gitlab-ci.yml' },
  azure: { template: 'ci/azure.yml', path: 'azure-pipelines.yml' },
  jenkins: { template: 'ci/jenkins.groovy', path: 'Jenkinsfile' },
} as const satisfies { readonly [ci: string]: { readonly template: string; readonly path: string } };

export type Ci = keyof typeof CI_FILES;

/** The contract that a repository without one begins with, among the tool's own templates, and where it goes. */
export const STARTER = { template: 'contracts/openapi.yaml', path: 'contracts/payments.yaml' } as const;

type Plan = {
  /** Contracts that are there, relative to the root; empty for a repository without one. */
  readonly contracts: readonly string[];
  /** Text of the starter contract; it is used only where there is no contract. */
  readonly starter: string;
  /** A CI system and the text of its template; null for none. */
  readonly ci: { readonly system: Ci; readonly text: string } | null;
};

const SCHEMA_PATH = '.countersign/workspace.schema.json';

/** Every file that a repository begins with: the settings, their schema for editors, and what was asked for beside them. */
export function scaffold({ contracts, starter, ci }: Plan): readonly RenderedFile[] {
  const first = contracts.length === 0 ? [{ path: STARTER.path, content: starter }] : [];
  const files = contracts.length === 0 ? [STARTER.path] : contracts;
  return [
    { path: 'countersign.yaml', content: settingsText(files) },
    { path: SCHEMA_PATH, content: `${JSON.stringify(WORKSPACE_SCHEMA, null, 2)}\n` },
    ...first,
    ...(ci === null ? [] : [{ path: CI_FILES[ci.system].path, content: ci.text }]),
  ];
}

/** A `countersign.yaml` that lists contracts, and shows the other settings as comments. */
function settingsText(contracts: readonly string[]): string {
  return `# yaml-language-server: $schema=${SCHEMA_PATH}
# What each setting means: https://github.com/countersign/countersign/blob/main/docs/settings.md
schemaVersion: 1

# The id of an API never changes, whatever happens to its file.
apis:
${apiEntries(contracts).join('\n')}

# Bundled profiles (\`countersign rules\` lists them) or ruleset files.
profiles: [core]

policy:
  # The mildest severity that makes the verdict no: error, warn, info or hint.
  failOn: error
  # The zone in which a day ends.
  timezone: UTC
  approvals:
    required: 1

# Where contracts are published to. Remove the \`# \` to begin.
# environments:
#   test: { target: kong, approvals: 0 }
#   prod: { target: kong, after: test }
# gitops:
#   remote: git@git.example:platform/gateway.git
`;
}

function apiEntries(contracts: readonly string[]): readonly string[] {
  return namedContracts(contracts).flatMap(([id, file]) => [
    `  ${quoted(id)}:`,
    `    contract: ${quoted(file)}`,
    '    # owner: the team that answers for it',
    '    # audience: company-internal',
    '    # criticality: normal',
  ]);
}

const NAMES: readonly ((file: string) => string)[] = [stemOf, folderOf, (file) => file.replace(/\.[^./]+$/, '')];

/** An id for each contract: its stem, its folder where stems are alike, or its path. A stem that says nothing is for an only contract. */
function namedContracts(contracts: readonly string[]): readonly (readonly [string, string])[] {
  const named = contracts.map((file) => ({ file, ids: NAMES.map((name) => idFrom(name(file))) }));
  const taken = new Set(named.flatMap(({ ids }) => ids));
  return named.map(({ file, ids }) => {
    const own = ids.find(
      (id) =>
        (contracts.length === 1 || !SAYS_NOTHING.test(id)) &&
        named.every((other) => other.file === file || !other.ids.includes(id)),
    );
    const id = own ?? numbered(idFrom(file), taken);
    taken.add(id);
    return [id, file];
  });
}

const SAYS_NOTHING = /^(openapi|swagger|api|index|v?\d+([.-]\d+)*)$/i;

function numbered(id: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const next = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(next)) return next;
  }
}

function folderOf(file: string): string {
  return file.split('/').at(-2) ?? '';
}

/** What an id may look like; see ID_PATTERN. */
function idFrom(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '') || 'api';
}

/** Text that YAML would take for something else goes in quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
