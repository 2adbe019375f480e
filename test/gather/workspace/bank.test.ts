import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { readConsumers } from '../../../src/gather/usage/consumers.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { selectApis } from '../../../src/gather/workspace/select.ts';
import { isArray, isObject, type Json, own, ownString } from '../../../src/model/json.ts';
import { pointerOf, valueAt } from '../../../src/model/pointer.ts';
import { type Commit, scratchRepo } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';
import { portsIn } from './ports.ts';

const bank = join(projectRoot, 'examples/bank');
const starter = join(projectRoot, 'templates/contracts/openapi.yaml');
const text = (file: string): string => readFileSync(join(bank, file), 'utf8');

type Told = {
  readonly day: string;
  readonly author: Commit['author'];
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
};
type Story = {
  readonly today: string;
  readonly main: readonly Told[];
  readonly branches: readonly { readonly name: string; readonly commits: readonly Told[] }[];
};
const story = JSON.parse(text('story.json')) as Story;
const told = [...story.main, ...story.branches.flatMap(({ commits }) => commits)];

function commitOf({ day, message, files, author }: Told): Commit {
  const copied = Object.entries(files).map(([path, source]) => [path, text(source)] as const);
  return { day, message, files: Object.fromEntries(copied), ...(author === undefined ? {} : { author }) };
}

describe('the bank of the examples', () => {
  it('opens at every commit of its story', async () => {
    const repo = scratchRepo();
    const opened: unknown[] = [];
    const open = async (commit: Told): Promise<void> => {
      repo.commit(commitOf(commit));
      const ports = portsIn(repo.folder);
      const workspace = await openWorkspace(ports, { config: null });
      const consumers = await readConsumers(fileSystem, workspace);
      const apis = await selectApis(workspace, [], ports);
      opened.push([
        commit.day,
        apis.map(({ id }) => id),
        workspace.policy.waivers.length,
        consumers.map(({ name }) => name),
      ]);
    };
    for (const commit of story.main) await open(commit);
    for (const { name, commits } of story.branches) {
      repo.git('checkout', '--quiet', '-b', name, 'main');
      for (const commit of commits) await open(commit);
    }
    const apis = ['account-information', 'payment-initiation'];
    const consumers = ['Budget App', 'Ledger Sync'];
    expect(opened).toEqual([
      ['2026-01-12', apis, 1, []],
      ['2026-02-03', apis, 1, consumers],
      ['2026-03-02', apis, 1, consumers],
      ['2026-04-20', apis, 1, consumers],
      ['2026-05-18', apis, 1, consumers],
      ['2026-06-08', apis, 1, consumers],
      ['2026-06-10', apis, 1, consumers],
    ]);
  });

  it('is told in order, and uses every file', () => {
    const days = story.main.map(({ day }) => day);
    expect(days).toEqual([...days].sort());
    const used = new Set(told.flatMap(({ files }) => Object.values(files)));
    const there = readdirSync(bank, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(bank, join(entry.parentPath, entry.name)));
    expect([...used].sort()).toEqual(there.filter((file) => !['README.md', 'story.json'].includes(file)).sort());
  });
});

describe('contracts that we show', () => {
  const contracts = told
    .flatMap(({ files }) => Object.values(files))
    .filter((file) => /^(accounts|payments)\//.test(file));
  for (const file of [...new Set(contracts)].map((each) => join(bank, each)).concat(starter)) {
    const document = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as Json;

    it(`${relative(projectRoot, file)}: references lead somewhere, and all components are used`, () => {
      const references = new Set<string>();
      visit(document, '', (value) => {
        const reference = ownString(value, '$ref');
        if (reference !== undefined) references.add(reference.slice(1));
      });
      expect([...references].filter((pointer) => valueAt(document, pointer) === undefined)).toEqual([]);
      const components = own(document, 'components');
      const defined = Object.entries(isObject(components) ? components : {}).flatMap(([kind, entries]) =>
        kind === 'securitySchemes'
          ? []
          : Object.keys(isObject(entries) ? entries : {}).map((name) => pointerOf('components', kind, name)),
      );
      expect(defined.filter((pointer) => !references.has(pointer))).toEqual([]);
    });

    it(`${relative(projectRoot, file)}: examples fit their schemas`, () => {
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      ajv.addSchema({ $id: 'https://bank.example/document', ...(document as object) });
      const wrong: string[] = [];
      let examples = 0;
      visit(document, '', (value, pointer) => {
        const example = own(value, 'example');
        if (example === undefined || own(value, 'schema') === undefined) return;
        examples += 1;
        const validate = ajv.compile({ $ref: `https://bank.example/document#${encodeURI(pointer)}/schema` });
        if (!validate(example)) wrong.push(`${pointer}: ${ajv.errorsText(validate.errors)}`);
      });
      expect(wrong).toEqual([]);
      expect(examples).toBeGreaterThan(10);
    });
  }
});

function visit(value: Json, pointer: string, see: (value: Json, pointer: string) => void): void {
  see(value, pointer);
  const children = isArray(value) ? value.entries() : Object.entries(isObject(value) ? value : {});
  for (const [key, child] of children) visit(child, pointer + pointerOf(key), see);
}
