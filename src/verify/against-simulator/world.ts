import type { WorldOptions } from '../../simulator/world/world.ts'
import { startSimulator, type RunningSimulator } from '../../simulator/http/start.ts'
import { readConfiguration, type Configuration } from '../../gateway/config/configuration.ts'
import { scopesOfFeature } from '../../contract/feishu/scopes.ts'
import type { Wire } from '../calls/caller.ts'
import { Sender } from '../calls/send.ts'
import type { Chosen } from '../places/prepare-places.ts'

/** Registered besides the addresses of this machine; only such a one can be wrong by a character. */
export const registeredRedirect = 'https://uploader.example.com/auth/callback'

/** A simulator of its own, on a free port. */
export function startWorld(): Promise<RunningSimulator> {
  return startSimulator({ port: 0, redirectUris: [registeredRedirect] })
}

/** A fresh world with these options. */
export async function freshWorld(url: string, options: Partial<WorldOptions>): Promise<void> {
  await control(url, 'world', options)
}

export async function control(url: string, path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/_simulator/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The simulator answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** The environment of `npm start`, as it would be for this simulator. */
export function configurationFor(url: string, more: Readonly<Record<string, string>> = {}): Configuration {
  const reading = readConfiguration({
    FEISHU_APP_ID: 'cli_simulator',
    FEISHU_APP_SECRET: 'simulator-secret',
    FEISHU_OPEN_URL: url,
    FEISHU_ACCOUNTS_URL: url,
    FEATURES: Object.keys(scopesOfFeature).join(','),
    PORT: '0',
    ...more,
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.configuration
}

/** Shorter waits are for the pace alone. */
const paceMs = 1000

/**
 * The time of a run, in which waiting turns the world's clock: a run takes as long as its calls. Where no limits are (`isPaced` false),
 * waits for the pace are left out.
 */
export function timeOf(url: string, isPaced: boolean): Pick<Wire, 'nowMs' | 'wait'> {
  let aheadMs = 0
  return {
    nowMs: () => Date.now() + aheadMs,
    wait: async (ms) => {
      if (!isPaced && ms < paceMs) return
      const advanceMs = Math.ceil(ms)
      await control(url, 'clock', { advanceMs })
      aheadMs += advanceMs
    },
  }
}

/** The way to the simulated Feishu, in its own time (`timeOf`). */
export function wireTo(url: string, accessToken: string, isPaced: boolean): Wire {
  const sender = new Sender({ proxy: null, direct: [] })
  return {
    send: (request) => sender.call(url, accessToken, request),
    page: sender.page,
    ...timeOf(url, isPaced),
  }
}

/** What 张三 chooses: a folder and the seeded base. */
export const chosenByZhangSan: Chosen = {
  folder: 'root',
  document: null,
  sheet: null,
  base: { token: 'SimBaseTasks000000000000009', isWikiPage: false },
}

/** Consents as 张三, as a browser would. */
export async function consentAsZhangSan(authorizeUrl: string): Promise<void> {
  const body = new URLSearchParams({ person: 'zhang-san', decision: 'agree' })
  const answer = await fetch(authorizeUrl, { method: 'POST', body, redirect: 'manual' })
  await fetch(answer.headers.get('location') ?? '')
}
