import { IMPACTS, UNSTABLE_LEVELS } from '../../model/change.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { STYLE } from '../../model/style.ts';
import { USAGE_FORMATS } from '../../model/usage.ts';
import { DEPRECATION_SCHEMA } from './deprecation-schema.ts';
import { AUDIENCES, BREAKING_STEPS, COMPATIBILITIES, CRITICALITIES } from '../../model/workspace.ts';

/** What an id may look like: it names folders and git trailers. */
export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]*$';
const ID_WORDS = 'may have letters, digits, dots, hyphens and underscores, and begins with a letter or a digit';

const severity: JsonObject = { enum: [...SEVERITIES] };
const text = (title: string, description: string): JsonObject => ({ title, description, type: 'string', minLength: 1 });

const api: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['contract'],
  properties: {
    contract: text(
      'Contract',
      'The OpenAPI document, relative to this file. A glob names a group: `contracts/*/openapi.yaml` gives the APIs `ID/FOLDER`.',
    ),
    owner: text('Owner', 'The team or person who answers for the API.'),
    audience: { title: 'Audience', description: 'Who may call it, at most.', enum: [...AUDIENCES] },
    criticality: {
      title: 'Criticality',
      description: 'Critical and regulated APIs must announce what goes away for longer.',
      enum: [...CRITICALITIES],
      default: 'normal',
    },
  },
};

const policy: JsonObject = {
  title: 'Policy',
  description: 'What things cost, and what may pass.',
  type: 'object',
  additionalProperties: false,
  properties: {
    failOn: {
      title: 'Fail on',
      description: 'The mildest severity that makes the verdict no.',
      ...severity,
      default: 'error',
    },
    maxWarnings: {
      title: 'Most warnings',
      description: 'So many warnings may pass; more make the verdict no. Without it, any number.',
      type: 'integer',
      minimum: 0,
    },
    severities: {
      title: 'Severities',
      description: 'By rule or check id; `off` drops it. `countersign rules` lists the ids.',
      type: 'object',
      additionalProperties: { enum: [...SEVERITIES, 'off'] },
    },
    impacts: {
      title: 'Impacts',
      description: 'What each kind of change costs.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(IMPACTS.map((impact) => [impact, severity])),
    },
    severityFile: text(
      'Severity file',
      'File of severities as oasdiff reads them, relative to this file: lines of a check id and err, warn, info or none. `severities` wins over it.',
    ),
    compatibility: {
      title: 'Compatibility',
      description:
        'How strictly changes are judged; of several that speak of a check the last counts, and `severities` wins over all. `countersign explain strict` tells what one means.',
      type: 'array',
      uniqueItems: true,
      items: { enum: [...COMPATIBILITIES] },
      default: [],
    },
    stability: {
      title: 'Stability',
      description: 'The most that a change of an operation of this x-stability-level may cost.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        UNSTABLE_LEVELS.map((level) => [level, level === 'beta' ? severity : { ...severity, default: 'info' }]),
      ),
    },
    versions: {
      title: 'Versions',
      type: 'object',
      additionalProperties: false,
      properties: {
        mayBreak: {
          title: 'May break',
          description:
            'With which step of its version a contract may break its callers; what breaks is then told, and passes.',
          enum: [...BREAKING_STEPS],
          default: 'never',
        },
      },
    },
    timezone: {
      ...text('Time zone', 'IANA name of the zone in which a day ends, such as Europe/Paris.'),
      default: 'UTC',
    },
    deprecation: DEPRECATION_SCHEMA,
    usage: {
      title: 'Usage',
      type: 'object',
      additionalProperties: false,
      properties: {
        recentDays: {
          title: 'Recent',
          description: 'To break what was called within so many days is an error, unless the consumer consents.',
          type: 'integer',
          minimum: 0,
          maximum: 3650,
          default: 30,
        },
      },
    },
    approvals: {
      title: 'Approvals',
      type: 'object',
      additionalProperties: false,
      properties: {
        required: {
          title: 'Required',
          description: 'How many people other than the authors must approve a contract before it is published.',
          type: 'integer',
          minimum: 0,
          maximum: 10,
          default: 1,
        },
      },
    },
    waivers: {
      ...text('Waivers', 'File of exceptions, relative to this file.'),
      default: '.countersign/waivers.yaml',
    },
  },
};

const environment: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: text('Target', 'The gateway, such as kong. `countersign render --help` lists the targets.'),
    approvals: {
      title: 'Approvals',
      description: 'How many approvals this environment asks for, instead of policy.approvals.required.',
      type: 'integer',
      minimum: 0,
      maximum: 10,
    },
    after: text('After', 'The environment that must have the very same contract first.'),
    settings: {
      title: 'Settings',
      description: 'Settings of the gateway target, checked by the target itself.',
      type: 'object',
    },
  },
};

/** JSON Schema (2020-12) of `countersign.yaml`; `countersign schema workspace` prints it, and editors read it. */
export const WORKSPACE_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:workspace:1',
  title: 'Settings of countersign',
  description: 'The APIs of a repository, the rules that they keep, and the environments that they go to.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    apis: {
      title: 'APIs',
      description: 'The contracts of this repository, by id. The id stays the same when a file is renamed.',
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: ID_PATTERN, patternErrorMessage: ID_WORDS },
      additionalProperties: api,
    },
    profiles: {
      title: 'Profiles',
      description:
        'Bundled profiles, npm packages that are installed, or ruleset files relative to this file. Without it: the nearest `.spectral.yaml` (or .yml, .json) from here up to the root of the repository, else `core`.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', minLength: 1 },
      default: ['core'],
    },
    style: {
      title: 'Style',
      description:
        'What banks choose differently. Rules follow it, whichever ruleset has them; `countersign rules` shows which, and what holds without it.',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: STYLE,
    },
    rulesetCode: {
      title: 'Code of rulesets',
      description:
        'Files of JavaScript that rulesets may run, each with the SHA-256 of what was reviewed. They run in a process without rights. Packages are pinned by the lock file of npm.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['file', 'sha256'],
        properties: {
          file: text('File', 'Path relative to this file.'),
          sha256: {
            title: 'SHA-256',
            description: 'Hash of its bytes, in lower-case hexadecimal.',
            type: 'string',
            pattern: '^[0-9a-f]{64}$',
            patternErrorMessage: 'must be 64 hexadecimal digits',
          },
        },
      },
    },
    policy,
    environments: {
      title: 'Environments',
      description: 'Where contracts are published to, by name.',
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: ID_PATTERN, patternErrorMessage: ID_WORDS },
      additionalProperties: environment,
    },
    gitops: {
      title: 'GitOps repository',
      description: 'The repository that gateway configuration is committed to.',
      type: 'object',
      additionalProperties: false,
      required: ['remote'],
      properties: {
        remote: text('Remote', 'URL, or path relative to this file. Never with a password in it.'),
        branch: {
          title: 'Branch',
          type: 'string',
          pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$',
          patternErrorMessage: 'must be the name of a branch',
          default: 'main',
        },
      },
    },
    usage: {
      title: 'Usage',
      description: 'Files that tell who calls what: access logs, HAR and Pact files.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['files'],
        properties: {
          files: text('Files', 'Glob relative to this file; a name that ends in .gz is unpacked.'),
          format: {
            title: 'Format',
            description: 'How they are written; without it, what the file holds tells.',
            enum: [...USAGE_FORMATS],
          },
          consumer: text(
            'Consumer',
            'Where a line names its consumer: a field of JSON, as `request.headers.x-client`; the number of the quoted text behind the request (combined) or of the captured header (haproxy).',
          ),
        },
      },
    },
    consumers: {
      title: 'Consumers',
      description: 'Globs of the files in which consumers declare what they call, relative to this file.',
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['consumers/*.yaml'],
    },
  },
};
