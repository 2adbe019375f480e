import { own } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { parametersOf } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';
import type { Placed } from '../references.ts';

export default defineLintFunction({
  name: 'pathParameters',
  summary: 'The `{names}` of a path and its path parameters are the same.',
  options: null,
  namesOperation: true,
  check: (input, _options, context) => {
    const template = String(context.path.at(-1));
    const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
    return operationsOf(input).flatMap(({ steps, value }) =>
      operationComplaints(context, { value, path: [...context.path, ...steps] }, names),
    );
  },
});

function operationComplaints(context: FunctionContext, operation: Placed, names: readonly string[]): Complaint[] {
  const declared = parametersOf(context, operation).filter((parameter) => parameter.in === 'path');
  const about = (name: string, message: string): Complaint => ({ message, path: operation.path, about: name });
  return [
    ...names
      .filter((name) => !declared.some((parameter) => parameter.name === name))
      .map((name) => about(name, `\`{${name}}\` is not declared`)),
    ...declared
      .filter((parameter) => !names.includes(parameter.name))
      .map(({ name }) => about(name, `\`${name}\` is declared and not in the path`)),
    ...declared
      .filter((parameter) => names.includes(parameter.name) && own(parameter.value, 'required') !== true)
      .map(({ name }) => about(name, `\`${name}\` is not marked \`required: true\``)),
  ];
}
