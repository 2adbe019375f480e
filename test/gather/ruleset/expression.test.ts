import { describe, expect, it } from 'vitest';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trespass } from '../../../src/gather/ruleset/expression.ts';
import { isObject, ownObject } from '../../../src/model/json.ts';
import { projectRoot } from '../../support/shared.ts';

describe('a filter that only reads passes', () => {
  it.each([
    '$',
    '$.paths[*][get,put]~',
    "$..parameters[?(@.in == 'path')].name",
    '$..[responses][?(@property && @property.match(/(2|3)\\d\\d/))][headers]',
    '$.paths[?(@property && !@property.match(/\\/openapi\\.(json)|(yaml)/))]~',
    "$..[?(@property !== 'properties' && @ != null && @.enum && @.enum.constructor.name === 'Array')]",
    "$.info[?(['a', 'b'].includes(@.x))]",
    '$..content.application/json',
    '$.paths[?(@property >= 200)].content.application/json',
    "$..[?(@.example['a b'] && @object())]^",
    '$.paths[0:2]',
  ])('%s', (expression) => {
    expect(trespass(expression)).toBeNull();
  });

  it('and so do all of spectral:oas', () => {
    const oas: unknown = load(readFileSync(join(projectRoot, 'rulesets/spectral-oas.yaml'), 'utf8'));
    const given = Object.values(ownObject(oas, 'rules') ?? {})
      .flatMap((rule) => (isObject(rule) ? rule['given'] : []))
      .filter((one) => typeof one === 'string')
      .map((one) => one.replace(/^#\w+/, '$'));
    expect(given.filter((one) => trespass(one) !== null)).toEqual([]);
  });
});

describe('a filter that could run code does not', () => {
  it.each([
    "$[?(@.constructor.constructor('return process')().exit())]",
    "$[?(@['constructor']['constructor']('x')())]",
    "$[?(@['con' + 'structor'])]",
    "$[?(@['\\x63onstructor'])]",
    '$[?(@[@.x])]',
    '$[?(@.x.replace(/a/, @.y))]',
    '$[?(process.exit())]',
    '$[?((1, @.x)())]',
    '$[?(@.__proto__.x)]',
    '$[?(`a`)]',
    '$[?(@.x = 1)]',
    '$[?({}.x)]',
    "$[?(@.a.constructor.name.constructor('x'))]",
    '$..book[(@.length-1)]',
  ])('%s', (expression) => {
    expect(trespass(expression)).not.toBeNull();
  });
});
