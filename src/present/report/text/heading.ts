import type { ApiSummary, Base } from '../../../model/report.ts';
import { counted } from './counts.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { hanging } from './wrap.ts';

/** Which API, which version, how large, from which file, compared with what. */
export function headingOf(api: ApiSummary, page: Page): string[] {
  const title = api.title === '' ? '' : `${api.title}, `;
  const kind = api.dialect === '2.0' ? 'Swagger 2.0' : `OpenAPI ${api.dialect}`;
  return [
    ...hanging({
      indent: 0,
      label: `${api.id} ${api.version}  `,
      text: `${title}${kind}, ${counted(api.operations, 'operation')}`,
      columns: page.width,
      paintLabel: page.ink.strong,
    }),
    ...hanging({ indent: 2, text: `${api.file}${comparison(api)}`, columns: page.width, paint: page.ink.faint }),
  ];
}

function comparison({ file, base }: ApiSummary): string {
  if (base === null) return '';
  const renamed = base.file === file ? '' : `, then in ${base.file}`;
  return `, compared with version ${base.version} at ${baseOf(base)}${renamed}`;
}

/** `origin/main (1a2b3c4)`, or the revision alone where it has no commit, such as a file. */
export function baseOf({ revision, commit }: Base): string {
  return commit === null || commit.startsWith(revision) ? revision : `${revision} (${shortCommit(commit)})`;
}
