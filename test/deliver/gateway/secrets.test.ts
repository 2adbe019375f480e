import { describe, expect, it } from 'vitest';
import { isReference, literalSecrets, refuseSecrets } from '../../../src/deliver/gateway/secrets.ts';

const leaks = [
  ['a private key', '-----BEGIN EC PRIVATE KEY-----'],
  ['a JSON Web Token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.'],
  ['credentials of an Authorization header', 'Basic YWRhOmxvdmVsYWNlMTg0Mw=='],
  ['credentials of an Authorization header', '"Authorization:Bearer abcdefgh"'],
  ['a URL with a password', 'https://ada:lovelace@db.bank.example/'],
  ['an AWS access key', `AKIA${'A'.repeat(16)}`],
  ['a GitHub token', `ghp_${'a'.repeat(36)}`],
  ['a Google API key', `AIza${'a'.repeat(35)}`],
  ['a Slack token', 'xoxb-0123456789'],
] as const;

const harmless = [
  'Bearer authentication with tokens',
  'Basic information about accounts',
  'https://id.bank.example:8443/path@home',
  '"Authorization:{vault://env/upstream-token}"',
  '-----BEGIN PUBLIC KEY-----',
  'AKIA',
];

describe('secrets in rendered files', () => {
  it.each(leaks)('are found: %s', (what, text) => {
    const files = [{ path: 'gateway.yaml', content: `first: line\nkey: ${text}\n` }];
    expect(() => {
      refuseSecrets(files);
    }).toThrow(`gateway.yaml:2: the rendered file would hold ${what}`);
  });

  it.each(leaks)('are never repeated in the message: %s', (_what, text) => {
    expect(caught(() => refuseSecrets([{ path: 'gateway.yaml', content: text }]))).not.toContain(text);
  });

  it.each(harmless)('are not seen in %s', (text) => {
    refuseSecrets([{ path: 'gateway.yaml', content: text }]);
  });
});

describe('fields that are named like secrets', () => {
  it('are pointed at when they hold a literal text', () => {
    const config = {
      client_secret: ['correct horse'],
      redis: { password: 'battery', username: 'staple', sentinel_password: '{vault://hcv/redis/password}' },
      token_endpoint: 'https://id.bank.example/token',
      hide_credentials: true,
      key_names: ['X-API-Key'],
      api_key: '${{ env "DECK_KEY" }}',
      token: '',
    };
    expect(literalSecrets({ config })).toEqual(['/config/client_secret', '/config/redis/password']);
  });

  it.each([
    ['{vault://env/name}', true],
    ['${{ env "DECK_NAME" }}', true],
    ['${{ env "HOME" }}', false],
    ['{vault://env/name} and more', false],
    ['x${{ env "DECK_NAME" }}', false],
    ['${{ env "DECK_NAME" }} ${{ env "DECK_OTHER" }}', false],
  ])('%s is a reference: %s', (text, expected) => {
    expect(isReference(text)).toBe(expected);
  });
});

function caught(act: () => void): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}
