import { CountersignError } from '../../model/errors.ts';
import type { RenderedFile } from '../../model/gateway-config.ts';
import type { Report } from '../../model/report.ts';
import { jsonText } from './json-text.ts';
import { printable, printableCharacter } from './printable.ts';

/**
 * The text of a report whose content is itself the output, to be piped as it is: rendered files that were not written anywhere,
 * and schemas. Null for every other report. Throws RENDER_IMPOSSIBLE where a file holds a raw control character.
 */
export function payloadOf(report: Report): string | null {
  if (report.report === 'schema') return jsonText(report.schema);
  if (report.report !== 'render' || report.written !== null) return null;
  const { files } = report.config;
  for (const file of files) refuseControlCharacters(file);
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.content;
  return files.map(({ path, content }) => `--- ${printable(path)}\n${content}`).join('');
}

// Tab and line breaks are what text files are made of; C0, DEL and C1 beyond them move a terminal's cursor or worse.

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

/** Our serialisers escape such characters. Escaping them here would print something else than what is published. */
function refuseControlCharacters({ path, content }: RenderedFile): void {
  const found = CONTROL.exec(content);
  if (found === null) return;
  const line = content.slice(0, found.index).split('\n').length;
  throw new CountersignError(
    'RENDER_IMPOSSIBLE',
    `${printable(path)}:${line} would put the control character ${printableCharacter(found[0])} on the terminal`,
    { hint: 'remove it from the contract, or write the files to a folder with --output' },
  );
}
