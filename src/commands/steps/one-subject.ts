import { CountersignError } from '../../model/errors.ts';
import type { Gathered, Subject } from './subjects.ts';

/** The subject of a command that takes one API at a time. Throws USAGE for several, those that are only linted among them. */
export function oneSubject(gathered: Gathered, command: string): Subject {
  const [subject, ...others] = [...gathered.subjects, ...gathered.lintedOnly];
  if (subject !== undefined && 'contract' in subject && others.length === 0) return subject;
  const ids = gathered.subjects.map(({ api }) => api.id);
  throw new CountersignError('USAGE', `${command} takes one API at a time`, { hint: `name one of: ${ids.join(', ')}` });
}
