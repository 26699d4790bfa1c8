import * as v from 'valibot'
import {
  embedProtocol,
  embedVersions,
  EmbedEnvelope,
  EmbedRequest,
  type EmbedEvent,
  type EmbedHello,
  type EmbedMessage,
} from '../../contract/embed/protocol.ts'

/** A window that messages can be posted to: the portal's. */
export type PortalWindow = Pick<Window, 'postMessage'>

interface PortDoors {
  /** The page that shows this one in a frame. */
  readonly portal: PortalWindow
  /** EMBED_ORIGINS: exact origins of pages that may embed this one. */
  readonly origins: readonly string[]
  /** A portal has said hello; also when it says so again, because its page was loaded anew. */
  readonly onHello: () => void
  readonly onRequest: (request: EmbedRequest) => void
}

type Heard = Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data'>

const TypeOfMessage = v.object({ type: v.pipe(v.string(), v.maxLength(100)) })

/**
 * The page's end of the talk with the portal. Hears only the window that embeds the page, and only with an origin of EMBED_ORIGINS; after
 * its hello, that origin is the only one that anything is posted to.
 */
export class PortalPort {
  readonly #doors: PortDoors
  #peer: string | null = null

  constructor(doors: PortDoors) {
    this.#doors = doors
  }

  /** Says that the page is there. To any origin, since the portal's is not known yet; so it has no content. */
  readonly begin = (): void => {
    const hello: EmbedHello = { protocol: embedProtocol, type: 'hello', versions: embedVersions }
    this.#doors.portal.postMessage(hello, '*')
  }

  readonly hear = ({ source, origin, data }: Heard): void => {
    const { portal, origins, onRequest, onHello } = this.#doors
    if (source !== portal || !origins.includes(origin)) return
    const envelope = v.safeParse(EmbedEnvelope, data)
    if (!envelope.success) return
    if (!embedVersions.some((version) => version === envelope.output.version)) {
      this.#post({ type: 'unsupported-version', versions: embedVersions }, origin)
      return
    }
    const request = v.safeParse(EmbedRequest, data)
    if (request.success && request.output.type === 'hello') {
      this.#peer = origin
      onHello()
    } else if (request.success && this.#peer === origin) onRequest(request.output)
    else this.#post({ type: 'invalid-message', of: typeOf(data) }, origin)
  }

  /** Nothing is sent before the portal has said hello. */
  readonly send = (event: EmbedEvent): void => {
    if (this.#peer !== null) this.#post(event, this.#peer)
  }

  #post(event: EmbedEvent, origin: string): void {
    const message: EmbedMessage = { ...event, protocol: embedProtocol, version: 1 }
    this.#doors.portal.postMessage(message, origin)
  }
}

function typeOf(data: unknown): string | null {
  const read = v.safeParse(TypeOfMessage, data)
  return read.success ? read.output.type : null
}
