/** C0 and C1 controls, DEL, line and paragraph separators, zero-width and bidirectional controls, byte-order marks, tags, lone surrogates. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/**
 * Text of somebody else's as one line that reads as it looks: what is invisible, breaks the line or turns its direction becomes a space,
 * and runs of spaces become one. For commit messages, trailers and the words of other programs.
 */
export function plainLine(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
}
