const SETTINGS = `schemaVersion: 1
apis:
  payments: { contract: openapi.yaml, audience: external-partner }
policy:
  deprecation:
    freezePeriods: ['12-15..01-05']
`;

const ROOT = `# The contract of payments.
openapi: 3.0.3
info:
  title: Payments
  version: 1.4.0   # keep in step with the release
servers:
  - { url: 'https://api.bank.example/payments', description: Production }
paths:
  /v1/payments:
    get:
      operationId: listPaymentsV1   # the old one
      summary: Lists payments
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - $ref: '#/components/parameters/Offset'
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: './schemas/payment.yaml#/PaymentList' }
        '404': { $ref: '#/components/responses/NotFound' }
  /v2/payments:
    get:
      operationId: listPayments
      parameters:
        - $ref: '#/components/parameters/Offset'
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: array
                items: { $ref: './schemas/payment.yaml#/Payment' }
          links:
            cancel: { operationId: cancelPayment }
        '404': { $ref: '#/components/responses/NotFound' }
  /v2/payments/{id}:
    $ref: './paths/payment.yaml'
components:
  parameters:
    # pages by number
    Offset:
      name: offset
      in: query
      schema:
        type: integer
  responses:
    NotFound: { description: Not found }
`;

const PATH = `get:
  operationId: getPayment
  parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
  responses:
    '200':
      description: OK
      content:
        application/json:
          schema: { $ref: '../schemas/payment.yaml#/Payment' }
delete:
  operationId: cancelPayment
  parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
  responses:
    '204': { description: Gone }
`;

const SCHEMAS = `# What payments are made of.
PaymentList:
  type: object
  properties:
    items:
      type: array
      items: { $ref: '#/Payment' }
Payment:
  type: object
  required: [id]
  properties:
    id: { type: string }
    debtor: { $ref: '#/Party' }
    creditor: { $ref: '#/Party' }
    scheme: { type: string, enum: [sepa, swift, payconiq] }
Party:
  type: object
  properties:
    name: { type: string }
    iban: { type: string }
`;

/** A contract of three files, with settings that freeze the end of the year. */
export const SPLIT = {
  'countersign.yaml': SETTINGS,
  'openapi.yaml': ROOT,
  'paths/payment.yaml': PATH,
  'schemas/payment.yaml': SCHEMAS,
};
