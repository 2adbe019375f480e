// Written by npm run gen from the files beside it. Do not edit.
import type { Check } from '../define.ts';
import apiDeprecation from './api-deprecation.ts';
import apiMajorVersionNotBumped from './api-major-version-not-bumped.ts';
import apiOperationIdAdded from './api-operation-id-added.ts';
import apiOperationIdRemoved from './api-operation-id-removed.ts';
import apiRemoved from './api-removed.ts';
import apiSchemaRemoved from './api-schema-removed.ts';
import apiStability from './api-stability.ts';
import apiTags from './api-tags.ts';
import apiVersionDecreased from './api-version-decreased.ts';
import apiVersionNotBumped from './api-version-not-bumped.ts';
import bodyEncoding from './body-encoding.ts';
import callbackChanged from './callback-changed.ts';
import endpointAdded from './endpoint-added.ts';
import requestBodyPresence from './request-body-presence.ts';
import requestMediaTypes from './request-media-types.ts';
import requestParameterAdded from './request-parameter-added.ts';
import requestParameterBecameOptional from './request-parameter-became-optional.ts';
import requestParameterBecameRequired from './request-parameter-became-required.ts';
import requestParameterDeprecation from './request-parameter-deprecation.ts';
import requestParameterEmptyValue from './request-parameter-empty-value.ts';
import requestParameterMoved from './request-parameter-moved.ts';
import requestParameterRemoved from './request-parameter-removed.ts';
import requestParameterRenamed from './request-parameter-renamed.ts';
import requestParameterStyleChanged from './request-parameter-style-changed.ts';
import responseHeaders from './response-headers.ts';
import responseLinks from './response-links.ts';
import responseMediaTypes from './response-media-types.ts';
import responseStatuses from './response-statuses.ts';
import schemaComposition from './schema-composition.ts';
import schemaConditions from './schema-conditions.ts';
import schemaLifecycle from './schema-lifecycle.ts';
import schemaLimits from './schema-limits.ts';
import schemaProperties from './schema-properties.ts';
import schemaStrings from './schema-strings.ts';
import schemaTypes from './schema-types.ts';
import schemaValues from './schema-values.ts';
import securityRequirements from './security-requirements.ts';
import securitySchemes from './security-schemes.ts';
import serverAdded from './server-added.ts';
import serverPathChanged from './server-path-changed.ts';
import serverRemoved from './server-removed.ts';
import serverUrlChanged from './server-url-changed.ts';
import webhookAdded from './webhook-added.ts';
import webhookRemoved from './webhook-removed.ts';

export const CHECKS: readonly Check[] = [
  apiDeprecation,
  apiMajorVersionNotBumped,
  apiOperationIdAdded,
  apiOperationIdRemoved,
  apiRemoved,
  apiSchemaRemoved,
  apiStability,
  apiTags,
  apiVersionDecreased,
  apiVersionNotBumped,
  bodyEncoding,
  callbackChanged,
  endpointAdded,
  requestBodyPresence,
  requestMediaTypes,
  requestParameterAdded,
  requestParameterBecameOptional,
  requestParameterBecameRequired,
  requestParameterDeprecation,
  requestParameterEmptyValue,
  requestParameterMoved,
  requestParameterRemoved,
  requestParameterRenamed,
  requestParameterStyleChanged,
  responseHeaders,
  responseLinks,
  responseMediaTypes,
  responseStatuses,
  schemaComposition,
  schemaConditions,
  schemaLifecycle,
  schemaLimits,
  schemaProperties,
  schemaStrings,
  schemaTypes,
  schemaValues,
  securityRequirements,
  securitySchemes,
  serverAdded,
  serverPathChanged,
  serverRemoved,
  serverUrlChanged,
  webhookAdded,
  webhookRemoved,
].flat();
