// Written by npm run gen from the files beside it. Do not edit.
import type { Fix } from '../define.ts';
import docTagsDeclared from './doc-tags-declared.ts';
import duplicatedEntryInEnum from './duplicated-entry-in-enum.ts';
import infoAudience from './info-audience.ts';
import infoLifecycleStatus from './info-lifecycle-status.ts';
import oas2HostTrailingSlash from './oas2-host-trailing-slash.ts';
import oas3ServerTrailingSlash from './oas3-server-trailing-slash.ts';
import oas3_2NoDeprecatedXmlAttribute from './oas3_2-no-deprecated-xml-attribute.ts';
import openapiTagsAlphabetical from './openapi-tags-alphabetical.ts';
import openapiTagsUniqueness from './openapi-tags-uniqueness.ts';
import openapiTags from './openapi-tags.ts';
import operationParameters from './operation-parameters.ts';
import operationTagDefined from './operation-tag-defined.ts';
import parser from './parser.ts';
import pathParamDefined from './path-param-defined.ts';
import pathParams from './path-params.ts';
import secretFormatPassword from './secret-format-password.ts';
import stabilityLevelValid from './stability-level-valid.ts';
import sunsetFormat from './sunset-format.ts';

export const FIXES: readonly Fix[] = [
  docTagsDeclared,
  duplicatedEntryInEnum,
  infoAudience,
  infoLifecycleStatus,
  oas2HostTrailingSlash,
  oas3ServerTrailingSlash,
  oas3_2NoDeprecatedXmlAttribute,
  openapiTagsAlphabetical,
  openapiTagsUniqueness,
  openapiTags,
  operationParameters,
  operationTagDefined,
  parser,
  pathParamDefined,
  pathParams,
  secretFormatPassword,
  stabilityLevelValid,
  sunsetFormat,
];
