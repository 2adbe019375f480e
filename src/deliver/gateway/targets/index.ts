// Written by npm run gen from the files beside it. Do not edit.
import type { GatewayTarget } from '../define.ts';
import kong from './kong/index.ts';

export const TARGETS: readonly GatewayTarget[] = [kong];
