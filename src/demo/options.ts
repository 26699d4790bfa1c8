import type { NetworkInterfaceInfo } from 'node:os'
import { own } from '../contract/own.ts'

/** What `npm run demo` was asked for. */
export interface DemoOptions {
  /** Address to listen on. */
  readonly host: string
  /** Everybody in the room has one world, instead of one each. */
  readonly isShared: boolean
  readonly ports: {
    readonly product: number
    readonly simulator: number
    /** `null`: no portal. */
    readonly portal: number | null
    /** `null`: no stage, only product and simulator, as tests want it. */
    readonly stage: number | null
  }
}

export type OptionsReading = { readonly ok: true; readonly options: DemoOptions } | { readonly ok: false; text: string }

export const usage = `npm run demo                       for this machine
npm run demo -- --host 0.0.0.0     for a room: everybody who opens the address has a Feishu of their own
npm run demo -- --host 0.0.0.0 --shared    for a room with one Feishu for all`

/** Reads command line and environment. */
export function readOptions(
  given: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): OptionsReading {
  const wrong: string[] = []
  let host = own(env, 'HOST') ?? '127.0.0.1'
  let isShared = false
  const rest = [...given]
  while (rest.length > 0) {
    const argument = rest.shift() ?? ''
    if (argument === '--shared') isShared = true
    else if (argument.startsWith('--host=')) host = argument.slice('--host='.length)
    else if (argument === '--host') host = rest.shift() ?? ''
    else wrong.push(`“${argument}” is unknown.`)
  }
  if (host === '') wrong.push('--host needs an address, such as 0.0.0.0.')
  const portOf = <None>(variable: string, usual: number, none: None): number | None => {
    const text = own(env, variable) ?? String(usual)
    if (text === 'none') return none
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
    wrong.push(`${variable} is “${text}”: write a number from 0 to 65535.`)
    return usual
  }
  const ports = {
    product: portOf('PORT', 8080, 8080),
    simulator: portOf('SIMULATOR_PORT', 8081, 8081),
    portal: portOf('PORTAL_PORT', 8082, null),
    stage: portOf('STAGE_PORT', 8083, null),
  }
  if (wrong.length > 0) return { ok: false, text: [...wrong, '', usage].join('\n') }
  return { ok: true, options: { host, isShared, ports } }
}

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
