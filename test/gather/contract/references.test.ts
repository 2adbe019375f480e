import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractOf } from '../../support/contract.ts';

describe('what is data and no reference', () => {
  it('leaves examples, defaults, enums, constants and extensions alone', async () => {
    const text = `openapi: 3.1.0
x-top: {$ref: 'https://example.com/x'}
components:
  schemas:
    A:
      example: {$ref: nowhere.yaml}
      examples: [{$ref: '#/nowhere'}]
      default: {$ref: 1}
      enum: [{$ref: '#/nowhere'}]
      const: {$ref: '//host/x'}
      x-note: {$ref: '#/nowhere'}
      properties:
        $ref: {type: string}
        x-colour: {$ref: '#/components/schemas/B'}
    B: {type: string}
  examples:
    E: {value: {$ref: '#/nowhere'}}
paths:
  /a:
    get:
      parameters:
        - {name: q, in: query, example: {$ref: '#/nowhere'}, schema: {type: string}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              example: {$ref: '#/nowhere'}
              examples:
                one: {value: {$ref: '#/nowhere'}}
                two: {$ref: '#/components/examples/E'}
`;
    const contract = await contractOf(text);
    expect(contract.source.files).toHaveLength(1);
  });

  it('leaves the examples of Swagger 2.0 alone', async () => {
    const text = `swagger: '2.0'
paths:
  /a:
    get:
      responses:
        200: {description: ok, examples: {application/json: {$ref: '#/nowhere'}}, schema: {$ref: '#/definitions/A'}}
definitions:
  A: {type: object, example: {$ref: '#/nowhere'}}
`;
    expect((await contractOf(text)).dialect).toBe('2.0');
  });
});

describe('references within a file', () => {
  it('are legal in a circle that has a value', async () => {
    const text = `openapi: 3.0.3
components:
  schemas:
    Tree: {properties: {left: {$ref: '#/components/schemas/Tree'}, right: {$ref: '#/components/schemas/Alias'}}}
    Alias: {$ref: '#/components/schemas/Tree'}
`;
    const contract = await contractOf(text);
    expect(contract.document).toMatchObject({
      components: { schemas: { Alias: { $ref: '#/components/schemas/Tree' } } },
    });
  });

  it('may be percent-encoded, and may lead anywhere', async () => {
    const text = `openapi: 3.0.3
paths:
  /a/{id}: {get: {responses: {'200': {description: ok, content: {'application/json': {schema: {type: string}}}}}}}
  /b:
    get:
      responses:
        '200': {$ref: '#/paths/~1a~1%7Bid%7D/get/responses/200'}
components:
  schemas:
    A: {$ref: '#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema'}
    B: {$ref: '#/x-shared/B'}
x-shared: {B: {$ref: '#/components/schemas/A'}}
`;
    const contract = await contractOf(text);
    expect(contract.document['x-shared']).toEqual({ B: { $ref: '#/components/schemas/A' } });
  });

  it('are checked behind an extension that a reference leads into', async () => {
    const text = "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '#/x-a'}}}\nx-a: {items: {$ref: '#/nowhere'}}\n";
    await expect(contractOf(text)).rejects.toThrow('openapi.yaml:3:21: $ref `#/nowhere`: does not exist');
  });

  it('that are broken are reported together, with a hint for the first', async () => {
    const refs = Array.from({ length: 8 }, (_, n) => `    S${n}: {$ref: '#/components/schemas/Acount'}\n`).join('');
    const text = `openapi: 3.0.3\ncomponents:\n  schemas:\n    Account: {}\n${refs}`;
    const error: unknown = await contractOf(text).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'REFERENCE_UNRESOLVED',
      message:
        'openapi.yaml:5:16: $ref `#/components/schemas/Acount`: does not exist (also broken: openapi.yaml:6:16, openapi.yaml:7:16, openapi.yaml:8:16, openapi.yaml:9:16, openapi.yaml:10:16, …)',
      hint: 'did you mean #/components/schemas/Account?',
    });
  });

  it('in a discriminator are names or references', async () => {
    const mapping = (value: string): string => `openapi: 3.0.3
components:
  schemas:
    Pet: {discriminator: {propertyName: kind, mapping: {cat: ${value}}}}
    Cat: {type: object}
`;
    for (const value of ['Cat', "'#/components/schemas/Cat'", 'Unknown']) await contractOf(mapping(value));
    await expect(contractOf(mapping("'#/components/schemas/Dog'"))).rejects.toThrow(
      'openapi.yaml:4:62: mapping `#/components/schemas/Dog`: does not exist',
    );
    const others = (value: string): string =>
      mapping('Cat').replace('mapping: {', `defaultMapping: ${value}, mapping: {`);
    for (const value of ['Cat', "'#/components/schemas/Cat'", 'Unknown']) await contractOf(others(value));
    await expect(contractOf(others("'#/components/schemas/Dog'"))).rejects.toThrow(
      'openapi.yaml:4:63: defaultMapping `#/components/schemas/Dog`: does not exist',
    );
  });
});

describe('identifiers of JSON Schema 2020-12', () => {
  it('become pointers', async () => {
    const contract = await contractOf(`openapi: 3.1.0
components:
  schemas:
    A: {$ref: '#money', description: the price}
    B: {$ref: 'https://bank.example/schemas/address'}
    C:
      $id: https://bank.example/schemas/address
      $defs: {Street: {type: string}}
      properties:
        street: {$ref: '#/$defs/Street'}
        self: {$ref: address}
        price: {$ref: '#/components/schemas/Money'}
    Money: {$anchor: money, type: number}
`);
    expect(contract.document['components']).toEqual({
      schemas: {
        A: { $ref: '#/components/schemas/Money', description: 'the price' },
        B: { $ref: '#/components/schemas/C' },
        C: {
          $id: 'https://bank.example/schemas/address',
          $defs: { Street: { type: 'string' } },
          properties: {
            street: { $ref: '#/components/schemas/C/$defs/Street' },
            self: { $ref: '#/components/schemas/C' },
            price: { $ref: '#/components/schemas/Money' },
          },
        },
        Money: { $anchor: 'money', type: 'number' },
      },
    });
    expect(contract.locate('/components/schemas/C/properties/street/$ref').line).toBe(10);
  });

  it('mean nothing in OpenAPI 3.0', async () => {
    const text = "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '#money'}, M: {$anchor: money}}}\n";
    await expect(contractOf(text)).rejects.toMatchObject({ code: 'REFERENCE_UNRESOLVED' });
  });
});

describe('any graph of references', () => {
  const size = 200;
  const node = fc.oneof(
    fc.record({ to: fc.nat(size - 1), kind: fc.constantFrom('ref', 'items', 'allOf', 'property') }),
    fc.record({ to: fc.constant(0), kind: fc.constant('leaf') }),
  );
  const schemaOf = ({ to, kind }: { to: number; kind: string }, ref: (to: number) => string): unknown => {
    const reference = { $ref: ref(to) };
    if (kind === 'ref') return reference;
    if (kind === 'items') return { items: reference };
    if (kind === 'allOf') return { allOf: [reference, { type: 'object' }] };
    return kind === 'property' ? { properties: { $ref: { type: 'string' }, next: reference } } : { type: 'string' };
  };

  /** Whether a chain of bare references, in what the root file reaches, comes back to itself. */
  const hasEndlessChain = (nodes: readonly { to: number; kind: string }[], files: number): boolean => {
    const next = (n: number): number => (nodes[n]?.to ?? 0) % nodes.length;
    const reached = new Set([...nodes.keys()].filter((n) => n % files === 0));
    for (const n of reached) if (nodes[n]?.kind !== 'leaf') reached.add(next(n));
    return [...reached].some((start) => {
      let [n, steps] = [start, 0];
      for (; nodes[n]?.kind === 'ref' && steps <= nodes.length; steps += 1) n = next(n);
      return steps > nodes.length;
    });
  };

  it('is loaded, or refused for a circle, in one file or in many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(node, { minLength: 1, maxLength: size }),
        fc.integer({ min: 1, max: 4 }),
        async (nodes, files) => {
          const fileOf = (n: number): string => (n % files === 0 ? 'openapi.json' : `f${n % files}.json`);
          const pointer = (n: number): string => (n % files === 0 ? `/components/schemas/S${n}` : `/S${n}`);
          const contents = new Map<string, Record<string, unknown>>();
          nodes.forEach((each, n) => {
            const ref = (to: number): string => {
              const target = to % nodes.length;
              return `${fileOf(target) === fileOf(n) ? '' : fileOf(target)}#${pointer(target)}`;
            };
            const schemas = contents.get(fileOf(n)) ?? {};
            contents.set(fileOf(n), { ...schemas, [`S${n}`]: schemaOf(each, ref) });
          });
          const root = { openapi: '3.1.0', components: { schemas: contents.get('openapi.json') } };
          contents.delete('openapi.json');
          const texts: { [file: string]: string } = { 'openapi.json': JSON.stringify(root) };
          for (const [file, content] of contents) texts[file] = JSON.stringify(content);
          const outcome = await contractOf(texts).catch((error: unknown) => error);
          if (hasEndlessChain(nodes, files)) {
            expect(outcome).toMatchObject({ code: 'REFERENCE_CIRCULAR', exitCode: 3 });
            return;
          }
          expect(outcome).not.toBeInstanceOf(Error);
          const refs = JSON.stringify(outcome).match(/"\$ref":"[^"]*"/g) ?? [];
          expect(refs.filter((ref) => !ref.startsWith('"$ref":"#/components/schemas/S'))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
