import { join } from 'node:path';
import { oas } from '@stoplight/spectral-rulesets';
import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/shared.ts';

const HEAD = `# spectral:oas of @stoplight/spectral-rulesets (Apache-2.0, © Stoplight and contributors) as plain data: functions and formats
# by name. Derived: npx vitest run test/gather/ruleset/spectral-oas.test.ts -u rewrites it after an update of the package.
description: Spectral's own rules for OpenAPI.
`;

/** Functions and formats become their names; everything else of the package's definition is data already. */
function plain(value: unknown): unknown {
  if (typeof value === 'function')
    return value.name.replace(/^oas2$|^isOas3$/, (name) => (name === 'isOas3' ? 'oas3' : name));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof RegExp) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

it('rulesets/spectral-oas.yaml says what the installed package says', async () => {
  const yaml = dump(plain(oas), { lineWidth: 160, noRefs: true, quotingType: "'" });
  await expect(HEAD + yaml).toMatchFileSnapshot(join(projectRoot, 'rulesets', 'spectral-oas.yaml'));
});
