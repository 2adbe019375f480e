import { describe, expect, it } from 'vitest';
import { renderGateway, targetNamed } from '../../../src/deliver/gateway/render.ts';
import { settingsSchemaOf } from '../../../src/deliver/gateway/settings.ts';
import { TARGETS } from '../../../src/deliver/gateway/targets/index.ts';
import { own, ownObject, ownString } from '../../../src/model/json.ts';
import { contractOf } from '../../support/contract.ts';

const PUBLIC = 'openapi: 3.1.0\ninfo: { title: Rates, version: 1.0.0 }\nsecurity: []\npaths: {}\n';

describe('renderGateway', () => {
  it('renders without an environment, with the defaults of the target', async () => {
    const config = renderGateway('kong', await contractOf(PUBLIC, { id: 'rates' }), null);
    expect({ ...config, files: config.files.map((file) => file.path) }).toEqual({
      target: 'kong',
      environment: null,
      contract: 'rates',
      files: ['kong.yaml'],
      unexpressed: [
        {
          pointer: '',
          message:
            'no server with a host is named, so Kong forwards to localhost:443; set `server` for the environment',
        },
      ],
    });
  });

  it('suggests the target that was meant', () => {
    expect(() => targetNamed('kon')).toThrow(
      expect.objectContaining({ code: 'TARGET_UNKNOWN', hint: 'did you mean kong?' }),
    );
  });

  it('lists the targets where nothing is near', () => {
    const hint = expect.stringContaining('the targets are: ') as string;
    expect(() => targetNamed('nginx-unit')).toThrow(expect.objectContaining({ code: 'TARGET_UNKNOWN', hint }));
  });
});

describe.each(TARGETS)('the target $id', (target) => {
  it('describes every setting', () => {
    const properties = ownObject(settingsSchemaOf(target), 'properties') ?? {};
    const undescribed = Object.keys(properties).filter((name) => !ownString(own(properties, name), 'description'));
    expect(undescribed).toEqual([]);
  });
});
