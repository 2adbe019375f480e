import type { Gap } from '../../../../model/gateway-config.ts';
import { own, type JsonObject } from '../../../../model/json.ts';
import { pathsOf } from '../../operations.ts';
import { refuse, type Where } from '../../place.ts';

/** Throws RENDER_IMPOSSIBLE for paths that are none, and returns those that Kong takes but that no call will ever match. */
export function reviewPaths(document: JsonObject, where: Where): Gap[] {
  return pathsOf(document).flatMap(({ path, pathItem, pointer }) => {
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
      ...(own(pathItem, 'additionalOperations') === undefined
        ? []
        : [{ pointer, message: `the additionalOperations of ${path} get no route, so Kong answers 404 to them` }]),
    ];
  });
}
