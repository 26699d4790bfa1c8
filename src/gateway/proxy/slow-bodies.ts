import { shareOf, type Limit } from '../quota/limits.ts'
import type { WaitingLine } from '../quota/ledger.ts'
import type { Quota, QuotaCall } from '../quota/quota.ts'

/**
 * Slowest body, in bytes a second, that keeps its turn while others wait for it. A part of 4 MiB at this pace takes four minutes;
 * a line of 1 Mbit/s carries seven of them.
 */
const slowestBytesPerSecond = 16 * 1024

/** A call in flight whose body may still be on its way from the page. */
export interface HeldBody {
  /** That of its company. */
  readonly quota: Pick<Quota, 'limits' | 'crowd' | 'holders'>
  readonly call: Pick<QuotaCall, 'session' | 'route' | 'parameters'>
  /** Bytes that the page has sent so far, counted from anywhere. */
  readonly arrivedBytes: () => number
  /** The page owes the next byte: the body is not whole, and Feishu would take more. */
  readonly isOwed: () => boolean
  /** Ends the call; the page may repeat it. */
  readonly loseTurn: () => void
}

function isSlow(bytesPerSecond: number): boolean {
  return bytesPerSecond < slowestBytesPerSecond
}

interface Mark {
  readonly atMs: number
  readonly bytes: number
}

interface Doors {
  readonly nowMs: () => number
  /** Over how long the pace of a body is measured. */
  readonly measuredMs: number
}

/**
 * Takes turns back. A turn is given before the body arrives, so a body that drips would keep a place of the company's width for as
 * long as its sender likes. While others wait because all places are taken, a body that is too slow loses its turn, and so do as
 * many of one person's bodies as exceed half of the width, the slowest first; slow ones also while there is another place.
 */
export class SlowBodies {
  readonly #doors: Doors
  readonly #held = new Map<HeldBody, Mark>()

  constructor(doors: Doors) {
    this.#doors = doors
  }

  /** Watches a body until the returned function is called. */
  hold(body: HeldBody): () => void {
    this.#mark(body)
    return () => void this.#held.delete(body)
  }

  /** Call about once a second. Never rejects. */
  async review(): Promise<void> {
    const nowMs = this.#doors.nowMs()
    for (const body of this.#held.keys()) if (!body.isOwed()) this.#mark(body)
    const ofCompanies = new Map<HeldBody['quota'], [HeldBody, Mark][]>()
    for (const [body, mark] of this.#held) {
      if (nowMs - mark.atMs < this.#doors.measuredMs) continue
      const due = ofCompanies.get(body.quota) ?? []
      due.push([body, mark])
      ofCompanies.set(body.quota, due)
    }
    await Promise.all([...ofCompanies].map(([quota, due]) => this.#reviewOf(quota, due)))
  }

  /** Those of one company: others do not wait for its turns. */
  async #reviewOf(quota: HeldBody['quota'], due: readonly [HeldBody, Mark][]): Promise<void> {
    try {
      const crowd = await quota.crowd()
      const paces = new Map(due.map(([body, mark]) => [body, this.#paceOf(body, mark)]))
      for (const body of paces.keys()) this.#mark(body)
      for (const [body, pace] of paces) {
        if (isSlow(pace) && (await this.#crowdingOf(body, crowd)) === 'blocks') this.#takeBack(body)
      }
      await this.#takeBackExcess(paces, crowd)
    } catch {
      // The ledger cannot be reached, which is reported elsewhere; nobody starts meanwhile.
    }
  }

  /** Of people who hold more than their share while others wait. */
  async #takeBackExcess(paces: ReadonlyMap<HeldBody, number>, crowd: readonly WaitingLine[]): Promise<void> {
    const slowestFirst = [...paces.keys()].toSorted((a, b) => (paces.get(a) ?? 0) - (paces.get(b) ?? 0))
    const taken = new Map<string, number>()
    for (const body of slowestFirst.filter((one) => this.#held.has(one))) {
      for (const limit of this.#limitsOf(body)) {
        const { width, bySession } = await body.quota.holders(limit)
        const key = `${limit.name} ${body.call.session}`
        const excess = (bySession.get(body.call.session) ?? 0) - shareOf(width) - (taken.get(key) ?? 0)
        const crowding = excess > 0 ? await this.#crowdingOf(body, crowd) : 'alone'
        if (crowding === 'alone' || (crowding === 'awaited' && !isSlow(paces.get(body) ?? 0))) continue
        taken.set(key, (taken.get(key) ?? 0) + 1)
        this.#takeBack(body)
        break
      }
    }
  }

  /** Whether others wait for the place of this body, and whether they could have another one. */
  async #crowdingOf({ quota, call }: HeldBody, crowd: readonly WaitingLine[]): Promise<'alone' | 'awaited' | 'blocks'> {
    let crowding: 'alone' | 'awaited' = 'alone'
    for (const limit of this.#limitsOf({ quota, call })) {
      const isAwaited = crowd.some(
        ({ session, limits }) => session !== call.session && limits.some(({ name }) => name === limit.name),
      )
      if (!isAwaited) continue
      crowding = 'awaited'
      const { width, bySession } = await quota.holders(limit)
      if ([...bySession.values()].reduce((all, count) => all + count, 0) >= width) return 'blocks'
    }
    return crowding
  }

  #limitsOf({ quota, call }: Pick<HeldBody, 'quota' | 'call'>): readonly Limit[] {
    return quota.limits.of(call).filter(({ atOnce }) => atOnce !== null)
  }

  #paceOf(body: HeldBody, { atMs, bytes }: Mark): number {
    return ((body.arrivedBytes() - bytes) * 1000) / Math.max(1, this.#doors.nowMs() - atMs)
  }

  #mark(body: HeldBody): void {
    this.#held.set(body, { atMs: this.#doors.nowMs(), bytes: body.arrivedBytes() })
  }

  #takeBack(body: HeldBody): void {
    this.#held.delete(body)
    body.loseTurn()
  }
}
