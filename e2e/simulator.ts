import type { RouteName } from '../src/contract/routes.ts'

/** The simulator's own door (src/simulator/README.md), as the stories use it. */
export class Simulator {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** A fresh world: the same people and documents each time, nothing uploaded. */
  async freshWorld(settings: WorldSettings = {}): Promise<World> {
    await this.#call('DELETE', 'troubles')
    return (await this.#call('POST', 'world', settings)) as World
  }

  async troubles(troubles: readonly TroubleOrder[]): Promise<void> {
    await this.#call('POST', 'troubles', troubles)
  }

  /** What was in the way of calls is no longer; held ones go on. */
  async endTroubles(): Promise<void> {
    await this.#call('DELETE', 'troubles')
  }

  /** Troubles by chance: the same calls meet the same ones with the same seed. `share` is of all calls, from 0 to 1. */
  async weather(weather: { readonly seed: number; readonly share: number }): Promise<void> {
    await this.#call('POST', 'weather', weather)
  }

  async expireTokens(kind: 'access' | 'refresh' | 'all'): Promise<void> {
    await this.#call('POST', 'tokens/expire', { kind })
  }

  /** Takes scopes back from everybody, as if they had never been granted. */
  async withdrawScopes(...scopes: readonly string[]): Promise<void> {
    await this.#call('POST', 'scopes/withdraw', { scopes })
  }

  /** Switches scopes off for the app, as its developer does in the console. */
  async disableScopes(...scopes: readonly string[]): Promise<void> {
    await this.#call('POST', 'scopes/disable', { scopes })
  }

  /** How the import of a file ends: well unless told (`job_status` 0), `extra` naming what was left out. */
  async nextImport(outcome: {
    readonly fileName: string
    readonly jobStatus?: number
    readonly extra?: readonly string[]
  }): Promise<void> {
    await this.#call('POST', 'imports', outcome)
  }

  async counters(): Promise<Readonly<Record<string, RouteCount>>> {
    return (await this.#call('GET', 'counters')) as never
  }

  /** What stands in a document, in the order of the page. */
  async blocks(token: string): Promise<readonly StandingBlock[]> {
    const { blocks } = (await this.#call('GET', `documents/${token}`)) as { blocks: StandingBlock[] }
    return blocks
  }

  /** What a document holds, by its kind (src/simulator/README.md). */
  async inspect<T>(token: string): Promise<T> {
    return (await this.#call('GET', `documents/${token}`)) as T
  }

  /** The media among them: pictures and files, placeholders included. */
  async media(token: string): Promise<readonly StandingBlock[]> {
    return (await this.blocks(token)).filter(({ kind }) => kind === 'image' || kind === 'file')
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/_simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`/_simulator/${path}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? undefined : JSON.parse(text)
  }
}

export interface WorldSettings {
  readonly concurrentUploads?: 'refused' | 'tolerated'
  readonly rateLimits?: 'documented' | 'off'
  readonly maxFileBytes?: number
  readonly latencyMs?: number
  readonly importTaskMs?: number
  readonly emptySearch?: 'refused' | 'answered'
}

/** What was asked of one route since the world began. */
export interface RouteCount {
  readonly calls: number
  readonly refusals: Readonly<Record<string, number>>
  readonly weather: Readonly<Record<string, number>>
  readonly peakConcurrent: number
}

export interface World {
  readonly documents: readonly { key: string; token: string; title: string; kind: string; url: string }[]
}

export interface TroubleOrder {
  readonly route: RouteName
  readonly times?: number | 'always'
  readonly skip?: number
  readonly fileName?: string
  readonly trouble:
    | { kind: 'code'; code: number }
    | { kind: 'html'; status: 400 | 502; when?: 'before' | 'after' }
    | { kind: 'cut'; when: 'before' | 'after' }
    | { kind: 'delay'; delayMs: number }
    | { kind: 'hold' }
    | { kind: 'slow'; bytesPerSecond: number }
}

export interface StandingBlock {
  readonly blockId: string
  readonly kind: string
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly token: string
  readonly bound: boolean
  readonly width: number
  readonly height: number
  /** Of a file: 1 a card, 2 a preview. */
  readonly viewType: number | null
}
