import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderGateway } from '../../../src/deliver/gateway/render.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { GatewayConfig } from '../../../src/model/gateway-config.ts';
import { isObject } from '../../../src/model/json.ts';
import type { Environment } from '../../../src/model/workspace.ts';
import { contractOf } from '../../support/contract.ts';

const cases = join(import.meta.dirname, 'cases');

/**
 * `cases/<target>/<case>/{openapi.yaml,settings.yaml}` renders to the files in `expected/`, with the gaps in `expected/unexpressed.txt`,
 * or is refused as `expected/error.txt` says. `npm test -- -u` writes them anew: then read the difference.
 */
describe.each(readdirSync(cases))('rendering for %s', (target) => {
  it.each(readdirSync(join(cases, target)))('%s', async (name) => {
    const folder = join(cases, target, name);
    const contract = await contractOf(readFileSync(join(folder, 'openapi.yaml'), 'utf8'), { id: 'accounts' });
    const expected = (file: string): string => join(folder, 'expected', file);
    const outcome = attempt(() => renderGateway(target, contract, environmentIn(folder, target)));
    expect(existsSync(expected('error.txt')), 'refused').toBe(outcome instanceof CountersignError);
    if (outcome instanceof CountersignError) {
      const text = `${outcome.code} ${outcome.message}\nhint ${outcome.hint}\n`;
      await expect(text).toMatchFileSnapshot(expected('error.txt'));
      return;
    }
    for (const file of outcome.files) await expect(file.content).toMatchFileSnapshot(expected(file.path));
    const gaps = outcome.unexpressed.map(({ pointer, message }) => `${pointer || '/'}\n  ${message}\n`);
    await expect(gaps.join('')).toMatchFileSnapshot(expected('unexpressed.txt'));
  });
});

function environmentIn(folder: string, target: string): Environment | null {
  const file = join(folder, 'settings.yaml');
  const settings: unknown = existsSync(file) ? parse(readFileSync(file, 'utf8')) : null;
  return isObject(settings) ? { name: 'test', target, approvals: null, after: null, settings } : null;
}

function attempt(render: () => GatewayConfig): GatewayConfig | CountersignError {
  try {
    return render();
  } catch (error) {
    if (error instanceof CountersignError) return error;
    throw error;
  }
}
