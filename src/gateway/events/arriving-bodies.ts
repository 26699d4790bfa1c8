import type { IncomingMessage } from 'node:http'
import { eventHeaders } from '../../contract/feishu/store-app/event.ts'
import { own } from '../../contract/own.ts'
import { CollectedBytes } from '../server/collected-bytes.ts'

/** An event is a few hundred bytes; the largest that an app can subscribe to have some KB. */
export const eventMaxBytes = 64 * 1024

/** Most bodies that arrive at once. */
const atOnce = 64

/**
 * Bodies a second without a signature, and as many at a time after a pause. Each is decrypted, which takes a fraction of a millisecond,
 * and Feishu sends such ones only while somebody saves the address. A body with a signature is hashed, no more, unless the signature is
 * good; were those counted, two hundred requests a second of anybody would keep Feishu's events out.
 */
const bodiesPerSecond = 200

export interface ArrivingBodiesDoors {
  /** By a clock that only goes forward. */
  readonly nowMs: () => number
  /** How long a body may take. */
  readonly bodyMs: number
}

/**
 * Reads the bodies of anybody who finds the event address, within bounds. When too many arrive at once, the one that takes longest gives
 * way: Feishu's come whole, so those who send slowly cannot keep them out.
 */
export class ArrivingBodies {
  readonly #doors: ArrivingBodiesDoors
  /** Ends of those that arrive, the longest at it first. */
  readonly #arriving = new Set<() => void>()
  #left = bodiesPerSecond
  #countedAtMs = -Infinity

  constructor(doors: ArrivingBodiesDoors) {
    this.#doors = doors
  }

  /** Never rejects. `undefined`: too long, too slow, broken off, or one too many. What has not arrived then is not read. */
  read(request: IncomingMessage): Promise<Buffer | undefined> {
    if (own(request.headers, eventHeaders.signature) === undefined && !this.#takeTurn())
      return Promise.resolve(undefined)
    const [longest] = this.#arriving
    if (this.#arriving.size >= atOnce) longest?.()
    return new Promise((resolve) => {
      const collected = new CollectedBytes(eventMaxBytes)
      const settle = (body: Buffer | undefined) => {
        clearTimeout(timer)
        this.#arriving.delete(giveUp)
        request.off('data', take).off('end', whole).off('error', giveUp).off('close', giveUp)
        resolve(body)
      }
      const giveUp = () => settle(undefined)
      const whole = () => settle(collected.whole())
      const take = (chunk: Buffer) => {
        if (!collected.add(chunk)) giveUp()
      }
      const timer = setTimeout(giveUp, this.#doors.bodyMs)
      this.#arriving.add(giveUp)
      request.on('data', take).once('end', whole).once('error', giveUp).once('close', giveUp)
    })
  }

  /** A bucket that fills with time. */
  #takeTurn(): boolean {
    const nowMs = this.#doors.nowMs()
    this.#left = Math.min(bodiesPerSecond, this.#left + ((nowMs - this.#countedAtMs) / 1000) * bodiesPerSecond)
    this.#countedAtMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
