import type { FeishuEvent } from '../../contract/feishu/store-app/event.ts'
import type { KeptTexts } from '../stores/kept-texts.ts'
import { oldestMs } from './open-event.ts'

/** Longer than a signature is taken for. */
const rememberedMs = oldestMs + 60 * 60 * 1000

/** A replica that dies with an event in its hands keeps it from the others for so long; Feishu's second repeat comes later. */
const claimedMs = 60_000

/** Most events at work at once; each holds some KB. */
const atOnce = 100

/** Pauses before each further attempt, where Feishu was already told that all is well. */
const pausesMs = [1000, 5000, 30_000, 120_000] as const

export interface EventWorkDoors {
  /** Does what an event asks for; the same twice does no harm. */
  readonly apply: (event: FeishuEvent) => Promise<void>
  readonly texts: KeptTexts
  /** Waits, unless the gateway stops meanwhile. */
  readonly pause: (ms: number) => Promise<void>
  /** Called where an event is given up; Feishu does not send it again. */
  readonly onLost: (error: unknown, event: FeishuEvent) => void
}

/** One attempt to work off an event: what Feishu is to be told, if it still waits for it. */
export type EventOutcome = 'done' | 'again'

/** Works off events, each once among all replicas however often it is pushed. */
export class EventWork {
  readonly #doors: EventWorkDoors
  #running = 0

  constructor(doors: EventWorkDoors) {
    this.#doors = doors
  }

  /**
   * Resolves with `again` where Feishu should push it once more: it failed, another replica is at it, or there is too much to do.
   *
   * @param isAnswered Whether Feishu was told `done` meanwhile: then it is not pushed again, and the attempts go on here.
   * @throws When the store does not answer.
   */
  async take(event: FeishuEvent, isAnswered: () => boolean): Promise<EventOutcome> {
    if (event.content === null) return 'done'
    if (this.#running >= atOnce) return 'again'
    this.#running += 1
    try {
      return await this.#once(event, isAnswered)
    } finally {
      this.#running -= 1
    }
  }

  async #once(event: FeishuEvent, isAnswered: () => boolean): Promise<EventOutcome> {
    const { texts } = this.#doors
    const name = `event:${event.id}`
    if (!(await texts.claim(name, claimedMs))) return (await texts.get(name)) === 'done' ? 'done' : 'again'
    const error = await this.#untilApplied(event, isAnswered)
    if (error === null) {
      await texts.put(name, 'done', rememberedMs)
      return 'done'
    }
    await texts.delete(name).catch(() => undefined)
    if (isAnswered()) this.#doors.onLost(error, event)
    return 'again'
  }

  /** `null`: applied. */
  async #untilApplied(event: FeishuEvent, isAnswered: () => boolean): Promise<unknown> {
    const { apply, pause } = this.#doors
    for (const pauseMs of [...pausesMs, null]) {
      try {
        await apply(event)
        return null
      } catch (error) {
        if (pauseMs === null || !isAnswered()) return error ?? new Error('unknown')
        await pause(pauseMs)
      }
    }
    return null
  }
}
