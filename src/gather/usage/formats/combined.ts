import { callOf, dayOf, type LineReader, nameOf } from '../call.ts';

/**
 * The combined and common log formats of nginx and Apache: `address - user [time] "request" status bytes "referer" "agent"`. The consumer is the user, or the
 * quoted text of a number behind the request, from 1.
 */
export function combinedReader(consumer: string | null): LineReader {
  const number = consumer === null ? null : Number(consumer);
  return (line) => {
    const open = line.indexOf(' [');
    const close = line.indexOf('] "', open);
    const end = line.indexOf('" ', close + 3);
    if (open === -1 || close === -1 || end === -1) return null;
    const status = line.charCodeAt(end + 2);
    if (status < 49 || status > 53) return null;
    const name = number === null ? userIn(line, open) : quoted(line, end + 1, number);
    return callOf(line.slice(close + 3, end), nameOf(name), dayOf(line.slice(open + 2, open + 13)));
  };
}

/** What stands between the second word and the time. */
function userIn(line: string, open: number): string {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  return second === -1 || second > open ? '' : line.slice(second + 1, open);
}

function quoted(line: string, from: number, number: number): string | null {
  let start = from;
  for (let count = 1; ; count += 1) {
    const open = line.indexOf('"', start);
    const close = open === -1 ? -1 : line.indexOf('"', open + 1);
    if (close === -1) return null;
    if (count === number) return line.slice(open + 1, close);
    start = close + 1;
  }
}
