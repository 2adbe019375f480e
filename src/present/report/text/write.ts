import { type EndingReport, isEnding } from '../ending.ts';
import { accept } from './accept.ts';
import { announce } from './announce.ts';
import { approve } from './approve.ts';
import { baseline } from './baseline.ts';
import { changelog } from './changelog.ts';
import { deprecate } from './deprecate.ts';
import { explain } from './explain.ts';
import { gate } from './gate.ts';
import { history } from './history.ts';
import { init } from './init.ts';
import { notice } from './notice.ts';
import type { Page } from './page.ts';
import { publish } from './publish.ts';
import { render } from './render.ts';
import { retire } from './retire.ts';
import { rules } from './rules.ts';
import { score } from './score.ts';
import type { ToldReport } from './telling.ts';

/** The lines of a report, each kind by its own file. The report must be a printable copy. */
export function write(report: ToldReport, page: Page): string[] {
  if (isEnding(report)) return ending(report, page);
  switch (report.report) {
    case 'check':
    case 'lint':
    case 'diff':
    case 'deprecations':
    case 'impact':
      return gate(report, page);
    case 'render':
      return render(report, page);
    case 'accept':
      return accept(report, page);
    case 'baseline':
      return baseline(report, page);
    case 'approve':
      return approve(report, page);
    case 'publish':
      return publish(report, page);
    case 'score':
      return score(report, page);
    case 'rules':
      return rules(report, page);
    case 'explain':
      return explain(report, page);
    case 'changelog':
      return changelog(report, page);
    case 'history':
      return history(report, page);
    case 'init':
    case 'lock':
      return init(report, page);
    case 'schema':
      // A schema is its own output: payload.ts.
      return [];
  }
}

function ending(report: EndingReport, page: Page): string[] {
  switch (report.report) {
    case 'announce':
      return announce(report, page);
    case 'deprecate':
      return deprecate(report, page);
    case 'notice':
      return notice(report, page);
    case 'retire':
      return retire(report, page);
  }
}
