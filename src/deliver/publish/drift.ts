import type { Fact } from '../../model/finding.ts';
import { sha256 } from './digest.ts';
import { fileAt, obstacle } from './facts.ts';
import { LOCK } from './place.ts';
import type { PublicationInput } from './plan.ts';
import type { Tip } from './tip.ts';

/**
 * `gateway-drift`: what stands at the tip is not what was last published there. Somebody edited or removed a file by hand, or wrote one where ours will be.
 * Publishing would overwrite it unseen, so it is refused until it is overruled or undone.
 */
export function driftFacts({ place, files }: PublicationInput, tip: Tip): readonly Fact[] {
  const said = (file: string, what: string): Fact =>
    obstacle(place.api, 'gateway', {
      rule: 'gateway-drift',
      message: `${tip.folder}/${file} ${what}`,
      hint: 'bring the change into the contract or the settings, then publish over it',
      at: fileAt(`${tip.folder}/${file}`, tip.commit),
    });
  const listed = tip.lock.kind === 'read' ? tip.lock.lock.files : [];
  const names = new Set(listed.map(({ file }) => file));
  return [
    ...(tip.lock.kind === 'foreign' ? [said(LOCK, 'is not as countersign wrote it.')] : []),
    ...listed.flatMap(({ file, sha256: digest }) => {
      const content = tip.files.get(file);
      if (content === undefined) return [said(file, 'was removed by hand since it was published.')];
      return sha256(content) === digest ? [] : [said(file, 'was edited by hand since it was published.')];
    }),
    ...files
      .filter(({ path, content }) => !names.has(path) && tip.files.has(path) && tip.files.get(path) !== content)
      .map(({ path }) => said(path, 'was not written by countersign and would be overwritten.')),
  ];
}
