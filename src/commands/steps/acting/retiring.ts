import { removalOf } from '../../../deliver/lifecycle/removal.ts';
import { examineLifecycle } from '../../../examine/lifecycle/lifecycle.ts';
import type { LifecycleInput } from '../../../examine/lifecycle/define.ts';
import { hindranceTo, type Leaving, leavingWith } from '../../../examine/lifecycle/leaving.ts';
import { isTooGrave } from '../../../judge/policy/severity.ts';
import { isVersionRule } from '../../../judge/policy/rules.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Location } from '../../../model/location.ts';
import type { Ports } from '../../../model/ports.ts';
import type { GateReport, NotRetired, VersionToGive } from '../../../model/report.ts';
import { nextVersion } from '../../../model/version.ts';
import type { Gathered, Subject } from '../subjects.ts';
import { judgedEdit } from './judged-edit.ts';
import { alsoReading, elsewhere, type Planned, plannedEdits, writtenIn } from './planned-edits.ts';
import { isWithin } from '../../../model/pointer.ts';

/** What goes from a contract, as it was planned and judged. */
export type Retiring = {
  readonly retired: readonly Deprecation[];
  readonly refused: readonly NotRetired[];
  readonly leaving: Leaving;
  readonly left: readonly string[];
  readonly planned: Planned;
  readonly report: GateReport;
  readonly version: VersionToGive | null;
};

type Round = Omit<Retiring, 'retired' | 'refused'>;

/** Plans the removal of things, without those that hindrances and the policy hold: what is held may hold others, so it is planned until all that is left may go. */
export async function retiringOf(
  gathered: Gathered,
  subject: Subject,
  input: LifecycleInput,
  things: readonly Deprecation[],
  ports: Ports,
): Promise<Retiring> {
  const refused: NotRetired[] = [];
  let going = things;
  for (;;) {
    const held = [...hindered(subject, going)];
    if (held.length === 0) {
      const round = await roundOf(gathered, subject, input, going, ports);
      const byPolicy = await heldIn(round, gathered, subject, going, ports);
      if (byPolicy.length === 0) return { ...round, retired: going, refused };
      held.push(...byPolicy);
    }
    refused.push(...held);
    going = going.filter((thing) => !held.some((each) => each.thing === thing));
  }
}

function hindered({ contract }: Subject, going: readonly Deprecation[]): NotRetired[] {
  const all = going.map(({ what }) => what);
  return going.flatMap((thing) => {
    const reason = hindranceTo(contract.document, thing.what, all);
    return reason === null ? [] : [{ thing, reasons: [reason] }];
  });
}

async function roundOf(
  gathered: Gathered,
  subject: Subject,
  input: LifecycleInput,
  going: readonly Deprecation[],
  ports: Ports,
): Promise<Round> {
  const { contract } = subject;
  const leaving = leavingWith(
    contract.document,
    going.map(({ what }) => what),
  );
  const written = await writtenIn(gathered, subject, ports);
  const { edits, left } = removalOf(contract, [...leaving.parts, ...leaving.components], written);
  const planned = await plannedEdits(gathered, subject, edits, ports);
  const after: Subject = { ...subject, contract: planned.contract };
  const lifecycle = examineLifecycle({ ...input, contract: planned.contract, before: { contract, day: null } });
  const judge = (version?: string): Promise<GateReport> =>
    judgedEdit(gathered, subject, after, lifecycle, ports, version);
  const version = await versionFor(contract.version, judge, gathered);
  return { leaving, left, planned, version, report: await judge(version?.version) };
}

/** The smallest step with which neither the rules on versions nor a break says anything; the largest where none is enough, null where versions cannot be counted. */
async function versionFor(
  version: string,
  judge: (version: string) => Promise<GateReport>,
  { workspace }: Gathered,
): Promise<VersionToGive | null> {
  let last: VersionToGive | null = null;
  for (const step of ['patch', 'minor', 'major'] as const) {
    const next = nextVersion(version, step);
    if (next === null) return null;
    last = { step, version: next };
    const { findings } = await judge(next);
    const speaks = ({ rule, from }: Finding): boolean => isVersionRule(rule) || from === 'diff';
    if (!findings.some((each) => speaks(each) && (isVersionRule(each.rule) || isTooGrave(each, workspace.policy))))
      break;
  }
  return last;
}

/** The rules that ask whether something may go. */
const REMOVAL = /^removal-/;

async function heldIn(
  { report, planned }: Round,
  gathered: Gathered,
  subject: Subject,
  going: readonly Deprecation[],
  ports: Ports,
): Promise<NotRetired[]> {
  const { policy } = gathered.workspace;
  const grave = report.findings.filter(
    (each) => isTooGrave(each, policy) && (each.from === 'diff' ? !isVersionRule(each.rule) : REMOVAL.test(each.rule)),
  );
  const files = elsewhere(planned, subject);
  const others = await alsoReading(gathered, subject, files, ports);
  const shared = others.length === 0 ? [] : [`it stands in files that ${others.join(', ')} reads as well`];
  return going.flatMap((thing) => {
    const own = grave.filter(({ at, also }) => [at, ...also].some((place) => isAt(place, thing.at)));
    const ofNone = grave.filter(
      ({ at, also }) => !going.some((one) => [at, ...also].some((place) => isAt(place, one.at))),
    );
    const isShared = files.includes(thing.at.file) ? shared : [];
    const reasons = [...[...own, ...ofNone].map(({ message, rule }) => `${message} (${rule})`), ...isShared];
    return reasons.length === 0 ? [] : [{ thing, reasons: [...new Set(reasons)] }];
  });
}

function isAt(place: Location, thing: Location): boolean {
  return place.file === thing.file && isWithin(place.pointer, thing.pointer);
}
