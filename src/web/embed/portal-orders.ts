import type { EmbedRequest } from '../../contract/embed/protocol.ts'
import { pendingStatuses } from '../../engine/queue/pending-statuses.ts'
import { statusOf } from '../../engine/queue/status.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'

/** What a signed-in page offers to the portal's orders; another one after each render. */
export interface OrdersAt {
  readonly uploads: Uploads | null
  readonly chosen: { readonly pick: (link: string) => void; readonly clear: () => void }
}

interface OrdersDoors {
  readonly choose: (files: Iterable<File>, paths?: readonly string[]) => void
  /** Runs and renders what that changed, before it returns. */
  readonly rendering: (run: () => void) => void
  /** Runs soon, outside of rendering. */
  readonly soon: (run: () => void) => void
}

type Order = Extract<EmbedRequest, { readonly type: 'set-target' | 'add-files' | 'pause' | 'resume' }>

/**
 * Carries out a portal's orders in their order, once somebody is signed in. A document is chosen and shown before the files after it are
 * taken, since files go where the page says at that moment.
 */
export class PortalOrders {
  readonly #doors: OrdersDoors
  readonly #waiting: Order[] = []
  #at: OrdersAt | null = null

  constructor(doors: OrdersDoors) {
    this.#doors = doors
  }

  give(order: Order): void {
    this.#waiting.push(order)
    this.#doors.soon(this.#goOn)
  }

  /** @param at Null while nobody is signed in. */
  workAt(at: OrdersAt | null): void {
    this.#at = at
    if (at && this.#waiting.length > 0) this.#doors.soon(this.#goOn)
  }

  readonly #goOn = (): void => {
    while (this.#at) {
      const order = this.#waiting.shift()
      if (!order) return
      this.#carryOut(order, this.#at)
    }
  }

  #carryOut(order: Order, { uploads, chosen }: OrdersAt): void {
    switch (order.type) {
      case 'set-target':
        this.#doors.rendering(() => (order.target === null ? chosen.clear() : chosen.pick(order.target)))
        break
      case 'add-files':
        this.#doors.choose(order.files.map(ownFile), order.paths)
        break
      default:
        if (uploads) turn(uploads, order.type)
    }
  }
}

/**
 * The same file, as one of this page. In Chromium (156) a form with a file from the disk that another site's page has sent cannot be
 * sent on (ERR_ALPN_NEGOTIATION_FAILED): this page's process may not open it by its path. Its bytes can be read, and are not copied here.
 */
function ownFile(file: File): File {
  return new File([file], file.name, { type: file.type, lastModified: file.lastModified })
}

function turn(uploads: Uploads, to: 'pause' | 'resume'): void {
  const { ids, hold } = uploads.getSnapshot()
  const pending = ids.filter((id) => {
    const job = uploads.getJob(id)
    return job && pendingStatuses.includes(statusOf(job, hold))
  })
  if (pending.length > 0) uploads[to](pending)
}
