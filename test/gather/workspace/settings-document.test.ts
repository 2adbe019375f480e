import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { CONSUMERS_SCHEMA } from '../../../src/gather/usage/consumers-schema.ts';
import { readConsumers } from '../../../src/gather/usage/consumers.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { ACCEPTED_SCHEMA } from '../../../src/gather/workspace/accepted-schema.ts';
import { BASELINE_SCHEMA } from '../../../src/gather/workspace/baseline-schema.ts';
import { WAIVERS_SCHEMA } from '../../../src/gather/workspace/waivers-schema.ts';
import { WORKSPACE_SCHEMA } from '../../../src/gather/workspace/workspace-schema.ts';
import { isObject, type Json, own, ownObject } from '../../../src/model/json.ts';
import { scratchRepo } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';
import { portsIn } from './ports.ts';

const page = readFileSync(join(projectRoot, 'docs/settings.md'), 'utf8');
const [settings = '', waivers = '', accepted = '', baseline = '', consumer = ''] = [
  ...page.matchAll(/```yaml\n(.*?)```/gs),
].map(([, text]) => text ?? '');
const contract = 'openapi: 3.1.0\n';

describe('docs/settings.md', () => {
  it('has examples that open', async () => {
    const repo = scratchRepo({
      files: {
        'countersign.yaml': settings,
        '.countersign/waivers.yaml': waivers,
        '.countersign/accepted/accounts/801b98778eb0-response-property-removed.yaml': accepted,
        '.countersign/baseline/accounts.yaml': baseline,
        'severities.txt': 'response-property-removed warn\n',
        'consumers/ledger-sync.yaml': consumer,
        'contracts/accounts.yaml': contract,
        'contracts/open-data/rates.yaml': contract,
        'contracts/partner/cards/openapi.yaml': contract,
        'contracts/partner/loans/openapi.yaml': contract,
      },
    });
    const ports = portsIn(repo.folder);
    const workspace = await openWorkspace(ports, { config: null });
    expect(workspace.apis.map(({ id }) => id)).toEqual([
      'accounts',
      'open-data/rates',
      'partner/cards',
      'partner/loans',
    ]);
    expect(workspace.policy.waivers.map(({ rule, expires }) => [rule, expires])).toEqual([
      ['path-kebab-case', '2026-12-31'],
    ]);
    expect(workspace.policy.accepted.map(({ check, expires }) => [check, expires])).toEqual([
      ['response-property-removed', '2026-12-31'],
    ]);
    expect(workspace.policy.baselines.map(({ api, entries }) => [api, entries.map(({ rule }) => rule)])).toEqual([
      ['accounts', ['path-kebab-case']],
    ]);
    expect((await readConsumers(ports.files, workspace)).map(({ name }) => name)).toEqual(['Ledger Sync']);
  });

  it('shows every setting there is', () => {
    expect(missing(WORKSPACE_SCHEMA, load(settings) as Json)).toEqual([]);
    expect(missing(WAIVERS_SCHEMA, load(waivers) as Json)).toEqual([]);
    expect(missing(ACCEPTED_SCHEMA, load(accepted) as Json)).toEqual(['/cause']);
    expect(missing(BASELINE_SCHEMA, load(baseline) as Json)).toEqual([]);
    expect(missing(CONSUMERS_SCHEMA, load(consumer) as Json)).toEqual([]);
  });
});

describe('the schemas of what people write', () => {
  it('publish the defaults that are applied', async () => {
    const repo = scratchRepo({
      files: {
        'countersign.yaml': 'schemaVersion: 1\napis: { a: { contract: a.yaml } }\ngitops: { remote: ../gateway }\n',
        'a.yaml': contract,
        '.countersign/waivers.yaml': waivers,
      },
    });
    const workspace = await openWorkspace(portsIn(repo.folder), { config: null });
    const published = keysOf(WORKSPACE_SCHEMA).flatMap(([path, key]) => {
      const value = own(key, 'default');
      return value === undefined ? [] : [[path, value] as const];
    });
    expect(Object.fromEntries(published)).toEqual({
      '/apis/*/criticality': workspace.apis[0]?.criticality,
      '/profiles': workspace.profiles,
      '/policy/failOn': workspace.policy.failOn,
      '/policy/compatibility': workspace.policy.compatibility,
      '/policy/stability/draft': workspace.policy.stability.draft,
      '/policy/stability/alpha': workspace.policy.stability.alpha,
      '/policy/versions/mayBreak': workspace.policy.versions.mayBreak,
      '/policy/timezone': workspace.policy.timezone,
      ...Object.fromEntries(
        Object.entries(workspace.policy.deprecation.notice).map(([row, days]) => [
          `/policy/deprecation/notice/${row}`,
          days,
        ]),
      ),
      '/policy/deprecation/agreements': workspace.policy.deprecation.agreements,
      '/policy/deprecation/dueSoonDays': workspace.policy.deprecation.dueSoonDays,
      '/policy/deprecation/sunsetWindows': workspace.policy.deprecation.windows,
      '/policy/deprecation/freezePeriods': workspace.policy.deprecation.freezes,
      '/policy/deprecation/milestones': workspace.policy.deprecation.milestones,
      '/policy/usage/recentDays': workspace.policy.usage.recentDays,
      '/policy/approvals/required': workspace.policy.approvals.required,
      '/policy/waivers': workspace.policy.waivers[0]?.at.file,
      '/gitops/branch': workspace.gitops?.branch,
      '/consumers': workspace.consumers,
    });
  });

  it.each([
    ['workspace', WORKSPACE_SCHEMA],
    ['waivers', WAIVERS_SCHEMA],
    ['consumers', CONSUMERS_SCHEMA],
  ])('%s: valid, and every key is explained to editors', (_, schema) => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(schema)).toBe(true);
    const silent = keysOf(schema).filter(
      ([, key]) => own(key, 'title') === undefined && own(key, 'enum') === undefined,
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});

/** Every described key of a schema, with the way to it. */
function keysOf(schema: Json, path = ''): readonly (readonly [string, Json])[] {
  const inner = ['additionalProperties', 'items'].map((name) => own(schema, name)).filter(isObject);
  const properties = Object.entries(ownObject(schema, 'properties') ?? {});
  return [
    ...properties.flatMap(([key, value]) => [[`${path}/${key}`, value] as const, ...keysOf(value, `${path}/${key}`)]),
    ...inner.flatMap((value) => keysOf(value, `${path}/*`)),
  ];
}

function missing(schema: Json, example: Json): readonly string[] {
  return keysOf(schema)
    .map(([path]) => path)
    .filter((path) => !holds(example, path.slice(1).split('/')));
}

function holds(value: Json, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (key === '*') return Object.values(value as object).some((each: Json) => holds(each, rest));
  const found = own(value, key);
  return found !== undefined && holds(found, rest);
}
