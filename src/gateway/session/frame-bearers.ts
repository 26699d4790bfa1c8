import * as v from 'valibot'
import type { Seal } from '../stores/seal.ts'

/** How long a bearer is good. The page renews it by GET /api/session while it is open. */
export const bearerLifeMs = 60 * 60 * 1000

/** A bearer older than this is renewed. */
export const bearerFreshMs = 10 * 60 * 1000

const name = 'frame bearer'

const Sealed = v.object({ id: v.string(), madeAtMs: v.number() })

/**
 * Credentials for framed pages of browsers that keep no cookies in a frame (Safari 18.5 to 26.1, WebKitGTK): the session's id, sealed
 * with its time. The page keeps it in memory only, so it ends with the page.
 */
export class FrameBearers {
  readonly #seal: Seal
  readonly #nowMs: () => number

  constructor(seal: Seal, nowMs: () => number) {
    this.#seal = seal.derive(name)
    this.#nowMs = nowMs
  }

  make(id: string): string {
    return this.#seal.seal(JSON.stringify({ id, madeAtMs: this.#nowMs() }), name)
  }

  /** The session's id; undefined when the bearer is not ours or its time is over. */
  open(bearer: string | undefined): string | undefined {
    return this.#read(bearer)?.id
  }

  /** A new bearer for the same session, if this one is good but not fresh. */
  renewed(bearer: string | undefined): string | undefined {
    const read = this.#read(bearer)
    return read && this.#nowMs() - read.madeAtMs > bearerFreshMs ? this.make(read.id) : undefined
  }

  #read(bearer: string | undefined): v.InferOutput<typeof Sealed> | undefined {
    const text = bearer === undefined ? undefined : this.#seal.open(bearer, name)
    const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), Sealed), text)
    return reading.success && this.#nowMs() - reading.output.madeAtMs < bearerLifeMs ? reading.output : undefined
  }
}
