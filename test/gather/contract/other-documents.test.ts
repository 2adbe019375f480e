import { expect, test } from 'vitest';
import { CountersignError } from '../../../src/model/errors.ts';
import { contractOf, documentOf } from '../../support/contract.ts';

async function refused(promise: Promise<unknown>): Promise<readonly [string, string]> {
  const error = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof CountersignError)) throw new Error('it was not refused');
  return [error.code, error.message];
}

test.each([
  ['asyncapi: 2.0.0', 'asyncapi-2.0'],
  ['asyncapi: 2.6.1', 'asyncapi-2.6'],
  ['asyncapi: 3.1.0', 'asyncapi-3.1'],
  ['arazzo: 1.0.1', 'arazzo-1.0'],
  ['openapi: 3.2.0', '3.2'],
  ['swagger: 2.0', '2.0'],
])('%s is %s', async (text, dialect) => {
  expect((await documentOf(text)).dialect).toBe(dialect);
});

test.each([
  [
    'asyncapi: 2.7.0',
    'openapi.yaml:1:11: `asyncapi: "2.7.0"` is not a version that is read: AsyncAPI 2.0 to 2.6, 3.0 or 3.1',
  ],
  ['arazzo: 1.1.0', 'openapi.yaml:1:9: `arazzo: "1.1.0"` is not a version that is read: Arazzo 1.0'],
  [
    'asyncapi: [2]',
    'openapi.yaml:1:10: `asyncapi: [2]` is not a version that is read: AsyncAPI 2.0 to 2.6, 3.0 or 3.1',
  ],
])('%s is refused', async (text, message) => {
  expect(await refused(documentOf(text))).toEqual(['CONTRACT_DIALECT', message]);
});

test('whatever reads contracts refuses a document that is only linted', async () => {
  const [code, message] = await refused(contractOf('asyncapi: 3.0.0\ninfo: { title: a }\n'));
  expect(code).toBe('CONTRACT_NOT_OPENAPI');
  expect(message).toBe(
    'openapi.yaml is an AsyncAPI 3.0 document, and only lint, check and baseline read those; everything else reads OpenAPI and Swagger',
  );
});

const MESSAGES = `Opened:
  payload: { $ref: './schemas.json#/Account' }
  examples: [{ payload: { $ref: '#/is/data' } }]
`;
const SCHEMAS = '{ "Account": { "type": "object", "properties": { "parent": { "$ref": "#/Account" } } } }';

test('in AsyncAPI 3 a pointer leads through references, and what must be referenced finds a home among the components', async () => {
  const document = await documentOf({
    'events.yaml': `asyncapi: 3.0.0
channels:
  default: { $ref: './channel.yaml' }
operations:
  open:
    channel: { $ref: '#/channels/default' }
    messages: [{ $ref: '#/channels/default/messages/Opened' }]
`,
    'channel.yaml': "address: opened\nmessages: { Opened: { $ref: './messages.yaml#/Opened' } }\n",
    'messages.yaml': MESSAGES,
    'schemas.json': SCHEMAS,
  });
  expect(document.document).toEqual({
    asyncapi: '3.0.0',
    channels: { default: { $ref: '#/components/channels/channel' } },
    operations: {
      open: {
        channel: { $ref: '#/channels/default' },
        messages: [{ $ref: '#/components/messages/Opened' }],
      },
    },
    components: {
      channels: {
        channel: { address: 'opened', messages: { Opened: { $ref: '#/components/messages/Opened-2' } } },
      },
      messages: {
        Opened: { $ref: '#/components/messages/Opened-2' },
        'Opened-2': {
          payload: { $ref: '#/components/schemas/Account' },
          examples: [{ payload: { $ref: '#/is/data' } }],
        },
      },
      schemas: { Account: { type: 'object', properties: { parent: { $ref: '#/components/schemas/Account' } } } },
    },
  });
  expect(document.locate('/components/messages/Opened-2/payload')).toMatchObject({ file: 'messages.yaml', line: 2 });
  expect(document.source.files.map(({ file }) => file)).toEqual([
    'events.yaml',
    'channel.yaml',
    'messages.yaml',
    'schemas.json',
  ]);
});

test('in AsyncAPI 2 a channel and a message of another file stand where they are referenced', async () => {
  const { document } = await documentOf({
    'events.yaml':
      "asyncapi: 2.6.0\nchannels: { opened: { publish: { message: { $ref: './messages.yaml#/Opened' } } } }\n",
    'messages.yaml': MESSAGES,
    'schemas.json': SCHEMAS,
  });
  expect(document).toMatchObject({
    channels: { opened: { publish: { message: { payload: { $ref: '#/components/schemas/Account' } } } } },
    components: { schemas: { Account: { type: 'object' } } },
  });
});

test('references through each other lead in a circle', async () => {
  const text = `asyncapi: 3.0.0
channels:
  a: { $ref: '#/channels/b/x' }
  b: { $ref: '#/channels/a/y' }
`;
  const [code, message] = await refused(documentOf(text));
  expect(code).toBe('REFERENCE_CIRCULAR');
  expect(message).toContain('openapi.yaml:3:14: $ref `#/channels/b/x`: leads through references in a circle');
});

test('the inputs of a workflow may come from another file', async () => {
  const { document } = await documentOf({
    'flow.yaml': "arazzo: 1.0.0\nworkflows: [{ workflowId: a, inputs: { $ref: './schemas.json#/Account' } }]\n",
    'schemas.json': SCHEMAS,
  });
  expect(document).toMatchObject({
    workflows: [{ inputs: { $ref: '#/components/inputs/Account' } }],
    components: { inputs: { Account: { properties: { parent: { $ref: '#/components/inputs/Account' } } } } },
  });
});
