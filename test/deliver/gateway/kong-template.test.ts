import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsFor, settingsSchemaOf } from '../../../src/deliver/gateway/settings.ts';
import kong from '../../../src/deliver/gateway/targets/kong/index.ts';
import { type JsonObject, ownObject } from '../../../src/model/json.ts';
import { projectRoot } from '../../support/shared.ts';

it('the example of settings is accepted', () => {
  const settings = parse(readFileSync(join(projectRoot, 'templates/gateway/kong/settings.yaml'), 'utf8')) as JsonObject;
  const environment = { name: 'test', target: 'kong', approvals: null, after: null, settings };
  expect(settingsFor(kong, environment, 'rates')['server']).toBe('https://rates.test.internal.bank.example');
});

it('the page for users names every setting', () => {
  const page = readFileSync(join(projectRoot, 'docs/gateways/kong.md'), 'utf8');
  const settings = Object.keys(ownObject(settingsSchemaOf(kong), 'properties') ?? {});
  expect(settings.filter((name) => !page.includes(`| \`${name}\` `))).toEqual([]);
});
