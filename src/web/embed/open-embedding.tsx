import { use, useEffect } from 'react'
import type { EmbedEvent, EmbedRequest } from '../../contract/embed/protocol.ts'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { Failure } from '../../engine/job/job.ts'
import type { PageDrops } from '../drop/page-drops.ts'
import type { LanguageChoiceContext } from '../i18n/language-choice.ts'
import type { Language } from '../i18n/language.ts'
import type { showTheme } from '../shell/theme.ts'
import { Appearance } from './appearance.ts'
import type { EmbeddedWork, Embedding } from './embedding.ts'
import { PortalOrders } from './portal-orders.ts'
import { PortalPort } from './portal-port.ts'
import { QueueEvents } from './queue-events.ts'

/**
 * What the page has already. Handed over instead of imported: what this chunk shares with the page's first one would be taken out of
 * that into chunks of their own, which everybody pays who opens the page.
 */
interface EmbeddingDoors {
  readonly readSession: () => Promise<SessionAnswer>
  readonly drops: PageDrops
  readonly flushSync: (run: () => void) => void
  readonly showTheme: typeof showTheme
  readonly LanguageChoice: typeof LanguageChoiceContext
}

/** Interval of asking for EMBED_ORIGINS while the gateway does not answer. */
const tryEveryMs = 5_000

/** Starts the messages with the page that embeds this one. Nothing is answered to a page whose origin is not one of EMBED_ORIGINS. */
export function openEmbedding(doors: EmbeddingDoors): Embedding {
  const appearance = new Appearance(document.documentElement, doors.showTheme)
  const page = new EmbeddedPage(appearance, doors)
  const listen = () => {
    doors.readSession().then(
      ({ app }) => page.listenTo(app.embedOrigins ?? []),
      () => setTimeout(listen, tryEveryMs),
    )
  }
  listen()
  return {
    language: appearance.begin(location.search),
    LanguageFollower() {
      const { choose } = use(doors.LanguageChoice)
      useEffect(() => {
        page.chooseLanguage = choose
      })
      return null
    },
    serve: page.serve,
  }
}

class EmbeddedPage {
  chooseLanguage: (language: Language) => void = () => undefined
  readonly #appearance: Appearance
  readonly #orders: PortalOrders
  #port: PortalPort | null = null
  #work: EmbeddedWork | null = null
  #events: { readonly of: EmbeddedWork['uploads']; readonly told: QueueEvents } | null = null
  #isSignedInTold = false

  constructor(appearance: Appearance, { drops, flushSync }: Pick<EmbeddingDoors, 'drops' | 'flushSync'>) {
    this.#appearance = appearance
    const soon = (run: () => void) => queueMicrotask(run)
    this.#orders = new PortalOrders({ choose: drops.choose, rendering: flushSync, soon })
  }

  listenTo(origins: readonly string[]): void {
    if (origins.length === 0) return
    const port = new PortalPort({
      portal: window.parent,
      origins,
      onHello: this.#onHello,
      onRequest: this.#onRequest,
    })
    this.#port = port
    addEventListener('message', port.hear)
    const content = document.getElementById('root')
    if (content) new ResizeObserver(this.#tellSize).observe(content)
    port.begin()
  }

  readonly serve = (work: EmbeddedWork): (() => void) => {
    this.#work = work
    this.#orders.workAt(work)
    this.#watch()
    this.#tellSignedIn()
    return () => {
      if (this.#work !== work) return
      this.#work = null
      this.#orders.workAt(null)
    }
  }

  readonly #onHello = (): void => {
    document.documentElement.setAttribute('data-embedded', '')
    this.#send({ type: 'ready', isSignedIn: this.#work?.isSignedIn ?? false })
    this.#isSignedInTold = false
    this.#tellSignedIn()
    // A portal that was loaded anew knows nothing of the queue.
    this.#events?.told.end()
    this.#events = null
    this.#watch()
    this.#tellSize()
  }

  readonly #onRequest = (request: EmbedRequest): void => {
    switch (request.type) {
      case 'set-target':
      case 'add-files':
      case 'pause':
      case 'resume':
        this.#orders.give(request)
        break
      case 'set-language':
        this.chooseLanguage(request.language)
        break
      default:
        this.#appearance.set(request)
    }
  }

  readonly #send = (event: EmbedEvent): void => this.#port?.send(event)

  #watch(): void {
    const uploads = this.#work?.uploads ?? null
    if (!this.#port || this.#events?.of === uploads) return
    this.#events?.told.end()
    const later = (run: () => void, delayMs: number) => void setTimeout(run, delayMs)
    const doors = { send: this.#send, guidanceOf: this.#guidanceOf, later }
    this.#events = uploads && { of: uploads, told: new QueueEvents(uploads, doors) }
  }

  readonly #guidanceOf = ({ problem }: Failure): string | null => {
    const said = this.#work?.i18n.problemMessages.now?.[problem]
    return said ? `${said.what} ${said.remedy}` : null
  }

  #tellSignedIn(): void {
    const isSignedIn = this.#work?.isSignedIn ?? false
    if (isSignedIn && !this.#isSignedInTold) this.#send({ type: 'signed-in' })
    this.#isSignedInTold = isSignedIn
  }

  readonly #tellSize = (): void => {
    const content = document.getElementById('root')
    if (content) this.#send({ type: 'size', height: Math.ceil(content.getBoundingClientRect().height) })
  }
}
