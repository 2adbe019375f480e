import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import { type Deprecation, nameOfDeprecable } from '../../model/deprecation.ts';
import type { RenderedFile } from '../../model/gateway-config.ts';
import { ownObject, ownString } from '../../model/json.ts';
import type { Api } from '../../model/workspace.ts';
import { type Markup, markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { page } from './layout.ts';
import { operationsOf } from './operations.ts';

/** What the catalogue says of one API. */
export type PortalEntry = {
  readonly api: Api;
  readonly contract: Contract;
  readonly deprecations: readonly Deprecation[];
};

type Named = PortalEntry & { readonly file: string };

/** A static catalogue: `index.html` and one page an API, each self-contained. Consumers are not named: a catalogue is read by them. */
export function portalPages(entries: readonly PortalEntry[], { today }: { readonly today: Day }): RenderedFile[] {
  const named = withFiles([...entries].sort((left, right) => (left.api.id < right.api.id ? -1 : 1)));
  return [
    { path: 'index.html', content: page('API catalogue', index(named, today)) },
    ...named.map((entry) => ({ path: entry.file, content: page(titleOf(entry), apiPage(entry, today)) })),
  ];
}

/** File names hold what is safe everywhere, and differ even where upper and lower case do not. */
function withFiles(entries: readonly PortalEntry[]): readonly Named[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const base = `api-${entry.api.id
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .slice(0, 80)}`;
    let file = `${base}.html`;
    for (let number = 2; taken.has(file); number += 1) file = `${base}-${number}.html`;
    taken.add(file);
    return { ...entry, file };
  });
}

function index(entries: readonly Named[], today: Day): Markup {
  const rows = entries.map((entry) => [
    markup`<a href="${entry.file}">${titleOf(entry)}</a> <span class="faint">${entry.contract.title === '' ? '' : entry.api.id}</span>`,
    entry.contract.version,
    entry.api.owner ?? 'nobody named',
    entry.api.audience ?? 'not said',
    lifecycleOf(entry),
  ]);
  return markup`<h1>API catalogue</h1>
<p class="faint">${entries.length} ${entries.length === 1 ? 'API' : 'APIs'}, as of ${today}</p>
${table(['API', 'version', 'owner', 'audience', 'lifecycle'], rows, 'There is no API yet.')}`;
}

function apiPage(entry: Named, today: Day): Markup {
  const { api, contract, deprecations } = entry;
  const operations = operationsOf(contract.document).map(({ method, path, summary, deprecated }) => [
    markup`<code>${method} ${path}</code>`,
    summary,
    deprecated ? 'deprecated' : '',
  ]);
  return markup`<p><a href="index.html">All APIs</a></p>
<h1>${titleOf(entry)}</h1>
<p>${ownString(ownObject(contract.document, 'info'), 'summary') ?? ''}</p>
<dl>
<dt>version</dt><dd>${contract.version}</dd>
<dt>owner</dt><dd>${api.owner ?? 'nobody named'}</dd>
<dt>audience</dt><dd>${api.audience ?? 'not said'}</dd>
<dt>lifecycle</dt><dd>${lifecycleOf(entry)}</dd>
</dl>
<h2>Operations</h2>
${table(['operation', 'summary', 'state'], operations, 'The contract has no operations.')}
<h2>Deprecations</h2>
${table(['what', 'since', 'sunset', 'use instead'], [...deprecations].sort(bySunset).map(deprecationRow), 'Nothing is deprecated.')}
<p class="faint">As of ${today}.</p>`;
}

function deprecationRow({ what, since, sunset, status, successor }: Deprecation): readonly (string | Markup)[] {
  const origin = since?.from === 'no later than' ? 'no later than ' : '';
  const day = markup`<time datetime="${sunset ?? ''}">${sunset ?? ''}</time>`;
  return [
    markup`<code>${nameOfDeprecable(what)}</code>`,
    since === null ? 'unknown' : `${origin}${since.day}`,
    sunset === null ? 'no day is set' : status === 'overdue' ? markup`<span class="late">${day}, overdue</span>` : day,
    successor ?? '',
  ];
}

/** What the contract says of itself under `info.x-lifecycle`, and what is on its way out. */
function lifecycleOf({ contract, deprecations }: PortalEntry): string {
  const stage = ownString(ownObject(contract.document, 'info'), 'x-lifecycle') ?? '';
  const overdue = deprecations.filter(({ status }) => status === 'overdue').length;
  const [next] = deprecations.filter(({ status }) => status !== 'overdue').sort(bySunset);
  const parts = [
    stage,
    deprecations.length === 0 ? '' : `${deprecations.length} deprecated`,
    overdue === 0 ? '' : `${overdue} overdue`,
    next?.sunset ? `next sunset ${next.sunset}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'not said' : parts.join(', ');
}

/** The earliest first, what has no day last. */
function bySunset(left: Deprecation, right: Deprecation): number {
  const [first, second] = [left, right].map(({ sunset, what }) => `${sunset ?? '9999'} ${what.pointer}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function titleOf({ contract, api }: PortalEntry): string {
  return contract.title === '' ? api.id : contract.title;
}
