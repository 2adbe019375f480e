import type { JudgedChange } from '../../../model/change.ts';
import type { Location } from '../../../model/location.ts';
import { focused } from './focus.ts';
import { frame } from './frame.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import type { Topic } from './topics.ts';

type Side = {
  readonly label: string;
  readonly at: Location | null;
  readonly paint: (text: string) => string;
  readonly remark: string;
  readonly bare: boolean;
};

/**
 * Old and new place with their code. Of a thing that was removed or added, the other side is only the parent that stood there: no code
 * is shown for it. A line that reads the same on both sides is shown once.
 */
export function bothSides(topic: Topic, change: JudgedChange, indent: number, page: Page): string[] {
  const { added, removed } = turnOf(change);
  const [before, after] = [narrowed(change.before, change, page), narrowed(change.after, change, page)];
  const same = !added && !removed && codeAt(before, page) === codeAt(after, page);
  const [old, now] = [added ? change.before : before, removed ? change.after : after];
  const lines = (side: Side): string[] => sideLines(side, topic, indent, page);
  return [
    ...lines({
      label: '-',
      at: old,
      paint: page.ink.removed,
      remark: added ? 'was not here yet' : '',
      bare: added || same,
    }),
    ...lines({ label: '+', at: now, paint: page.ink.added, remark: removed ? 'is gone from here' : '', bare: removed }),
  ];
}

/** The one place that a short telling names: where it stands now, or stood. */
export function onePlace(topic: Topic, change: JudgedChange, page: Page): string {
  const { removed } = turnOf(change);
  const [old, now] = [narrowed(change.before, change, page), narrowed(change.after, change, page)];
  const at = removed ? (old ?? now) : (now ?? old);
  return at === null ? '' : placeOf(at, topic.base);
}

/** What moved to another component on the way stands below another parent; then the check's name tells. */
function turnOf({ check, before, after }: JudgedChange): { readonly added: boolean; readonly removed: boolean } {
  return {
    added: isAbove(before, after) || check.endsWith('-added'),
    removed: isAbove(after, before) || check.endsWith('-removed'),
  };
}

function narrowed(at: Location | null, { about }: JudgedChange, page: Page): Location | null {
  return at === null ? null : focused(at, about, page.lines(at.file, at.commit));
}

function sideLines({ label, at, paint, remark, bare }: Side, { base }: Topic, indent: number, page: Page): string[] {
  if (at === null) return [];
  const place = page.ink.place(placeOf(at, base));
  const head = `${' '.repeat(indent)}${paint(label)} ${place}${remark === '' ? '' : `  ${page.ink.faint(remark)}`}`;
  return bare ? [head] : [head, ...frame(at, page, indent + 2, paint)];
}

/** The line of a place; null where it was not read. */
function codeAt(at: Location | null, page: Page): string | null {
  return at === null ? null : (page.lines(at.file, at.commit)[at.line - 1]?.trim() ?? null);
}

/** True when one place is a parent of the other. */
function isAbove(parent: Location | null, child: Location | null): boolean {
  return parent !== null && child !== null && child.pointer.startsWith(`${parent.pointer}/`);
}
