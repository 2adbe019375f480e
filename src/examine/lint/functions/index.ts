// Written by npm run gen from the files beside it. Do not edit.
import type { LintFunction } from '../define.ts';
import absentWhen from './absent-when.ts';
import allDeprecated from './all-deprecated.ts';
import amountCurrency from './amount-currency.ts';
import amountStyle from './amount-style.ts';
import apiVersion from './api-version.ts';
import bodyExample from './body-example.ts';
import bodyFields from './body-fields.ts';
import bodyMedia from './body-media.ts';
import bodyProperties from './body-properties.ts';
import boundedParameter from './bounded-parameter.ts';
import calendarDate from './calendar-date.ts';
import closedBody from './closed-body.ts';
import consentEnds from './consent-ends.ts';
import consistentNames from './consistent-names.ts';
import constrainedProperty from './constrained-property.ts';
import declaredHeader from './declared-header.ts';
import declaredScheme from './declared-scheme.ts';
import declaredSecurity from './declared-security.ts';
import declaredStatus from './declared-status.ts';
import declaredTags from './declared-tags.ts';
import deprecation from './deprecation.ts';
import english from './english.ts';
import enumStyle from './enum-style.ts';
import hasFields from './has-fields.ts';
import liveValue from './live-value.ts';
import oneErrorSchema from './one-error-schema.ts';
import pagedList from './paged-list.ts';
import pagingStyle from './paging-style.ts';
import pathParameters from './path-parameters.ts';
import pathSegments from './path-segments.ts';
import personalName from './personal-name.ts';
import safePattern from './safe-pattern.ts';
import saysWhy from './says-why.ts';
import schemaKeywords from './schema-keywords.ts';
import security from './security.ts';
import sentSchemas from './sent-schemas.ts';
import topLevelObject from './top-level-object.ts';
import uniqueOperationIds from './unique-operation-ids.ts';
import unusedSchemas from './unused-schemas.ts';

export const FUNCTIONS: readonly LintFunction[] = [
  absentWhen,
  allDeprecated,
  amountCurrency,
  amountStyle,
  apiVersion,
  bodyExample,
  bodyFields,
  bodyMedia,
  bodyProperties,
  boundedParameter,
  calendarDate,
  closedBody,
  consentEnds,
  consistentNames,
  constrainedProperty,
  declaredHeader,
  declaredScheme,
  declaredSecurity,
  declaredStatus,
  declaredTags,
  deprecation,
  english,
  enumStyle,
  hasFields,
  liveValue,
  oneErrorSchema,
  pagedList,
  pagingStyle,
  pathParameters,
  pathSegments,
  personalName,
  safePattern,
  saysWhy,
  schemaKeywords,
  security,
  sentSchemas,
  topLevelObject,
  uniqueOperationIds,
  unusedSchemas,
];
