import type { Gap } from '../../../../model/gateway-config.ts';
import type { JsonObject } from '../../../../model/json.ts';
import { type OperationAt, pathsOf } from '../../operations.ts';
import { refuse, type Where } from '../../place.ts';

/** Throws RENDER_IMPOSSIBLE for paths that are none, and returns those that Kong takes but that no call will ever match. */
export function reviewPaths(document: JsonObject, where: Where): Gap[] {
  return pathsOf(document).flatMap(({ path, operations, pointer }) => {
    if (!path.startsWith('/') || /\p{Cc}/u.test(path))
      refuse(where, pointer, 'a path begins with `/` and has no control characters', 'correct the path');
    return [
      ...(/[?#]/.test(path)
        ? [{ pointer, message: `no call will match ${path}: Kong matches what stands before \`?\` and \`#\`` }]
        : []),
      ...(/[^\x21-\x7e]/.test(path)
        ? [
            {
              pointer,
              message: `no call will match ${path}: Kong matches paths percent-encoded, and the contract does not write it so`,
            },
          ]
        : []),
      ...operations
        .filter((operation) => !isRoutable(operation))
        .map((operation) => ({
          pointer: operation.pointer,
          message: `${operation.method} ${path} gets no route, so Kong answers 404 to it: Kong takes methods of the letters A to Z alone`,
        })),
    ];
  });
}

/** Whether Kong's routes can name the method of an operation; with any other in it, Kong would refuse the whole file. */
export function isRoutable({ method }: OperationAt): boolean {
  return /^[A-Z]+$/.test(method);
}
