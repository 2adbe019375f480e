import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/model/contract.ts';
import { isArray, isObject, type Json } from '../../../src/model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../../src/model/pointer.ts';
import { contractOf } from '../../support/contract.ts';

/** `file:line:column pointer` of where a pointer stands. */
function where(contract: Contract, pointer: string): string {
  const { file, line, column, pointer: place } = contract.locate(pointer);
  return `${file}:${line}:${column} ${place}`;
}

const BANK = {
  'apis/openapi.yaml': `openapi: 3.0.3
info: {$ref: 'parts/info.yaml'}
paths:
  /accounts:
    $ref: paths/accounts.yaml
  /payments:
    get:
      parameters:
        - $ref: '../shared/common.yaml#/parameters/Page'
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '../shared/common.yaml#/schemas/Error'}
        default: {$ref: '../shared/common.yaml#/responses/Failure'}
components:
  schemas:
    Error: {type: string, description: ours}
    Account: {$ref: schemas/account.yaml}
`,
  'apis/parts/info.yaml': 'title: Bank\nversion: 2.0.0\n',
  'apis/paths/accounts.yaml': `get:
  responses:
    '200':
      description: ok
      content:
        application/json:
          schema:
            $ref: ../schemas/account.yaml
`,
  'apis/schemas/account.yaml': `type: object
properties:
  owner: {$ref: 'party.json#/Person'}
  parent: {$ref: '#'}
  error: {$ref: '../openapi.yaml#/components/schemas/Error'}
`,
  'apis/schemas/party.json':
    '{\n  "Person": {"properties": {"friend": {"$ref": "#/Person"}, "home": {"$ref": "#/Address"}}},\n  "Address": {"type": "string"}\n}\n',
  'shared/common.yaml': `parameters:
  Page: {name: page, in: query, schema: {$ref: '#/schemas/Number'}}
responses:
  Failure:
    description: failed
    content:
      application/json:
        schema: {$ref: '#/schemas/Error'}
schemas:
  Error: {type: object}
  Number: {type: integer}
`,
};

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/${name}` });

describe('a contract of several files', () => {
  it('becomes one document', async () => {
    const contract = await contractOf(BANK);
    const ok = (schema: Json): Json => ({ description: 'ok', content: { 'application/json': { schema } } });
    expect(contract.document).toEqual({
      openapi: '3.0.3',
      info: { title: 'Bank', version: '2.0.0' },
      paths: {
        '/accounts': { get: { responses: { '200': ok(ref('schemas/Account')) } } },
        '/payments': {
          get: {
            parameters: [ref('parameters/Page')],
            responses: { '200': ok(ref('schemas/Error-2')), default: ref('responses/Failure') },
          },
        },
      },
      components: {
        schemas: {
          Error: { type: 'string', description: 'ours' },
          Account: {
            type: 'object',
            properties: { owner: ref('schemas/Person'), parent: ref('schemas/Account'), error: ref('schemas/Error') },
          },
          Person: { properties: { friend: ref('schemas/Person'), home: ref('schemas/Address') } },
          Address: { type: 'string' },
          'Error-2': { type: 'object' },
          Number: { type: 'integer' },
        },
        parameters: { Page: { name: 'page', in: 'query', schema: ref('schemas/Number') } },
        responses: {
          Failure: { description: 'failed', content: { 'application/json': { schema: ref('schemas/Error-2') } } },
        },
      },
    });
    expect({ title: contract.title, version: contract.version }).toEqual({ title: 'Bank', version: '2.0.0' });
    expect(contract.source.files.map((each) => each.file)).toEqual([
      'apis/openapi.yaml',
      'apis/parts/info.yaml',
      'apis/paths/accounts.yaml',
      'apis/schemas/account.yaml',
      'apis/schemas/party.json',
      'shared/common.yaml',
    ]);
    expect(contract.lines('shared/common.yaml')[8]).toBe('schemas:');
  });

  it('locates everything in the file where it stands', async () => {
    const contract = await contractOf(BANK);
    const places = [
      '/info/version',
      '/paths/~1accounts',
      '/paths/~1accounts/get/responses/200',
      '/paths/~1accounts/get/responses/200/content/application~1json/schema/$ref',
      '/paths/~1payments/get/parameters/0/$ref',
      '/components',
      '/components/parameters',
      '/components/parameters/Page/name',
      '/components/schemas/Error/description',
      '/components/schemas/Error-2/type',
      '/components/schemas/Account/properties/owner/$ref',
      '/components/schemas/Person/properties/friend',
      '/components/schemas/Address/type',
      '/components/schemas/Address/nothing/here',
    ];
    expect(places.map((pointer) => `${pointer} => ${where(contract, pointer)}`)).toEqual([
      '/info/version => apis/parts/info.yaml:2:10 /version',
      '/paths/~1accounts => apis/paths/accounts.yaml:1:1 ',
      '/paths/~1accounts/get/responses/200 => apis/paths/accounts.yaml:3:11 /get/responses/200',
      '/paths/~1accounts/get/responses/200/content/application~1json/schema/$ref => apis/paths/accounts.yaml:8:19 /get/responses/200/content/application~1json/schema/$ref',
      '/paths/~1payments/get/parameters/0/$ref => apis/openapi.yaml:9:17 /paths/~1payments/get/parameters/0/$ref',
      '/components => apis/openapi.yaml:17:12 /components',
      '/components/parameters => apis/openapi.yaml:17:12 /components',
      '/components/parameters/Page/name => shared/common.yaml:2:16 /parameters/Page/name',
      '/components/schemas/Error/description => apis/openapi.yaml:19:40 /components/schemas/Error/description',
      '/components/schemas/Error-2/type => shared/common.yaml:10:17 /schemas/Error/type',
      '/components/schemas/Account/properties/owner/$ref => apis/schemas/account.yaml:3:17 /properties/owner/$ref',
      '/components/schemas/Person/properties/friend => apis/schemas/party.json:2:39 /Person/properties/friend',
      '/components/schemas/Address/type => apis/schemas/party.json:3:23 /Address/type',
      '/components/schemas/Address/nothing/here => apis/schemas/party.json:3:14 /Address',
    ]);
  });

  it('stands for what each file says, wherever it is looked at', async () => {
    const contract = await contractOf(BANK);
    const wrong = leaves(contract.document, '').filter(({ pointer, value }) => {
      // Every value of these files is a text.
      if (pointer.endsWith('/$ref')) return false;
      const { file, line, column, endColumn } = contract.locate(pointer);
      const text = (contract.lines(file)[line - 1] ?? '').slice(column - 1, endColumn - 1);
      return text.replace(/^["'](.*)["']$/, '$1') !== value;
    });
    expect(wrong).toEqual([]);
  });

  it('has the same document and digest however often it is read', async () => {
    const [first, second] = await Promise.all([contractOf(BANK), contractOf(BANK)]);
    expect(JSON.stringify(second.document)).toBe(JSON.stringify(first.document));
    expect(second.source).toEqual(first.source);
  });

  it('puts what Swagger 2.0 can name at the top, and the rest in place', async () => {
    const contract = await contractOf({
      'swagger.yaml': `swagger: '2.0'
paths:
  /a:
    post:
      parameters: [{$ref: 'p.yaml#/Body'}]
      responses: {'200': {$ref: 'p.yaml#/Ok'}, '400': {description: bad, headers: {X: {$ref: 'p.yaml#/Header'}}}}
`,
      'p.yaml': `Body: {in: body, name: b, schema: {$ref: '#/Thing'}}
Ok: {description: ok, schema: {$ref: '#/Thing'}}
Header: {type: string}
Thing: {discriminator: kind, properties: {again: {$ref: 'p.yaml#/Thing'}}}
`,
    });
    expect(contract.document).toEqual({
      swagger: '2.0',
      paths: {
        '/a': {
          post: {
            parameters: [{ $ref: '#/parameters/Body' }],
            responses: {
              '200': { $ref: '#/responses/Ok' },
              '400': { description: 'bad', headers: { X: { type: 'string' } } },
            },
          },
        },
      },
      parameters: { Body: { in: 'body', name: 'b', schema: { $ref: '#/definitions/Thing' } } },
      responses: { Ok: { description: 'ok', schema: { $ref: '#/definitions/Thing' } } },
      definitions: { Thing: { discriminator: 'kind', properties: { again: { $ref: '#/definitions/Thing' } } } },
    });
    expect(where(contract, '/paths/~1a/post/responses/400/headers/X/type')).toBe('p.yaml:3:16 /Header/type');
    expect(where(contract, '/definitions')).toBe('swagger.yaml:1:1 ');
  });

  it('keeps schemas of the same name apart, also when they are equal but mean different things', async () => {
    const contract = await contractOf({
      'openapi.yaml': `openapi: 3.1.0
components:
  schemas:
    Both: {oneOf: [{$ref: a/thing.yaml}, {$ref: b/thing.yaml}, {$ref: 'b/thing.yaml#'}]}
`,
      'a/thing.yaml': '{properties: {inner: {$ref: inner.yaml}}}',
      'b/thing.yaml': '{properties: {inner: {$ref: inner.yaml}}}',
      'a/inner.yaml': 'type: string',
      'b/inner.yaml': 'type: number',
    });
    expect(contract.document['components']).toEqual({
      schemas: {
        Both: { oneOf: [ref('schemas/thing'), ref('schemas/thing-2'), ref('schemas/thing-2')] },
        thing: { properties: { inner: ref('schemas/inner') } },
        'thing-2': { properties: { inner: ref('schemas/inner-2') } },
        inner: { type: 'string' },
        'inner-2': { type: 'number' },
      },
    });
  });

  it('rewrites the mapping of a discriminator', async () => {
    const contract = await contractOf({
      'openapi.yaml': `openapi: 3.0.3
components:
  schemas:
    Pet: {discriminator: {propertyName: kind, mapping: {cat: 'pets.yaml#/Cat', dog: Dog, fox: pets.yaml#/Dog}}}
    Dog: {type: object}
`,
      'pets.yaml': 'Cat: {type: object, title: cat}\nDog: {type: object, title: fox}\n',
    });
    expect(valueAt(contract.document, '/components/schemas/Pet/discriminator')).toEqual({
      propertyName: 'kind',
      mapping: { cat: '#/components/schemas/Cat', dog: 'Dog', fox: '#/components/schemas/Dog-2' },
    });
    expect(where(contract, '/components/schemas/Pet/discriminator/mapping/cat')).toBe(
      'openapi.yaml:4:62 /components/schemas/Pet/discriminator/mapping/cat',
    );
  });

  it('rewrites what a discriminator has for other values, beside a mapping and alone', async () => {
    const contract = await contractOf({
      'openapi.yaml': `openapi: 3.2.0
components:
  schemas:
    Pet: {discriminator: {propertyName: kind, defaultMapping: pets.yaml#/Other, mapping: {cat: 'pets.yaml#/Cat'}}}
    Car: {discriminator: {propertyName: kind, defaultMapping: './pets.yaml#/Other'}}
    Cow: {discriminator: {propertyName: kind, defaultMapping: Car}}
`,
      'pets.yaml': 'Cat: {type: object}\nOther: {$ref: "#/Cat", title: other}\n',
    });
    const schemas = valueAt(contract.document, '/components/schemas');
    expect(schemas).toMatchObject({
      Pet: {
        discriminator: {
          propertyName: 'kind',
          defaultMapping: '#/components/schemas/Other',
          mapping: { cat: '#/components/schemas/Cat' },
        },
      },
      Car: { discriminator: { propertyName: 'kind', defaultMapping: '#/components/schemas/Other' } },
      Cow: { discriminator: { propertyName: 'kind', defaultMapping: 'Car' } },
      Cat: { type: 'object' },
      Other: { $ref: '#/components/schemas/Cat', title: 'other' },
    });
    expect(where(contract, '/components/schemas/Pet/discriminator/defaultMapping')).toBe(
      'openapi.yaml:4:63 /components/schemas/Pet/discriminator/defaultMapping',
    );
    expect(contract.source.files.map(({ file }) => file)).toEqual(['openapi.yaml', 'pets.yaml']);
  });

  it('takes in whole maps, lists and operations by reference', async () => {
    const contract = await contractOf({
      'openapi.yaml': 'openapi: 3.0.3\npaths: {$ref: paths.yaml}\ncomponents: {$ref: components.yaml}\n',
      'paths.yaml': '/a:\n  summary: first\n  get: {$ref: get.yaml}\n',
      'get.yaml': 'parameters: {$ref: parameters.yaml}\n',
      'parameters.yaml': '- {name: q, in: query}\n- {$ref: p.yaml}\n',
      'p.yaml': 'name: p\n',
      'components.yaml': 'schemas: {$ref: schemas.yaml}\n',
      'schemas.yaml': 'p: {type: string}\n',
    });
    expect(contract.document).toEqual({
      openapi: '3.0.3',
      paths: { '/a': { summary: 'first', get: { parameters: [{ name: 'q', in: 'query' }, ref('parameters/p')] } } },
      components: { schemas: { p: { type: 'string' } }, parameters: { p: { name: 'p' } } },
    });
    expect(where(contract, '/paths/~1a/get/parameters/0/name')).toBe('parameters.yaml:1:10 /0/name');
    expect(where(contract, '/components/schemas/p/type')).toBe('schemas.yaml:1:11 /p/type');
    expect(where(contract, '/components/parameters/p/name')).toBe('p.yaml:1:7 /name');
  });

  it('lets keys beside a path reference win, each with its own place', async () => {
    const contract = await contractOf({
      'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /a:\n    $ref: a.yaml\n    summary: ours\n',
      'a.yaml': 'summary: theirs\nget: {operationId: a}\n',
    });
    expect(contract.document['paths']).toEqual({ '/a': { summary: 'ours', get: { operationId: 'a' } } });
    expect(where(contract, '/paths/~1a/summary')).toBe('openapi.yaml:5:14 /paths/~1a/summary');
    expect(where(contract, '/paths/~1a/get/operationId')).toBe('a.yaml:2:20 /get/operationId');
  });

  it('keeps hostile names', async () => {
    const contract = await contractOf({
      'openapi.json':
        '{"openapi": "3.1.0", "components": {"schemas": {"A": {"$ref": "b.json#/__proto__"}, "__proto__": {"$ref": "b.json#/constructor"}}}}',
      'b.json':
        '{"__proto__": {"type": "string"}, "constructor": {"items": {"$ref": "#/toString"}}, "toString": {"type": "number"}}',
    });
    expect(JSON.stringify(contract.document['components'])).toBe(
      '{"schemas":{"A":{"type":"string"},"__proto__":{"items":{"$ref":"#/components/schemas/toString"}},"toString":{"type":"number"}}}',
    );
  });
});

function leaves(value: Json, pointer: string): { pointer: string; value: Json }[] {
  if (isArray(value)) return value.flatMap((item, index) => leaves(item, pointer + pointerOf(index)));
  if (isObject(value))
    return Object.keys(value).flatMap((key) =>
      leaves(value[key] ?? null, pointer + pointerOf(...segmentsOf(pointerOf(key)))),
    );
  return [{ pointer, value }];
}
