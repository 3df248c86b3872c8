import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import type { RequestOptions } from 'node:https';

/**
 * How to connect to this very Kibana over TLS. No contract hands out its certificate, and it is rarely issued for the name a server listens
 * on. But a connection to an address of this machine, on the port this process listens on, ends in this process: the kernel says so, and no
 * certificate could say it better. So there none is asked for; anywhere else the usual verification holds. The name is resolved once, here,
 * so that what was looked at is what is connected to.
 */
export async function tlsToThisKibana(hostname: string): Promise<RequestOptions> {
  const { address } = await lookup(hostname);
  return isOwnAddress(address) ? { hostname: address, rejectUnauthorized: false } : { hostname };
}

export function isOwnAddress(address: string): boolean {
  if (address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((own) => own.address === address));
}
