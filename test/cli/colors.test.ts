import { expect, test } from 'vitest';
import { wantsColor } from '../../src/cli/colors.ts';

test.each([
  { noColor: true, environment: { FORCE_COLOR: '1' }, tty: true, wanted: false },
  { noColor: false, environment: { FORCE_COLOR: '1', NO_COLOR: '1' }, tty: false, wanted: true },
  { noColor: false, environment: { FORCE_COLOR: '0' }, tty: true, wanted: false },
  { noColor: false, environment: { NO_COLOR: '1' }, tty: true, wanted: false },
  { noColor: false, environment: { NO_COLOR: '' }, tty: true, wanted: true },
  { noColor: false, environment: { TERM: 'dumb' }, tty: true, wanted: false },
  { noColor: false, environment: {}, tty: false, wanted: false },
  { noColor: false, environment: {}, tty: true, wanted: true },
])('colour: $wanted for --no-color=$noColor, $environment, tty=$tty', ({ noColor, environment, tty, wanted }) => {
  expect(wantsColor(noColor, environment, tty)).toBe(wanted);
});
