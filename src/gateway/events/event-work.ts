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

/** Outcome of one attempt at an event, and Feishu's answer if it still waits for one: handled, or to be pushed again. */
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
   */
  async take(event: FeishuEvent, isAnswered: () => boolean): Promise<EventOutcome> {
    if (event.content === null) return 'done'
    if (this.#running >= atOnce) return 'again'
    this.#running += 1
    try {
      return await this.#untilDone(event, isAnswered)
    } finally {
      this.#running -= 1
    }
  }

  async #untilDone(event: FeishuEvent, isAnswered: () => boolean): Promise<EventOutcome> {
    for (const pauseMs of [...pausesMs, null]) {
      const error = await this.#attempt(event)
      if (error === null) return 'done'
      if (!isAnswered()) return 'again'
      if (pauseMs === null) this.#doors.onLost(error, event)
      else await this.#doors.pause(pauseMs)
    }
    return 'again'
  }

  /** `null`: it is done, here or elsewhere. Otherwise why not. */
  async #attempt(event: FeishuEvent): Promise<Error | null> {
    const { texts, apply } = this.#doors
    const name = `event:${event.id}`
    try {
      if (!(await texts.claim(name, claimedMs)))
        return (await texts.get(name)) === 'done' ? null : new Error('Another replica is at it')
      try {
        await apply(event)
      } catch (error) {
        await texts.delete(name).catch(() => undefined)
        throw error
      }
      await texts.put(name, 'done', rememberedMs)
      return null
    } catch (error) {
      return error instanceof Error ? error : new Error('It failed', { cause: error })
    }
  }
}
