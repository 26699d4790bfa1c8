import type { DemoWorld } from './world.ts'

/** How many worlds a room may have; each has two servers. */
export const mostWorlds = 60

/** A world whose stage has not been open for as long is closed. */
const idleMs = 30 * 60 * 1000

interface Kept {
  readonly world: Promise<DemoWorld>
  seenAtMs: number
}

interface Doors {
  /** @param publicHost Name or address by which the visitor reached the stage. */
  readonly open: (publicHost: string, isFirst: boolean) => Promise<DemoWorld>
  readonly isShared: boolean
  readonly nowMs: () => number
}

const everybody = 'everybody'

/** Which visitor of the stage has which world. */
export class Visitors {
  readonly #doors: Doors
  readonly #kept = new Map<string, Kept>()
  #opened = 0

  constructor(doors: Doors) {
    this.#doors = doors
  }

  /** The visitor's world, made when first asked for; null when the room is full. */
  async worldOf(visitorId: string, publicHost: string): Promise<DemoWorld | null> {
    const present = this.presentWorldOf(visitorId)
    if (present) return present
    await this.#closeIdle()
    // Another request of the same visitor may have opened it meanwhile.
    const meanwhile = this.presentWorldOf(visitorId)
    if (meanwhile) return meanwhile
    if (this.#kept.size >= mostWorlds) return null
    const world = this.#doors.open(publicHost, this.#opened === 0)
    this.#opened += 1
    const key = this.#keyOf(visitorId)
    const kept = { world, seenAtMs: this.#doors.nowMs() }
    this.#kept.set(key, kept)
    world.catch(() => this.#kept.delete(key))
    return world
  }

  /** The visitor's world; null when there is none. */
  presentWorldOf(visitorId: string): Promise<DemoWorld> | null {
    const known = this.#kept.get(this.#keyOf(visitorId))
    if (!known) return null
    known.seenAtMs = this.#doors.nowMs()
    return known.world
  }

  /** Closes a visitor's world; the next one has other addresses, so that nothing of it is left in the browser. */
  async leave(visitorId: string): Promise<void> {
    await this.#close(this.#keyOf(visitorId))
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((key) => this.#close(key)))
  }

  #keyOf(visitorId: string): string {
    return this.#doors.isShared ? everybody : visitorId
  }

  async #closeIdle(): Promise<void> {
    const before = this.#doors.nowMs() - idleMs
    const idle = [...this.#kept].filter(([, { seenAtMs }]) => seenAtMs < before)
    await Promise.all(idle.map(([key]) => this.#close(key)))
  }

  async #close(key: string): Promise<void> {
    const kept = this.#kept.get(key)
    this.#kept.delete(key)
    await (await kept?.world)?.close()
  }
}
