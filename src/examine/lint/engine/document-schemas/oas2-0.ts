export { oas2_0 as validate } from '@stoplight/spectral-rulesets/dist/oas/schemas/validators.js';
