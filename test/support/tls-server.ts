import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchFolder } from './scratch-repo.ts';

/** A server for TLS on this machine, its certificate (PEM, and the file of it), and what it was asked for. */
export type TlsServer = {
  readonly url: string;
  readonly ca: string;
  readonly caFile: string;
  readonly asked: readonly string[];
};

/** A key that nobody keeps, made by openssl. */
function certificate(): { readonly key: string; readonly certificate: string; readonly file: string } {
  const folder = scratchFolder();
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...name, '-days', '2', '-keyout', key, '-out', file], {
    stdio: 'ignore',
  });
  return { key: readFileSync(key, 'utf8'), certificate: readFileSync(file, 'utf8'), file };
}

/** Whether openssl is here to make a certificate with. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Listens until the test is over. */
export async function tlsServer(listener: RequestListener): Promise<TlsServer> {
  const { key, certificate: cert, file } = certificate();
  const asked: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `https://localhost:${address.port}`, ca: cert, caFile: file, asked };
}
