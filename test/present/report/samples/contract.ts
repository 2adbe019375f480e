/** The contract that the sample reports speak of, now and at the commit they are compared with. */
const NOW = `openapi: 3.1.0
info:
  title: Payments
  version: 2.3.0
paths:
  /payments:
    get:
      operationId: listPayments
      parameters:
        - name: limit
          in: query
          required: true
          schema: { type: integer, maximum: 100 }
      responses:
        '200':
          description: OK
    post:
      operationId: createPayment
      summary: Order a payment from an account of the caller to an account of anybody, in any currency that the scheme of the creditor's bank takes, today or on a later day
      responses:
        '201': { description: Created }
  /v1/payments:
    get:
      deprecated: true
      x-sunset: '2026-11-08'
      responses:
\t\t'200': { description: OK }
  /Accounts/{id}:
    get:
      responses:
        '200':
          description: OK
`;

const BEFORE = `openapi: 3.1.0
info:
  title: Payments
  version: 2.2.0
paths:
  /payments:
    get:
      operationId: listPayments
      parameters:
        - name: limit
          in: query
          required: false
          schema: { type: integer, maximum: 500 }
      responses:
        '200':
          description: OK
  /refunds:
    post:
      operationId: refund
      responses:
        '201':
          description: Created
`;

export const BASE = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

/** The same API as programs write it: one line. */
export const MINIFIED = `{"openapi":"3.1.0","info":{"title":"Payments","version":"2.3.0"},"paths":{"/payments":{"get":{"parameters":[{"name":"status","in":"query","schema":{"type":"string","enum":["open","paid","失敗","late"]}}]}}}}`;
export const MINIFIED_BEFORE = MINIFIED.replace('"open",', '"open","void",');

/** What `RenderContext.lines` gives for the samples. */
export function sampleLines(file: string, commit: string | null): readonly string[] {
  if (file === 'payments/openapi.json') return [commit === null ? MINIFIED : MINIFIED_BEFORE];
  if (file !== 'payments/openapi.yaml') return [];
  return (commit === null ? NOW : BEFORE).split('\n');
}
