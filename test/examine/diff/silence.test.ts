import { expect, it } from 'vitest';
import { CHECKS } from '../../../src/examine/diff/checks/index.ts';
import type { Position, SchemaCheck } from '../../../src/examine/diff/define.ts';
import { schemaReporter } from '../../../src/examine/diff/schema-report.ts';
import { cacheOf } from '../../../src/examine/diff/schema/cache.ts';
import { pairGraphOf } from '../../../src/examine/diff/schema/graph.ts';
import { storeOf } from '../../../src/examine/diff/schema/node.ts';
import { sourceOf } from '../../../src/examine/diff/read/source.ts';
import type { Surface, Where } from '../../../src/examine/diff/walk.ts';
import { contractOf } from '../../support/contract.ts';

const rows = CHECKS.filter((check): check is SchemaCheck => check.on === 'schema');
const POSITIONS = Object.keys({
  'request-body': true,
  'request-property': true,
  'request-read-only-property': true,
  'request-parameter': true,
  'request-parameter-property': true,
  'request-header-property': true,
  'response-body': true,
  'response-property': true,
  'response-write-only-property': true,
  'response-header': true,
  'response-header-property': true,
} satisfies { readonly [position in Position]: true });

/** A row that is missing drops what was found; each silence is written down, so that none comes about by oversight. */
it('where a turn is not told is written down', async () => {
  const told = new Set(rows.map(({ position, turn }) => `${position} ${turn}`));
  const turns = [...new Set(rows.map(({ turn }) => turn))].sort();
  const lines = turns.flatMap((turn) => {
    const silent = POSITIONS.filter((position) => !told.has(`${position} ${turn}`));
    return silent.length === 0 ? [] : [turn, ...silent.map((position) => `  ${position}`)];
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/silence.txt');
});

it('a turn that no row names is a fault, not silence', async () => {
  const store = storeOf(
    sourceOf(await contractOf('{"openapi":"3.0.3","info":{"title":"A","version":"1"},"paths":{}}')),
  );
  const [cache, none] = [cacheOf(store), rows.filter(({ turn }) => turn !== 'max-length-decreased')];
  const { schema } = schemaReporter(
    none,
    pairGraphOf(cache, cache, () => false),
    () => undefined,
  );
  const view = (maxLength: number) => store.view({ type: 'string', maxLength }, `/${maxLength}`);
  const surface: Surface = {
    root: 'request-body',
    below: 'request-property',
    flow: 'request',
    medium: 'json',
    noun: 'Request body',
    propertyNoun: 'Request property',
    of: '',
  };
  const where = { context: { operation: null } } as Where;
  expect(() => schema(view(5), view(6), surface, where)).not.toThrow();
  expect(() => schema(view(6), view(5), surface, where)).toThrow('no check tells of the turn max-length-decreased');
});
