#!/usr/bin/env node
import { run } from '../dist/countersign.js';

process.exitCode = await run(process.argv.slice(2));
