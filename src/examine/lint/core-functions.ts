import type { JsonObject } from '../../model/json.ts';

const none = null;
const properties: JsonObject = {
  type: 'object',
  properties: { properties: { type: 'array', items: { type: 'string' }, minItems: 2 } },
  required: ['properties'],
  additionalProperties: false,
};

/**
 * Spectral's own functions and the JSON Schemas of their options, so that a ruleset is checked without loading Spectral.
 */
export const CORE_FUNCTIONS: ReadonlyMap<string, JsonObject | null> = new Map<string, JsonObject | null>([
  ['truthy', none],
  ['falsy', none],
  ['defined', none],
  ['undefined', none],
  ['or', properties],
  ['xor', properties],
  ['alphabetical', { type: 'object', properties: { keyedBy: { type: 'string' } }, additionalProperties: false }],
  [
    'casing',
    {
      type: 'object',
      properties: {
        type: { enum: ['flat', 'camel', 'pascal', 'kebab', 'cobol', 'snake', 'macro'] },
        disallowDigits: { type: 'boolean' },
        separator: {
          type: 'object',
          properties: { char: { type: 'string', maxLength: 1 }, allowLeading: { type: 'boolean' } },
          required: ['char'],
          additionalProperties: false,
        },
      },
      required: ['type'],
      additionalProperties: false,
    },
  ],
  [
    'enumeration',
    {
      type: 'object',
      properties: { values: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } } },
      required: ['values'],
      additionalProperties: false,
    },
  ],
  [
    'length',
    {
      type: 'object',
      properties: { min: { type: 'number' }, max: { type: 'number' } },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
  [
    'pattern',
    {
      type: 'object',
      properties: {
        match: { type: 'string', description: 'must match, anywhere in the text' },
        notMatch: { type: 'string', description: 'must not match' },
      },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
  [
    'schema',
    {
      type: 'object',
      properties: {
        schema: { type: 'object' },
        dialect: { enum: ['auto', 'draft4', 'draft6', 'draft7', 'draft2019-09', 'draft2020-12'] },
        allErrors: { type: 'boolean' },
      },
      required: ['schema'],
      additionalProperties: false,
    },
  ],
  [
    'unreferencedReusableObject',
    {
      type: 'object',
      properties: { reusableObjectsLocation: { type: 'string' } },
      required: ['reusableObjectsLocation'],
      additionalProperties: false,
    },
  ],
]);

/** Functions that come with `spectral:oas`. Their options are its own affair. */
export const OAS_FUNCTIONS: readonly string[] = [
  'oasDiscriminator',
  'oasDocumentSchema',
  'oasExample',
  'oasOpFormDataConsumeCheck',
  'oasOpIdUnique',
  'oasOpParams',
  'oasOpSuccessResponse',
  'oasPathParam',
  'oasSchema',
  'oasSecurityDefined',
  'oasTagDefined',
  'oasUnusedComponent',
  'refSiblings',
  'serverVariables',
  'typedEnum',
  'uniquenessTags',
];

/** Those of `spectral:asyncapi`, beside some of `spectral:oas`. */
export const ASYNCAPI_FUNCTIONS: readonly string[] = [
  'asyncApi2ChannelServers',
  'asyncApi2MessageExamplesValidation',
  'asyncApi2MessageIdUniqueness',
  'asyncApi2OperationIdUniqueness',
  'asyncApiChannelParameters',
  'asyncApiDocumentSchema',
  'asyncApiPayloadValidation',
  'asyncApiSchemaValidation',
  'asyncApiSecurity',
];

/** Those of `spectral:arazzo`. */
export const ARAZZO_FUNCTIONS: readonly string[] = [
  'arazzoDocumentSchema',
  'arazzoStepFailureActionsValidation',
  'arazzoStepIdUniqueness',
  'arazzoStepOutputNamesValidation',
  'arazzoStepParametersValidation',
  'arazzoStepRequestBodyValidation',
  'arazzoStepSuccessActionsValidation',
  'arazzoStepSuccessCriteriaValidation',
  'arazzoStepValidation',
  'arazzoWorkflowDependsOnValidation',
  'arazzoWorkflowIdUniqueness',
  'arazzoWorkflowOutputNamesValidation',
];
