export { oas3_2 as validate } from '@stoplight/spectral-rulesets/dist/oas/schemas/validators.js';
