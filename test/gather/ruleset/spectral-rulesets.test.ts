import { join } from 'node:path';
import { arazzo, asyncapi, oas } from '@stoplight/spectral-rulesets';
import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { ARAZZO_FUNCTIONS, ASYNCAPI_FUNCTIONS } from '../../../src/examine/lint/core-functions.ts';
import { projectRoot } from '../../support/shared.ts';

const headOf = (
  name: string,
  about: string,
): string => `# ${name} of @stoplight/spectral-rulesets (Apache-2.0, © Stoplight and contributors) as plain data: functions and formats
# by name. Derived: npx vitest run test/gather/ruleset/spectral-rulesets.test.ts -u rewrites it after an update of the package.
description: Spectral's own rules for ${about}.
`;

/** Functions and formats whose name is not the one that they are exported by. */
const NAMES = new Map([
  ['isOas3', 'oas3'],
  ['isAas2', 'aas2'],
  ['isAas3', 'aas3'],
  ['isArazzo', 'arazzo1_0'],
  ['', 'asyncApiDocumentSchema'],
]);

/** Functions and formats become their names; everything else of the package's definition is data already. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return NAMES.get(value.name) ?? value.name;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof RegExp) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

/** OpenAPI 3.2 gave examples `dataValue` and `serializedValue`, which this rule does not know. */
const corrected = {
  ...oas,
  rules: {
    ...oas.rules,
    'oas3-examples-value-or-externalValue': {
      ...oas.rules['oas3-examples-value-or-externalValue'],
      formats: ['oas3_0', 'oas3_1'],
    },
  },
};

it.each([
  ['spectral:oas', 'OpenAPI', corrected],
  ['spectral:asyncapi', 'AsyncAPI', asyncapi],
  ['spectral:arazzo', 'Arazzo', arazzo],
])('the file of %s says what the installed package says', async (name, about, ruleset) => {
  const yaml = dump(plain(ruleset), { lineWidth: 160, noRefs: true, quotingType: "'" });
  const file = join(projectRoot, 'rulesets', `${name.replace(':', '-')}.yaml`);
  await expect(headOf(name, about) + yaml).toMatchFileSnapshot(file);
});

it('the functions of both other rulesets are known by name', () => {
  const named = [asyncapi, arazzo].map(({ rules }) => {
    const steps = Object.values(rules).flatMap(({ then }) => then as object);
    return steps.map((step) => plain(Reflect.get(step, 'function')) as string);
  });
  const own = named.map((names) => [...new Set(names.filter((name) => /^(asyncApi|arazzo)/.test(name)))].sort());
  expect(own).toEqual([ASYNCAPI_FUNCTIONS, ARAZZO_FUNCTIONS]);
});
