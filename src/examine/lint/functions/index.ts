// Written by npm run gen from the files beside it. Do not edit.
import type { LintFunction } from '../define.ts';
import pattern from './pattern.ts';

export const FUNCTIONS: readonly LintFunction[] = [pattern];
