import { operationCount } from '../../../model/operations.ts';
import type { ApiSummary, Base } from '../../../model/report.ts';
import type { ApiDocument } from '../../../model/contract.ts';
import type { Api } from '../../../model/workspace.ts';

type About = { readonly api: Pick<Api, 'id' | 'file'>; readonly contract: ApiDocument };

/** What a report says of an API before anything that was found. */
export function summaryOf({ api, contract }: About, base: Base | null): ApiSummary {
  return {
    id: api.id,
    file: api.file,
    title: contract.title,
    version: contract.version,
    dialect: contract.dialect,
    operations: operationCount(contract),
    sha256: contract.source.sha256,
    base,
  };
}
