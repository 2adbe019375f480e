import { isArray, isObject, type Json, own, ownObject } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { type Body, bodiesOf, reachableProperties } from '../parts.ts';

export default defineLintFunction({
  name: 'bodyExample',
  summary: 'JSON bodies of requests and of successful responses have an example, whole or by property.',
  options: null,
  namesOperation: true,
  check: (input, _options, context) =>
    bodiesOf(context, { value: input, path: context.path })
      .filter(({ status, media, schema }) => /^(2|$)/.test(status) && /json|^$/.test(media) && isObject(schema.value))
      .filter(
        (body) =>
          ![body.holder, body.schema, ...reachableProperties(context.document, body.schema)].some(({ value }) =>
            hasExample(value),
          ),
      )
      .map((body) => ({ message: `${nameOf(body)} has no example`, path: body.holder.path, about: body.status })),
});

/** In Swagger 2.0 a response has `examples` by media type, and extensions stand for those of requests. */
function hasExample(value: Json | undefined): boolean {
  const several = own(value, 'examples');
  return (
    own(value, 'example') !== undefined ||
    own(value, 'x-example') !== undefined ||
    ownObject(value, 'x-examples') !== undefined ||
    (isArray(several) ? several.length > 0 : isObject(several) && Object.keys(several).length > 0)
  );
}

function nameOf({ role, status, holder }: Body): string {
  if (role === 'request') return 'the request body';
  return holder.path[0] === 'paths' ? `response ${status}` : 'the response';
}
