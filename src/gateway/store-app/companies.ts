import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { RefreshLock } from '../session/access-tokens.ts'
import type { SessionKey } from '../session/session-store.ts'
import { readKept, type KeptTexts } from '../stores/kept-texts.ts'

const dayMs = 24 * 60 * 60 * 1000

/** How long it is known that a company left, and of each of its sessions that this was its end. */
const knownMs = 30 * dayMs
const endOfSessionMs = 7 * dayMs

const State = v.object({ isAway: v.boolean(), asOfMs: v.number() })
type State = v.InferOutput<typeof State>

export interface CompaniesDoors {
  readonly texts: KeptTexts
  readonly lock: RefreshLock
  /** Deletes the sessions of a company's people at all replicas, and returns which they were. */
  readonly endSessions: (tenantKey: string) => Promise<readonly SessionKey[]>
  /** Deletes what else is kept of a company. */
  readonly forget: readonly ((tenantKey: string) => Promise<void>)[]
}

/** Which companies have left the store app: removed it or stopped it. All others count as having it; Feishu decides. */
export class Companies {
  readonly #doors: CompaniesDoors

  constructor(doors: CompaniesDoors) {
    this.#doors = doors
  }

  async isAway(tenantKey: string): Promise<boolean> {
    return isCompanyAway(this.#doors.texts, tenantKey)
  }

  /**
   * The company has left: its sessions, tokens and counts are deleted, at all replicas. What is older than what is known is ignored, since
   * repeats come late: a company that has come back stays.
   *
   * @param atMs When it left.
   */
  leave(tenantKey: string, atMs: number): Promise<void> {
    return this.#change(tenantKey, atMs, async () => {
      const { texts, endSessions, forget } = this.#doors
      for (const key of await endSessions(tenantKey)) await texts.put(endOf(key), nameOf(tenantKey), endOfSessionMs)
      for (const one of forget) await one(tenantKey)
    })
  }

  /** The company has the app again; its people sign in anew. */
  comeBack(tenantKey: string, atMs: number): Promise<void> {
    return this.#change(tenantKey, atMs, null)
  }

  /**
   * Feishu has just given a token for a person of this company, or for the app there: it has the app, though the event that says so
   * may be on its way or lost.
   *
   * @param askedAtMs When Feishu was asked, at the latest: a company that left after that has left.
   */
  async hasTheApp(tenantKey: string, askedAtMs: number): Promise<void> {
    if (!(await this.isAway(tenantKey))) return
    await this.#doors.lock.hold(lockOf(tenantKey), async () => {
      const state = await this.#state(tenantKey)
      if (state?.isAway !== true || state.asOfMs >= askedAtMs) return
      await this.#keep(tenantKey, { isAway: false, asOfMs: state.asOfMs })
    })
  }

  /** Whether this session was ended since its company left, and the company is still away. */
  async endedSession(key: SessionKey): Promise<boolean> {
    const name = await this.#doors.texts.get(endOf(key))
    return name !== undefined && ((await this.#stateOf(name))?.isAway ?? false)
  }

  #change(tenantKey: string, atMs: number, leaving: (() => Promise<void>) | null): Promise<void> {
    return this.#doors.lock.hold(lockOf(tenantKey), async () => {
      const known = await this.#state(tenantKey)
      // The same once more continues what may have failed half-way.
      if (known && known.asOfMs > atMs) return
      await this.#keep(tenantKey, { isAway: leaving !== null, asOfMs: atMs })
      await leaving?.()
    })
  }

  #state(tenantKey: string): Promise<State | undefined> {
    return this.#stateOf(nameOf(tenantKey))
  }

  #stateOf(name: string): Promise<State | undefined> {
    return keptState(this.#doors.texts, name)
  }

  #keep(tenantKey: string, state: State): Promise<void> {
    return this.#doors.texts.put(`company:${nameOf(tenantKey)}`, JSON.stringify(state), knownMs)
  }
}

/** As `Companies.isAway`, for those who need no more. */
export async function isCompanyAway(texts: Pick<KeptTexts, 'get'>, tenantKey: string): Promise<boolean> {
  return (await keptState(texts, nameOf(tenantKey)))?.isAway ?? false
}

function keptState(texts: Pick<KeptTexts, 'get'>, name: string): Promise<State | undefined> {
  return readKept(texts, `company:${name}`, State)
}

/** Held while a company leaves or comes back, and while a token is asked for it. */
export function lockOf(tenantKey: string): string {
  return `company:${nameOf(tenantKey)}`
}

/** A company in the names of what is kept of it: of one length and form, whatever the key holds. */
export function nameOf(tenantKey: string): string {
  return createHash('sha256').update(tenantKey).digest('hex')
}

function endOf(key: SessionKey): string {
  return `session-end:${key}`
}
