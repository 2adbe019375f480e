import type { Day } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Files } from '../../model/ports.ts';
import type { Consumer, Use, Workspace } from '../../model/workspace.ts';
import {
  type DocumentKind,
  placed,
  problemLines,
  problemsError,
  readDocument,
  type SettingsDocument,
} from '../workspace/document.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Problem } from '../workspace/schema-problems.ts';
import { MAX_SETTINGS_BYTES } from '../workspace/settings-text.ts';
import { CONSUMERS_SCHEMA } from './consumers-schema.ts';

/** `METHOD /path`, or that with what of it is used. */
type UseEntry = string | ({ readonly operation: string } & Pick<Use, 'fields' | 'parameters'>);

type ConsumerFile = {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly contact: string;
  readonly knownAs?: readonly string[];
  readonly uses: readonly {
    readonly api: string;
    readonly operations: readonly UseEntry[];
    readonly consent?: readonly { readonly operation: string; readonly day: Day; readonly by: string }[];
  }[];
};

const CONSUMER_FILE: DocumentKind<ConsumerFile> = {
  code: 'CONSUMERS_INVALID',
  compile: (ajv) => ajv.compile<ConsumerFile>(CONSUMERS_SCHEMA),
};

/**
 * Every consumer that the workspace's consumer files declare, by file. Throws CONSUMERS_INVALID with all that is wrong, in every file:
 * a declaration that cannot be taken at its word would leave a consumer unwarned.
 */
export async function readConsumers(files: Files, workspace: Workspace): Promise<readonly Consumer[]> {
  const documents: SettingsDocument<ConsumerFile>[] = [];
  const wrong: string[] = [];
  const names = new Map<string, string>();
  for (const file of await files.list(workspace.root, workspace.consumers)) {
    const bytes = await files.read(workspace.root, file, MAX_SETTINGS_BYTES);
    const document = await readDocument(file, bytes, CONSUMER_FILE).catch((error: unknown) => {
      if (!(error instanceof CountersignError)) throw error;
      wrong.push(...problemLines(error));
      return null;
    });
    if (document === null) continue;
    const problems = problemsOf(document.value, workspace, names.get(document.value.name));
    if (problems.length > 0) wrong.push(...(await placed(file, document.text, problems)));
    names.set(document.value.name, file);
    documents.push(document);
  }
  if (wrong.length > 0) throw problemsError('CONSUMERS_INVALID', wrong);
  return documents.map(({ value }) => consumerOf(value));
}

function problemsOf(consumer: ConsumerFile, workspace: Workspace, taken: string | undefined): readonly Problem[] {
  const ids = workspace.apis.map((api) => api.id);
  const problems: Problem[] = [];
  const problem = (pointer: string, message: string): void => void problems.push({ pointer, on: 'value', message });
  if (taken !== undefined) problem('/name', `\`${consumer.name}\` is declared in ${taken} already`);
  consumer.uses.forEach(({ api, operations: entries, consent = [] }, index) => {
    const operations = entries.map(operationOf);
    // Without settings nothing says which APIs there are.
    if (workspace.file !== null && !ids.includes(api))
      problem(pointerOf('uses', index, 'api'), `no API is called \`${api}\`${didYouMean(api, ids)}`);
    consent.forEach(({ operation }, each) => {
      if (!operations.some((one) => nameless(one) === nameless(operation)))
        problem(
          pointerOf('uses', index, 'consent', each, 'operation'),
          `\`${operation}\` is not among the operations that ${consumer.name} declares${didYouMean(operation, operations)}`,
        );
    });
  });
  return problems;
}

function consumerOf({ name, contact, knownAs, uses }: ConsumerFile): Consumer {
  return {
    name,
    contact,
    ...(knownAs === undefined ? {} : { knownAs }),
    uses: uses.map(({ api, operations, consent = [] }) => ({
      api,
      operations: operations.map((entry) => {
        if (typeof entry === 'string') return useOf(entry);
        const { operation, ...used } = entry;
        return { ...useOf(operation), ...used };
      }),
      consent: consent.map(({ operation, day, by }) => ({ operation: useOf(operation), day, by })),
    })),
  };
}

function operationOf(entry: UseEntry): string {
  return typeof entry === 'string' ? entry : entry.operation;
}

/** The schema has accepted it as `METHOD /path`. */
function useOf(operation: string): Use {
  const space = operation.indexOf(' ');
  return { method: operation.slice(0, space), path: operation.slice(space + 1) };
}

/** Path parameters are told apart by their place, not by their name. */
function nameless(operation: string): string {
  return operation.replace(/\{[^{}/]*\}/g, '{}');
}
