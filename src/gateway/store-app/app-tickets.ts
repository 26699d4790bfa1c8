import * as v from 'valibot'
import type { Reading, Refusal } from '../../contract/feishu/api.ts'
import type { RefreshLock } from '../session/access-tokens.ts'
import { readKept, type KeptTexts } from '../stores/kept-texts.ts'

/** Feishu pushes a new one each hour. One that is older than this was missed many times, and is not worth a try. */
const ticketLifeMs = 2 * 24 * 60 * 60 * 1000

/** It is reported to take about two minutes until it comes (langbot-app/LangBot#1855, 2025-12-10). */
export const askAgainAfterMs = 150_000

const place = 'app-ticket'

const Kept = v.object({ appTicket: v.string(), atMs: v.number() })

export interface AppTicketsDoors {
  readonly texts: KeptTexts
  readonly lock: RefreshLock
  /** Asks Feishu to push it. Never throws. */
  readonly resend: () => Promise<Reading<object>>
  /** Called where Feishu refuses to. */
  readonly onFailure: (refusal: Refusal) => void
}

/** The app_ticket, which Feishu pushes: the newest one, for all replicas. */
export class AppTickets {
  readonly #doors: AppTicketsDoors

  constructor(doors: AppTicketsDoors) {
    this.#doors = doors
  }

  /** `undefined`: none was pushed yet. */
  async current(): Promise<string | undefined> {
    return (await this.#kept())?.appTicket
  }

  /**
   * Keeps a pushed ticket, unless a newer one is known: repeats come late and out of order.
   *
   * @param atMs When Feishu made it.
   */
  take(appTicket: string, atMs: number): Promise<void> {
    const { lock, texts } = this.#doors
    return lock.hold(place, async () => {
      const kept = await this.#kept()
      if (kept && kept.atMs > atMs) return
      await texts.put(place, JSON.stringify({ appTicket, atMs }), ticketLifeMs)
    })
  }

  /** Feishu no longer takes this one: it is forgotten, unless another came meanwhile, and asked for again. */
  async refused(appTicket: string): Promise<void> {
    const { lock, texts } = this.#doors
    await lock.hold(place, async () => {
      if ((await this.#kept())?.appTicket === appTicket) await texts.delete(place)
    })
    await this.askAgain()
  }

  /** Asks Feishu to push it, unless any replica did so a short while ago. Returns Feishu's refusal, if it refused. */
  async askAgain(): Promise<Refusal | null> {
    if (!(await this.#doors.texts.claim('app-ticket-asked', askAgainAfterMs))) return null
    const reading = await this.#doors.resend()
    if (reading.ok) return null
    this.#doors.onFailure(reading.refusal)
    return reading.refusal
  }

  #kept() {
    return readKept(this.#doors.texts, place, Kept)
  }
}
