import type { Impact, UnstableLevel } from '../../model/change.ts';
import type { Day } from '../../model/day.ts';
import type { Severity } from '../../model/finding.ts';
import type { Json } from '../../model/json.ts';
import type { LifecycleMeaning } from '../../model/lifecycle-fields.ts';
import type { Style } from '../../model/style.ts';
import type { UsageFormat } from '../../model/usage.ts';
import type { Audience, BreakingStep, Compatibility, Criticality, NoticeRow } from '../../model/workspace.ts';
import type { DocumentKind } from './document.ts';
import { WORKSPACE_SCHEMA } from './workspace-schema.ts';

export type ApiEntry = {
  readonly contract: string;
  readonly owner?: string;
  readonly audience?: Audience;
  readonly criticality?: Criticality;
};

export type DeprecationEntry = {
  readonly noticeDays?: number;
  readonly notice?: { readonly [row in NoticeRow]?: number };
  readonly agreements?: readonly {
    readonly consumer: string;
    readonly api?: string;
    readonly noticeDays: number;
    readonly until?: Day;
  }[];
  readonly dueSoonDays?: number;
  readonly sunsetWindows?: readonly string[];
  readonly freezePeriods?: readonly string[];
  readonly maxSupportedMajors?: number;
  readonly milestones?: readonly number[];
  readonly fields?: { readonly [meaning in LifecycleMeaning]?: readonly string[] };
};

export type PolicyEntry = {
  readonly failOn?: Severity;
  readonly maxWarnings?: number;
  readonly severities?: { readonly [rule: string]: Severity | 'off' };
  readonly impacts?: { readonly [impact in Impact]?: Severity };
  readonly severityFile?: string;
  readonly compatibility?: readonly Compatibility[];
  readonly stability?: { readonly [level in UnstableLevel]?: Severity };
  readonly versions?: { readonly mayBreak?: BreakingStep };
  readonly timezone?: string;
  readonly deprecation?: DeprecationEntry;
  readonly approvals?: { readonly required?: number };
  readonly usage?: { readonly recentDays?: number };
  readonly waivers?: string;
};

export type EnvironmentEntry = {
  readonly target: string;
  readonly approvals?: number;
  readonly after?: string;
  readonly settings?: { readonly [key: string]: Json };
};

export type UsageEntry = { readonly files: string; readonly format?: UsageFormat; readonly consumer?: string };

/** `countersign.yaml` as its schema accepts it, before defaults; paths are relative to the file. */
export type SettingsFile = {
  readonly schemaVersion: 1;
  readonly apis?: { readonly [id: string]: ApiEntry };
  readonly profiles?: readonly string[];
  readonly style?: Style;
  readonly rulesetCode?: readonly { readonly file: string; readonly sha256: string }[];
  readonly policy?: PolicyEntry;
  readonly environments?: { readonly [name: string]: EnvironmentEntry };
  readonly gitops?: { readonly remote: string; readonly branch?: string };
  readonly consumers?: readonly string[];
  readonly usage?: readonly UsageEntry[];
};

export const SETTINGS_FILE: DocumentKind<SettingsFile> = {
  code: 'CONFIG_INVALID',
  compile: (ajv) => ajv.compile<SettingsFile>(WORKSPACE_SCHEMA),
};
