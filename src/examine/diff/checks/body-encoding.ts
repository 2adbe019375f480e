import type { Impact } from '../../../model/change.ts';
import { type Check, type Context, type Report, defineCheck } from '../define.ts';
import { bareName, covers } from '../media-types.ts';
import type { HeaderSide, MediaTypeSide, PartSide } from '../read/sides.ts';
import type { Flow } from '../schema/change.ts';
import type { Shape } from '../schema/shape.ts';

type Part = { readonly shape: Shape; readonly said: PartSide | undefined };
type PartPair = { readonly name: string; readonly before: Part; readonly after: Part };

/** The parts that both versions have: properties of the form's schema. Two that `encoding` does not name are written alike. */
function parts(before: MediaTypeSide, after: MediaTypeSide, { shape }: Context): readonly PartPair[] {
  const names = new Set([...before.encoding.keys(), ...after.encoding.keys()]);
  const partOf = (side: MediaTypeSide, name: string, shapeOf: Context['shape']['before']): Part | null => {
    const view = side.schema === null ? undefined : shapeOf(side.schema).properties.get(name);
    return view === undefined ? null : { shape: shapeOf(view), said: side.encoding.get(name) };
  };
  return [...names].flatMap((name) => {
    const [old, new_] = [partOf(before, name, shape.before), partOf(after, name, shape.after)];
    return old === null || new_ === null ? [] : [{ name, before: old, after: new_ }];
  });
}

/** What a part is when nothing is said (OpenAPI 3.1, 4.8.15.1.1). A file may be of any kind: senders name their own. */
function contentTypes({ shape, said }: Part): readonly string[] {
  if (said?.contentTypes !== undefined && said.contentTypes !== null) return said.contentTypes;
  if (shape.types === null || shape.format === 'binary' || shape.contentEncoding !== null) return ['*/*'];
  // The items of a list are parts of their own, and what they are is not looked at here.
  if (shape.types.has('array')) return ['*/*'];
  return [shape.types.has('object') ? 'application/json' : 'text/plain'];
}

const URL_ENCODED = 'application/x-www-form-urlencoded';
const FORM = 'form, exploded';

/** What is lost and what is gained in the ways that a part may be written. */
function wayChange({ before, after }: PartPair, form: string): { readonly lost: boolean; readonly gained: boolean } {
  const styled = [before, after].some(({ said }) => said?.style !== undefined && said.style !== null);
  const typed = [before, after].some(({ said }) => said?.contentTypes !== undefined && said.contentTypes !== null);
  if (styled || (form === URL_ENCODED && !typed)) {
    const [old, new_] = [before, after].map(({ said }) =>
      (said?.contentTypes ?? null) === null ? (said?.style ?? FORM) : 'typed',
    );
    const composite =
      before.shape.types === null || before.shape.types.has('array') || before.shape.types.has('object');
    const moved = old !== new_ && composite;
    return { lost: moved, gained: moved };
  }
  const [old, new_] = [contentTypes(before), contentTypes(after)];
  const missing = (from: readonly string[], to: readonly string[]): boolean =>
    from.some((name) => !to.some((other) => covers(other, name)));
  return { lost: missing(old, new_), gained: missing(new_, old) };
}

function partReports(pair: PartPair, flow: Flow, form: string, side: string): readonly Report[] {
  const { lost, gained } = wayChange(pair, form);
  const place = { before: pair.before.said?.pointer, after: pair.after.said?.pointer };
  const at = {
    ...(place.before === undefined ? {} : { before: place.before }),
    ...(place.after === undefined ? {} : { after: place.after }),
  };
  const breaks = flow === 'request' ? lost : gained;
  const impact: Impact = breaks ? 'breaking' : 'compatible';
  const ways =
    lost || gained
      ? [
          {
            ...at,
            impact,
            message: `The part \`${pair.name}\` of the ${side} is encoded in another way.`,
            about: [form, pair.name],
          },
        ]
      : [];
  return [
    ...ways,
    ...headerReports(pair, flow).map((report) => ({ ...at, ...report, about: [form, pair.name, report.header] })),
  ];
}

type HeaderReport = { readonly header: string; readonly message: string; readonly impact: Impact };

/** Headers that a part must bring, or need no longer bring. */
function headerReports({ name, before, after }: PartPair, flow: Flow): readonly HeaderReport[] {
  const required = (headers: readonly HeaderSide[] | undefined): ReadonlySet<string> =>
    new Set((headers ?? []).filter((header) => header.required).map((header) => header.name.toLowerCase()));
  const [old, new_] = [required(before.said?.headers), required(after.said?.headers)];
  const report = (header: string, needed: boolean): HeaderReport => ({
    header,
    message: `The part \`${name}\` ${needed ? 'now needs' : 'no longer needs'} the header \`${header}\`.`,
    impact: needed === (flow === 'request') ? 'breaking' : 'compatible',
  });
  return [
    ...[...new_].filter((header) => !old.has(header)).map((header) => report(header, true)),
    ...[...old].filter((header) => !new_.has(header)).map((header) => report(header, false)),
  ];
}

const ENCODINGS: readonly Check[] = (['request', 'response'] as const).map((side) =>
  defineCheck({
    id: `${side}-body-encoding-changed`,
    on: `${side}-media-type`,
    impact: 'breaking',
    bothWays: true,
    summary: `A part of a form or of a multipart ${side} is written in another way (encoding).`,
    why: 'Who sends goes on writing the part the old way, or who reads goes on expecting it so.',
    fix: 'Keep the encoding of the part, or allow the new content type beside the old one.',
    kept: (before, after, context) => {
      const caller = context.operation?.after?.caller ?? 'in';
      const flow: Flow = (side === 'request') === (caller === 'in') ? 'request' : 'response';
      return parts(before, after, context).flatMap((pair) =>
        partReports(pair, flow, bareName(after.name), `${side} body`),
      );
    },
  }),
);

export default ENCODINGS;
