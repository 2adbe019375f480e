import { callOf, dayOf, type LineReader, nameOf } from '../call.ts';

/**
 * HAProxy's HTTP log: `… [time] frontend backend/server timers status … {captured|headers} "request"`. The consumer is the captured request header of a
 * number, from 1; without one, nobody.
 */
export function haproxyReader(consumer: string | null): LineReader {
  const number = consumer === null ? null : Number(consumer);
  return (line) => {
    const end = line.lastIndexOf('"');
    const start = line.lastIndexOf('"', end - 1);
    if (start <= 0) return null;
    let open = line.indexOf('[');
    // Before it may stand the number of the process: `haproxy[14389]:`.
    while (open !== -1 && open < start && line.charAt(open + 3) !== '/') open = line.indexOf('[', open + 1);
    if (open === -1 || open > start) return null;
    const name = number === null ? null : captured(line, open, start, number);
    return callOf(line.slice(start + 1, end), nameOf(name), dayOf(line.slice(open + 1, open + 12)));
  };
}

function captured(line: string, from: number, before: number, number: number): string | null {
  const open = line.indexOf('{', from);
  const close = line.indexOf('}', open);
  return open === -1 || close === -1 || close > before
    ? null
    : (line.slice(open + 1, close).split('|')[number - 1] ?? null);
}
