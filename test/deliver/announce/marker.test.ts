import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedComment, markedText, readMark, says, withOurPart } from '../../../src/deliver/announce/marker.ts';
import type { Told } from '../../../src/model/announcement.ts';
import { day } from '../../support/register.ts';

const SUNSET = day('2027-01-31');
const nasty = fc.oneof(
  fc.constantFrom('-->', '--', '<!-- countersign:end -->', '--->', '<!--', '$&', '\u2028', '"}'),
  fc.string({ unit: 'binary' }),
);

it('whatever things and APIs are called, what is hidden stays hidden and is read again', () => {
  const thing = fc.record({
    thing: fc.stringMatching(/^[0-9a-f]{16}$/),
    what: fc.array(nasty, { maxLength: 3 }).map((parts) => parts.join('')),
    round: fc.nat(),
    offset: fc.option(fc.integer({ min: -400, max: 400 })),
    end: fc.boolean(),
  });
  fc.assert(
    fc.property(nasty, fc.option(nasty), fc.array(thing, { maxLength: 5 }), (api, owner, things) => {
      const told: readonly Told[] = things.map((one) => ({ api, owner, sunset: SUNSET, ...one }));
      const text = markedText({ api, owner, sunset: SUNSET, told }, 'What people read.');
      expect(text.replaceAll(/<!--[^]*?-->/g, '').trim()).toBe('What people read.');
      expect(readMark(text)).toEqual({ api, owner, sunset: SUNSET, told });
      expect(readMark(`Before.\r\n${text.replaceAll('\n', '\r\n')}\r\nAfter.`)).toEqual({
        api,
        owner,
        sunset: SUNSET,
        told,
      });
      const again = markedText({ api, owner, sunset: SUNSET, told: [] }, 'New.');
      expect(withOurPart(`Before.\n${text}\nAfter.`, again)).toBe(`Before.\n${again}\nAfter.`);
    }),
  );
});

it.each([
  '',
  'a text',
  '<!-- countersign:sunset -->',
  '<!-- countersign:sunset {} -->',
  '<!-- countersign:sunset {"v":2,"api":"a","sunset":"2027-01-31","told":[]} -->',
  '<!-- countersign:sunset {"v":1,"api":"a","sunset":"2027-02-31","told":[]} -->',
  '<!-- countersign:sunset {"v":1,"api":"a","sunset":"2027-01-31","told":[[1]]} -->',
  '<!-- countersign:sunset {"v":1,"api":"a","sunset":"2027-01-31","told":null} -->',
  '<!-- countersign:sunset {"v":1,"__proto__":{"api":"a"},"sunset":"2027-01-31","told":[]} -->',
])('what is not as we wrote it is not ours: %s', (body) => {
  expect(readMark(body)).toBeNull();
});

it('a comment says what it says, and no more', () => {
  const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
  const comment = markedComment([first, second], 'News.');
  expect([says(comment, [first]), says(comment, [second, first]), says(comment, ['c'.repeat(32)])]).toEqual([
    true,
    true,
    false,
  ]);
  expect(says('News.', [first])).toBe(false);
});
