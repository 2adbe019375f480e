import { isDeprecated } from '../../../model/lifecycle-fields.ts';
import { ownString } from '../../../model/json.ts';
import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'all-ops-deprecated-api-status',
  severity: 'warn',
  summary: 'An API of which every operation is deprecated says so as a whole.',
  why: 'Catalogues list the API as live and new callers arrive.',
  fix: 'Set `info.x-lifecycle: deprecated`.',
  source: 'Zalando RESTful API guidelines, rule 187',
  on: 'contract',
  check({ info, operations, deprecated }, { policy: { fields } }) {
    if (operations === 0 || deprecated < operations || isDeprecated(info, fields)) return null;
    const stage = ownString(info, 'x-lifecycle');
    if (stage === 'deprecated' || stage === 'retired') return null;
    const said = stage === undefined ? 'does not say that the API is' : `says that the API is ${stage}`;
    return {
      message: `Every operation is deprecated, and info ${said}.`,
      fields: stage === undefined ? ['info'] : ['info', 'x-lifecycle'],
    };
  },
});
