import type { FeishuEvent } from '../../contract/feishu/store-app/event.ts'
import type { KeptTexts } from '../stores/kept-texts.ts'
import { oldestMs } from './open-event.ts'

/** Longer than a signature is taken for. */
const rememberedMs = oldestMs + 60 * 60 * 1000

/** A replica that dies with an event in its hands keeps it from the others for so long; Feishu's second repeat comes later. */
const claimedMs = 60_000

/** Most events at work at once; each holds some KB. */
const atOnce = 100

export interface EventWorkDoors {
  /** Does what an event asks for; the same twice does no harm. */
  readonly apply: (event: FeishuEvent) => Promise<void>
  readonly texts: KeptTexts
  /** Called where an attempt failed. Feishu was told `again`, or is once it repeats the event. */
  readonly onFailed: (error: unknown, event: FeishuEvent) => void
}

/** What Feishu is to be told of an event, if it still waits for it. */
export type EventOutcome = 'done' | 'again'

/** Works off events, each once among all replicas however often it is pushed. */
export class EventWork {
  readonly #doors: EventWorkDoors
  #running = 0

  constructor(doors: EventWorkDoors) {
    this.#doors = doors
  }

  /**
   * Never rejects. Resolves with `again` where Feishu should push it once more: it failed, another replica is at it, or there is too
   * much to do.
   */
  async take(event: FeishuEvent): Promise<EventOutcome> {
    if (event.content === null) return 'done'
    if (this.#running >= atOnce) return 'again'
    this.#running += 1
    try {
      return await this.#attempt(event)
    } catch (error) {
      this.#doors.onFailed(error, event)
      return 'again'
    } finally {
      this.#running -= 1
    }
  }

  async #attempt(event: FeishuEvent): Promise<EventOutcome> {
    const { texts, apply } = this.#doors
    const name = `event:${event.id}`
    try {
      if (!(await texts.claim(name, claimedMs))) return (await texts.get(name)) === 'done' ? 'done' : 'again'
      await apply(event)
      await texts.put(name, 'done', rememberedMs)
    } catch (error) {
      // Also after a claim that got no answer: a store that is slow may keep it all the same.
      await texts.delete(name).catch(() => undefined)
      throw error
    }
    return 'done'
  }
}
