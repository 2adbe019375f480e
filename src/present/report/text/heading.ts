import width from 'fast-string-width';
import { nameOfDialect } from '../../../model/contract.ts';
import type { ApiSummary, Base } from '../../../model/report.ts';
import { counted } from './counts.ts';
import type { Page } from './page.ts';
import { shortCommit } from './place.ts';
import { hanging } from './wrap.ts';

/** Which API, which version, how large, from which file, compared with what. */
export function headingOf(api: ApiSummary, page: Page): string[] {
  const title = api.title === '' ? '' : `${api.title}, `;
  const name = nameOf(api);
  // A workflow calls the operations of others; it has none.
  const size = api.dialect === 'arazzo-1.0' ? '' : `, ${counted(api.operations, 'operation')}`;
  const about = `${title}${nameOfDialect(api.dialect)}${size}`;
  const beside = width(`${name}  ${about}`) <= page.width;
  return [
    page.ink.strong(name) + (beside ? `  ${about}` : ''),
    ...(beside ? [] : hanging({ indent: 2, text: about, columns: page.width })),
    ...hanging({ indent: 2, text: `${api.file}${comparison(api)}`, columns: page.width, paint: page.ink.faint }),
  ];
}

function comparison({ file, base }: ApiSummary): string {
  if (base === null) return '';
  const renamed = base.file === file || base.file === base.revision ? '' : `, then in ${base.file}`;
  const how = base.how === undefined ? '' : `, ${base.how}`;
  return `, compared with version ${base.version} at ${baseOf(base)}${how}${renamed}`;
}

/** `origin/main (1a2b3c4)`, or the revision alone where it has no commit, such as a file. */
export function baseOf({ revision, commit }: Base): string {
  return commit === null || commit.startsWith(revision) ? revision : `${revision} (${shortCommit(commit)})`;
}

/** `payments 2.3.0`. */
export function nameOf({ id, version }: Pick<ApiSummary, 'id' | 'version'>): string {
  // A contract that was only named as a file is often called by its version.
  return id === version ? id : `${id} ${version}`.trim();
}
