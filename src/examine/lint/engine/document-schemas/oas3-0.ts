export { oas3_0 as validate } from '@stoplight/spectral-rulesets/dist/oas/schemas/validators.js';
