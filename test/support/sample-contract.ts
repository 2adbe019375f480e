export type SampleOperation = {
  /** `GET /accounts`; a path parameter has to be `{accountId}`. */
  readonly operation: string;
  readonly id: string;
  readonly deprecated?: boolean;
  readonly sunset?: string;
  /** The operationId of what to call instead. */
  readonly successor?: string;
  /** The day on which the contract itself says that it was deprecated. */
  readonly since?: string;
};

export const LIST: SampleOperation = { operation: 'GET /accounts', id: 'listAccounts' };
export const READ: SampleOperation = { operation: 'GET /accounts/{accountId}', id: 'getAccount' };

/** A contract that the `core` profile has nothing graver to say of than hints, with these operations. */
export function sampleContract(
  operations: readonly SampleOperation[] = [LIST, READ],
  { title = 'Accounts API', version = '1.0.0' }: { readonly title?: string; readonly version?: string } = {},
): string {
  const document = {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description: 'What a customer has agreed to share of their accounts, for partners of the bank.',
      contact: { name: 'Team Accounts', url: 'https://developer.bank.example', email: 'accounts@bank.example' },
      license: { name: 'Proprietary', identifier: 'LicenseRef-Bank' },
      'x-api-id': '7d4c0b8e-0f4f-4a6f-9d38-0d4b7a1f5e10',
      'x-audience': 'external-partner',
      'x-owner': 'Team Accounts',
      'x-lifecycle': 'current',
    },
    servers: [{ url: 'https://api.bank.example/v1', description: 'Production', 'x-environment': 'production' }],
    security: [{ oauth: ['accounts:read'] }],
    tags: [{ name: 'Accounts', description: 'What a customer has agreed to share.' }],
    paths: Object.fromEntries(operations.map(pathItemOf)),
    components: COMPONENTS,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function pathItemOf(sample: SampleOperation): readonly [string, object] {
  const [method = '', path = ''] = sample.operation.split(' ');
  return [path, { [method.toLowerCase()]: operationOf(sample, path) }];
}

function operationOf({ id, deprecated, sunset, successor, since }: SampleOperation, path: string): object {
  const error = { $ref: '#/components/responses/Problem' };
  const headers = {
    'X-Request-ID': { $ref: '#/components/headers/RequestId' },
  };
  return {
    operationId: id,
    summary: 'Reads accounts.',
    description: 'Reads what the customer has agreed to share.',
    tags: ['Accounts'],
    ...(deprecated === true ? { deprecated } : {}),
    ...(sunset === undefined ? {} : { 'x-sunset': sunset }),
    ...(successor === undefined && since === undefined
      ? {}
      : { 'x-deprecation': { ...(since && { since }), ...(successor && { successor }) } }),
    parameters: [
      { $ref: '#/components/parameters/RequestId' },
      ...(path.includes('{accountId}') ? [{ $ref: '#/components/parameters/AccountId' }] : []),
    ],
    responses: {
      200: {
        description: 'What was asked for.',
        headers,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Account' } } },
      },
      400: error,
      401: error,
      403: error,
      404: error,
      429: {
        description: 'The quota is used up.',
        headers: { ...headers, 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      500: error,
    },
  };
}

const uuid = { type: 'string', format: 'uuid', maxLength: 36 };

const COMPONENTS = {
  securitySchemes: {
    oauth: {
      type: 'oauth2',
      description: 'Tokens in the name of a customer.',
      flows: {
        authorizationCode: {
          authorizationUrl: 'https://auth.bank.example/authorize',
          tokenUrl: 'https://auth.bank.example/token',
          scopes: { 'accounts:read': 'Read the accounts of a customer.' },
        },
      },
    },
  },
  parameters: {
    RequestId: { name: 'X-Request-ID', in: 'header', required: true, description: 'Names the call.', schema: uuid },
    AccountId: { name: 'accountId', in: 'path', required: true, description: 'The account.', schema: uuid },
  },
  headers: {
    RequestId: { description: 'The X-Request-ID of the call.', schema: uuid },
    RetryAfter: {
      description: 'Seconds to wait.',
      schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86400 },
    },
  },
  responses: {
    Problem: {
      description: 'What went wrong.',
      headers: { 'X-Request-ID': { $ref: '#/components/headers/RequestId' } },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  schemas: {
    Account: {
      type: 'object',
      description: 'An account.',
      required: ['accountId', 'status'],
      properties: {
        accountId: { ...uuid, description: 'The id of the account.' },
        status: { type: 'string', enum: ['open', 'closed'], description: 'Whether it is in use.' },
      },
    },
    Problem: {
      type: 'object',
      description: 'What went wrong (RFC 9457).',
      required: ['type', 'title', 'status'],
      properties: {
        type: { type: 'string', format: 'uri', maxLength: 200, description: 'The kind of problem.' },
        title: { type: 'string', maxLength: 100, description: 'The problem in a few words.' },
        status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599, description: 'The HTTP status.' },
      },
    },
  },
};
