import manifest from '../../package.json' with { type: 'json' };
import type { Tool } from '../model/report.ts';

export const TOOL: Tool = { name: 'countersign', version: manifest.version };
