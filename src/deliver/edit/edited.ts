import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '../../model/edit.ts';
import type { Json } from '../../model/json.ts';
import { isWithin, parentOf } from '../../model/pointer.ts';
import { notEditable } from './not-editable.ts';
import { type Source, sourceOf } from './source.ts';
import { meet, spliced } from './splice.ts';
import { remove, type Step, stepOf } from './steps.ts';
import { styleOf } from './style.ts';
import { editedValue } from './value.ts';

type Removal = Extract<Edit, { kind: 'remove' }>;

/** One edit, or entries that are removed from one object together. */
type Task = { readonly edit: Edit; readonly removals: readonly Removal[] };

/**
 * The text of a YAML or JSON file after edits, in their order. Only what an edit changes is written anew: every other line stays as it is to the
 * byte, with its comments, quotes, key order, indentation, line ends and byte order mark. The result is read again, and has exactly the value that
 * the edits make of the old one; else EDIT_IMPOSSIBLE is thrown, as where an alias or a merge key shares what would change. Import this file only
 * where something is edited: its parser is slow to load.
 */
export function edited(text: string, edits: readonly Edit[]): string {
  const [first] = edits;
  if (first === undefined) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const bare = text.slice(mark.length);
  const source = sourceOf(bare);
  const wanted = edits.reduce<Json>(editedValue, source.value);
  const after = spelled(source, tasksOf(edits));
  if (after === bare) return text;
  const result = readAgain(after, first);
  if (result.json !== source.json || !isDeepStrictEqual(result.value, wanted))
    throw notEditable(first, 'something else would change with it');
  return mark + after;
}

function readAgain(text: string, edit: Edit): Source {
  try {
    return sourceOf(text);
  } catch {
    throw notEditable(edit, 'something else refers to what would change');
  }
}

function tasksOf(edits: readonly Edit[]): readonly Task[] {
  const tasks: { edit: Edit; removals: Removal[] }[] = [];
  for (const edit of edits) {
    const last = tasks.at(-1);
    if (edit.kind !== 'remove') tasks.push({ edit, removals: [] });
    else if (last !== undefined && isSibling(last, edit)) last.removals.push(edit);
    else tasks.push({ edit, removals: [edit] });
  }
  return tasks;
}

/** What has a number may be an item, and items count anew once one is gone. */
function isSibling({ edit, removals }: Task, next: Removal): boolean {
  return removals.length > 0 && parentOf(edit.pointer) === parentOf(next.pointer) && !/\/\d+$/.test(next.pointer);
}

type Done = { readonly edit: Edit; readonly step: Step };

/** As many edits as can be made without reading the text again are made at once. */
function spelled(start: Source, tasks: readonly Task[]): string {
  const { eol } = styleOf(start);
  const isClosed = start.text.endsWith('\n');
  // Every line has an end meanwhile, also the last.
  let source = isClosed ? start : sourceOf(start.text + eol);
  let batch: Done[] = [];
  for (const task of tasks) {
    const { edit } = task;
    let step = batch.some((done) => isNeeded(done, edit)) ? null : stepIn(source, task);
    if (step === null || batch.some((done) => step !== null && isInTheWay(done.step, step))) {
      source = readAgain(madeIn(source, batch), edit);
      batch = [];
      step = stepIn(source, task);
    }
    batch.push({ edit, step });
  }
  const after = madeIn(source, batch);
  return isClosed ? after : after.slice(0, -eol.length);
}

function stepIn(source: Source, { edit, removals }: Task): Step {
  return removals.length > 0 ? remove(source, removals) : stepOf(source, edit);
}

function madeIn({ text }: Source, batch: readonly Done[]): string {
  return spliced(
    text,
    batch.flatMap(({ step }) => step.splices),
  );
}

/** Whether an edit means something else once the other is made. */
function isNeeded({ edit: done, step }: Done, edit: Edit): boolean {
  if (isWithin(edit.pointer, step.touched) || isWithin(step.touched, edit.pointer)) return true;
  if (done.kind !== 'set' && isWithin(edit.pointer, parentOf(done.pointer))) return true;
  return parentOf(step.touched) === parentOf(edit.pointer) && (edit.kind !== 'set' || edit.before !== undefined);
}

/** Whether both change the same characters; entries that come last in the same block one after the other do not. */
function isInTheWay(done: Step, next: Step): boolean {
  if (done.appendsTo !== null && done.appendsTo === next.appendsTo) return false;
  return done.splices.some((left) => next.splices.some((right) => meet(left, right)));
}
