import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoopback } from './loopback';
import { isOwnAddress, tlsToThisKibana } from './own_address';

/** Issued by nobody, for a name that no test connects to; of no use anywhere else. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKHlViA4cJAPvUjlQ
dVKxNuLVUkJMKpK6Ho0IZ7zSrvqhRANCAAQ3sBNeuSMHqcNB9W3vM35guun51Lbv
lEwD5sYAW5yAHDtkIHTh8UU25LPEnq/xcAiV4N6TwDJnzPrvarfmdSs3
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUAJl2HyE8b1mNmM6456SZrIL/UDwwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOa2liYW5hLmV4YW1wbGUwIBcNMjYxMTIxMTA1NTU2WhgPMjEy
NjEwMjgxMDU1NTZaMBkxFzAVBgNVBAMMDmtpYmFuYS5leGFtcGxlMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEN7ATXrkjB6nDQfVt7zN+YLrp+dS275RMA+bGAFuc
gBw7ZCB04fFFNuSzxJ6v8XAIleDek8AyZ8z672q35nUrN6NTMFEwHQYDVR0OBBYE
FDSlu8mCgxMqQXuBzuxcxy+3/5b4MB8GA1UdIwQYMBaAFDSlu8mCgxMqQXuBzuxc
xy+3/5b4MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgBBfuFc5e
P+XKI1dZqNhHIM8xFn5rkow7KVtAJB+NNRACIFo0D2G8V93qOcE7m6uhgHoCrPgx
X1wzClyRr8xGdUxr
-----END CERTIFICATE-----`;

let server: https.Server;
beforeAll(async () => {
  server = https.createServer({ key, cert }, (_, response) => response.writeHead(200).end('{"ok":true}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

describe('a Kibana that serves TLS', () => {
  it('is reached under a certificate of its own making, on its own machine', async () => {
    const { port } = server.address() as AddressInfo;
    for (const hostname of ['127.0.0.1', '0.0.0.0', 'localhost']) {
      const loopback = createLoopback({ getServerInfo: () => ({ name: 'kibana', hostname, port, protocol: 'https' }), basePath: { serverBasePath: '' } });
      expect((await loopback({ method: 'GET', path: '/x', spaceId: 'default', credentials: {} })).body).toEqual({ ok: true });
    }
  });

  it('is verified as usual where it is not on this machine', async () => {
    expect(await tlsToThisKibana('192.0.2.1')).toEqual({ hostname: '192.0.2.1' });
    expect(await tlsToThisKibana('127.0.0.1')).toEqual({ hostname: '127.0.0.1', rejectUnauthorized: false });
  });
});

describe('isOwnAddress', () => {
  it('knows the addresses of this machine', () => {
    for (const { address } of Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])) expect(isOwnAddress(address)).toBe(true);
    for (const address of ['192.0.2.1', '2001:db8::1', '1127.0.0.1', '127.0.0.1.example']) expect(isOwnAddress(address)).toBe(false);
  });
});
