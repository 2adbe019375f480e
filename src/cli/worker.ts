import { serve } from '../adapters/threads/inside.ts';
import { type LintTask, lintTask } from '../commands/steps/lint/task.ts';

/** What runs in the threads of a command: `main.ts` has the ports, and threads have none. */
serve((task, ask) => lintTask(task as LintTask, ask));
