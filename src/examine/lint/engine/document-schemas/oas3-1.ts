export { oas3_1 as validate } from '@stoplight/spectral-rulesets/dist/oas/schemas/validators.js';
