import type { ApiDocument } from '../../model/contract.ts';
import type { Location } from '../../model/location.ts';
import type { Json } from '../../model/json.ts';
import { isArray, own } from '../../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Bundled, Place } from './bundle.ts';
import type { SourceFile } from './parse.ts';
import type { Span } from './source-node.ts';

/** Makes `Contract.locate`. What was bundled is found in the file it came from. */
export function locator(bundled: Bundled, root: SourceFile, commit: string | null): ApiDocument['locate'] {
  return (pointer, asReference = false) => {
    const { file, pointer: place } = surviving(origin(bundled, root, segmentsOf(pointer), asReference));
    return placeOf(file, place, commit);
  };
}

/** Where a pointer into one of a contract's files stands. */
export function placeOf(file: SourceFile, pointer: string, commit: string | null): Location {
  return locationOf(file, pointer, file.span(segmentsOf(pointer)), commit);
}

/** A part of one of a contract's files, as the place of what a pointer names. */
export function locationOf(file: SourceFile, pointer: string, { start, end }: Span, commit: string | null): Location {
  const [from, to] = [file.lines.positionAt(start), file.lines.positionAt(end)];
  return {
    file: file.file,
    commit,
    pointer,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

/** Where the last value on the way that exists comes from; or the reference that it was put in the place of. */
function origin(
  { document, origins }: Bundled,
  root: SourceFile,
  segments: readonly string[],
  asReference: boolean,
): Place {
  let place: Place = { file: root, pointer: '' };
  let value: Json = document;
  for (const [index, segment] of segments.entries()) {
    const child = childOf(value, segment);
    if (child === undefined) break;
    const here = { file: place.file, pointer: place.pointer + pointerOf(segment) };
    const stays = asReference && index === segments.length - 1 && valueAt(here.file.value, here.pointer) !== undefined;
    place = stays ? here : (origins.get(value)?.get(segment) ?? here);
    value = child;
  }
  return place;
}

function childOf(value: Json, segment: string): Json | undefined {
  return isArray(value) ? valueAt(value, pointerOf(segment)) : own(value, segment);
}

/** What bundling made, such as a first `components`, stands in no file: its parent does. */
function surviving({ file, pointer }: Place): Place {
  let segments = segmentsOf(pointer);
  while (segments.length > 0 && valueAt(file.value, pointerOf(...segments)) === undefined)
    segments = segments.slice(0, -1);
  return { file, pointer: pointerOf(...segments) };
}
