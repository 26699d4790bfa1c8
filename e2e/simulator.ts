import type { RouteName } from '../src/contract/feishu/routes.ts'

/** The simulator's control API (src/simulator/README.md), as the stories use it. */
export class Simulator {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** A fresh world: the same people and documents each time, nothing uploaded. */
  async freshWorld(settings: WorldSettings = {}): Promise<World> {
    await this.#call('DELETE', 'faults')
    return (await this.#call('POST', 'world', settings)) as World
  }

  async faults(faults: readonly FaultOrder[]): Promise<void> {
    await this.#call('POST', 'faults', faults)
  }

  /** Ends all faults; held calls go on. */
  async endFaults(): Promise<void> {
    await this.#call('DELETE', 'faults')
  }

  /** Random faults: the same seed gives the same calls the same faults. `share` is of all calls, from 0 to 1. */
  async randomFaults(randomFaults: { readonly seed: number; readonly share: number }): Promise<void> {
    await this.#call('POST', 'random-faults', randomFaults)
  }

  async expireTokens(kind: 'access' | 'refresh' | 'all'): Promise<void> {
    await this.#call('POST', 'tokens/expire', { kind })
  }

  /** Withdraws scopes from everybody, as if they had never been granted. */
  async withdrawScopes(...scopes: readonly string[]): Promise<void> {
    await this.#call('POST', 'scopes/withdraw', { scopes })
  }

  /** Switches scopes off for the app, as its developer does in the console. */
  async disableScopes(...scopes: readonly string[]): Promise<void> {
    await this.#call('POST', 'scopes/disable', { scopes })
  }

  /** Outcome of the next import of a file: `job_status`, 0 by default, and in `extra` the codes of what was left out. */
  async nextImport(outcome: {
    readonly fileName: string
    readonly jobStatus?: number
    readonly extra?: readonly string[]
  }): Promise<void> {
    await this.#call('POST', 'imports', outcome)
  }

  /** Makes a store app of the app, whose events go to this address, and says which companies have it. */
  async storeApp(address: {
    readonly url: string
    readonly verificationToken: string
    readonly encryptKey: string
    /** After how long a ticket that was asked for is pushed. */
    readonly ticketDelayMs?: number
  }): Promise<{ readonly companies: readonly { readonly tenantKey: string }[] }> {
    return (await this.#call('POST', 'store-app', { address })) as never
  }

  /** Feishu pushes the store app's ticket; or makes a new one, whose push is lost. */
  async pushTicket(is: 'pushed' | 'lost'): Promise<void> {
    const lost = { renewed: true, wrong: 'signature' }
    await this.#call('POST', 'store-app/events', { type: 'app_ticket', ...(is === 'lost' && lost) })
  }

  /** What a company's administrator does with a store app. */
  async changeCompany(company: 'home' | 'other', state: 'enabled' | 'stopped' | 'removed'): Promise<void> {
    await this.#call('POST', `store-app/companies/${company}`, { state })
  }

  /** What Feishu's app does for a page that asks it for a code. */
  async askClient(request: ClientRequest): Promise<unknown> {
    return this.#call('POST', 'client/access', request)
  }

  async counters(): Promise<Readonly<Record<string, RouteCount>>> {
    return (await this.#call('GET', 'counters')) as never
  }

  /** The blocks of a document, in page order. */
  async blocks(token: string): Promise<readonly StandingBlock[]> {
    const { blocks } = (await this.#call('GET', `documents/${token}`)) as { blocks: StandingBlock[] }
    return blocks
  }

  /** What a document holds, by its kind (src/simulator/README.md). */
  async inspect<T>(token: string): Promise<T> {
    return (await this.#call('GET', `documents/${token}`)) as T
  }

  /** Somebody else edits a document, now. */
  async edit(token: string, edits: readonly ForeignEdit[]): Promise<void> {
    await this.#call('POST', `documents/${token}/edits`, edits)
  }

  /** Somebody else keeps making random edits of these kinds; the same seed gives the same edits. */
  async startEditor(
    token: string,
    plan: { readonly everyMs: number; readonly seed: number; readonly kinds: readonly ForeignEdit['kind'][] },
  ): Promise<void> {
    await this.#call('POST', `documents/${token}/editor`, plan)
  }

  /** @returns The edits made, in order; `id` is that of the block, cell or record. */
  async stopEditor(token: string): Promise<readonly MadeEdit[]> {
    const { made } = (await this.#call('DELETE', `documents/${token}/editor`)) as { made: MadeEdit[] }
    return made
  }

  /** The media among them: pictures and files, placeholders included. */
  async media(token: string): Promise<readonly StandingBlock[]> {
    return (await this.blocks(token)).filter(({ kind }) => kind === 'image' || kind === 'file')
  }

  /** Names of the media in a document, from top to bottom. */
  async mediaNames(token: string): Promise<readonly string[]> {
    return (await this.media(token)).map(({ name }) => name)
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

/** What a page asks Feishu's app for. */
export interface ClientRequest {
  readonly appId: string
  readonly scopes: readonly string[]
  readonly pageUrl: string
}

export interface WorldSettings {
  readonly concurrentUploads?: 'refused' | 'tolerated'
  readonly rateLimits?: 'documented' | 'off'
  readonly uploadsPerDay?: number
  readonly maxFileBytes?: number
  readonly latencyMs?: number
  readonly importTaskMs?: number
  readonly editsAtOldRevision?: 'carried-forward' | 'ignored'
  readonly editsById?: 'answered' | 'not-there'
  readonly goneBlocks?: 'success' | 'refused'
  readonly emptySearch?: 'refused' | 'answered'
}

/** Calls of one route since the world was created. */
export interface RouteCount {
  readonly calls: number
  readonly refusals: Readonly<Record<string, number>>
  readonly randomFaults: Readonly<Record<string, number>>
  readonly peakConcurrent: number
}

export interface World {
  readonly documents: readonly { key: string; token: string; title: string; kind: string; url: string }[]
}

export interface FaultOrder {
  readonly route: RouteName
  readonly times?: number | 'always'
  readonly skip?: number
  readonly fileName?: string
  readonly fault:
    | { kind: 'code'; code: number }
    | { kind: 'html'; status: 400 | 502; when?: 'before' | 'after' }
    | { kind: 'cut'; when: 'before' | 'after' }
    | { kind: 'delay'; delayMs: number }
    | { kind: 'hold' }
    | { kind: 'slow'; bytesPerSecond: number }
    | { kind: 'edited-meanwhile'; edits: readonly ForeignEdit[]; code?: number }
    | { kind: 'result'; result: 'partial_success' | 'failed' }
}

/** An edit by somebody else; a block is named by its id, or by its index among the page's children. */
export type ForeignEdit =
  | { readonly kind: 'insert-paragraph'; readonly index?: number; readonly text?: string }
  | { readonly kind: 'remove-block'; readonly block: string | number }
  | { readonly kind: 'move-block'; readonly block: string | number; readonly index: number }
  | { readonly kind: 'fill-cell'; readonly sheetId: string; readonly cell: string; readonly text?: string }
  | { readonly kind: 'add-record'; readonly tableId: string; readonly text?: string }
  | (InRecord & { readonly kind: 'change-record'; readonly field: string; readonly value: string | number })
  | (InRecord & { readonly kind: 'attach'; readonly field: string; readonly fileName: string })
  | (InRecord & { readonly kind: 'remove-record' })

interface InRecord {
  readonly tableId: string
  readonly recordId: string
}

export interface MadeEdit {
  readonly kind: ForeignEdit['kind']
  readonly id: string
}

export interface StandingBlock {
  readonly blockId: string
  /** Of a block of text. */
  readonly text: string | null
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
