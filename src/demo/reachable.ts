import type { NetworkInterfaceInfo } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Names and addresses under which browsers reach a server that listens on `host`, the best one first. */
export function reachableHosts(host: string, interfaces: Interfaces): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host === '127.0.0.1' || host === '::1' ? 'localhost' : inUrl(host)]
  const addresses = Object.values(interfaces)
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
  // Networks of homes and offices before those of containers and tunnels.
  const rank = (address: string) => (/^(192\.168|10)\./.test(address) ? 0 : 1)
  return [...addresses.toSorted((one, other) => rank(one) - rank(other)), 'localhost']
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
