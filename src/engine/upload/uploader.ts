import type { FileToken } from '../../contract/feishu/ids.ts'
import type { FeishuFact } from '../../contract/own-api/feishu-facts.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Outcome } from '../calls/api-caller.ts'
import { FileUnreadable } from '../files/source-file.ts'
import type { EngineContext } from '../engine-context.ts'
import { ownFailure } from '../job/failure.ts'
import type { Holdup, Job, JobId, UploadedParts } from '../job/job.ts'
import { failureOfReading } from './read-file.ts'
import { sendParts } from './send-parts.ts'
import type { SmallByParts } from './small-by-parts.ts'
import { Bodies, UploadWindow } from '../calls/upload-window.ts'
import { sendWhole, type Sending } from './send-whole.ts'
import { familyOf, targetKeyOf, takesBytes } from '../targets/families.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import { callKindOf } from '../queue/call-kind-of.ts'

/** How a file's bytes are sent: by one call, in parts (a large file or a small one), or together with the bind into a cell. */
type Way = 'whole' | 'parts' | 'smallParts' | 'cell'

/** Large files sent at once: while one is prepared or finished, the other keeps the window full. */
const largeAtOnce = 2
/**
 * Small files sent by parts at once: three calls of 200 ms and their turns take up to a second, in which five files may begin. More
 * would only wait for the browser's connections.
 */
const smallPartsAtOnce = 5
/** Most files being sent, including those that wait for a retry. */
const maxTransfers = 12

interface Transfer {
  readonly controller: AbortController
  readonly pause: AbortController
  readonly way: Way
  /** Target key of the job. */
  readonly targetKey: string
  /** Waiting for a retry; another file may be sent in its turn meanwhile. */
  resting: boolean
  /** Ended here, to be sent in another way. */
  isRerouted: boolean
}

/**
 * Sends the bytes of placed jobs. The three ways run in parallel, because each endpoint has its own quota. Packages such as
 * p-limit start tasks strictly in order; here a file that its quota, its spreadsheet or a hold keeps back lets those behind it go first.
 */
export class Uploader {
  readonly #context: EngineContext
  readonly #hold: QueueHold
  readonly #smallByParts: SmallByParts
  readonly #windows: Readonly<Record<Way, UploadWindow>>
  readonly #transfers = new Map<JobId, Transfer>()
  /** Refusals of a checksum after which parts go without one; once one was taken, never (docs/feishu.md, U8). */
  #checksumTries: number
  #ready: readonly JobId[] = []
  #awake = false

  constructor(context: EngineContext, hold: QueueHold, smallByParts: SmallByParts) {
    this.#context = context
    this.#checksumTries = context.facts.has('no-part-checksums') ? 0 : 2
    this.#hold = hold
    this.#smallByParts = smallByParts
    this.#windows = newWindows(new Bodies(context.clock, () => smallByParts.isUsed), context.facts)
  }

  add(id: JobId): void {
    // What becomes of a suspect decides how the others go.
    this.#ready = this.#smallByParts.isSuspect(id) ? [id, ...this.#ready] : [...this.#ready, id]
    this.wake()
  }

  /** Aborts the sending of a job that is no longer in that stage; a late answer is ignored. */
  stop(id: JobId): void {
    this.#transfers.get(id)?.controller.abort()
  }

  /** Ends the sending of a job once its requests in flight are answered; accepted parts are kept. */
  pause(id: JobId): void {
    this.#transfers.get(id)?.pause.abort()
  }

  wake(): void {
    if (this.#awake) return
    this.#awake = true
    void Promise.resolve().then(() => {
      this.#awake = false
      this.#startSome()
    })
  }

  #startSome(): void {
    if (this.#hold.holds()) return
    if (this.#hold.holds('whole') && this.#smallByParts.isAllowed) this.#endWaiting()
    for (const id of this.#ready) {
      const job = this.#context.store.get(id)
      if (job?.stage.at !== 'placed' || job.paused || job.lacksFile)
        this.#ready = this.#ready.filter((other) => other !== id)
      else if (!this.#transfers.has(id)) {
        const way = this.#freeWay(job)
        if (way === null) continue
        this.#ready = this.#ready.filter((other) => other !== id)
        void this.#transfer(job, way)
      }
    }
  }

  /** Ends the calls of small files that wait for a hold of upload_all: they can go by parts. */
  #endWaiting(): void {
    for (const { way, pause } of this.#transfers.values()) if (way === 'whole') pause.abort()
  }

  /** The way that a job can go now; null: none. */
  #freeWay(job: Job): Way | null {
    if (this.#transfers.size >= maxTransfers) return null
    const kind = callKindOf(job)
    if (kind === 'whole') return this.#freeWayOfSmall(job)
    if (this.#hold.holds(kind)) return null
    if (kind === 'parts') return this.#busy('parts') < largeAtOnce ? 'parts' : null
    // One at a time for each spreadsheet, even while that one waits for a retry (sheets overview).
    const key = targetKeyOf(job.target)
    const isTaken = [...this.#transfers.values()].some(({ way, targetKey }) => way === 'cell' && targetKey === key)
    return isTaken ? null : 'cell'
  }

  #freeWayOfSmall(job: Job): Way | null {
    const isWholeHeld = this.#hold.holds('whole')
    const canGoByParts = this.#smallByParts.takes(job, isWholeHeld) && !this.#hold.holds('parts')
    const isBegun = canGoByParts && job.stage.at === 'placed' && job.stage.parts !== null
    // One more than the window's width: it is read while the others are in flight.
    if (!isBegun && !isWholeHeld && this.#busy('whole') <= this.#windows.whole.width) return 'whole'
    const isWorthwhile = isBegun || isWholeHeld || this.#smallByParts.isUsed
    return canGoByParts && isWorthwhile && this.#busy('smallParts') < smallPartsAtOnce ? 'smallParts' : null
  }

  /** Files on this way that do not wait for a retry. */
  #busy(way: Way): number {
    return [...this.#transfers.values()].filter((transfer) => transfer.way === way && !transfer.resting).length
  }

  async #transfer({ id, stage }: Job, way: Way): Promise<void> {
    const { store } = this.#context
    store.dispatch(id, { type: 'sending' })
    const job = store.get(id)
    if (job?.stage.at !== 'sending') return
    const transfer: Transfer = {
      controller: new AbortController(),
      pause: new AbortController(),
      way,
      targetKey: targetKeyOf(job.target),
      resting: false,
      isRerouted: false,
    }
    this.#transfers.set(id, transfer)
    try {
      const parts = stage.at === 'placed' ? stage.parts : null
      const outcome = await this.#send(job, transfer, parts)
      this.#transfers.delete(id)
      this.#conclude(job, transfer, outcome)
    } catch (error) {
      this.#transfers.delete(id)
      this.#broke(id, transfer, error)
    }
    this.wake()
  }

  #broke(id: JobId, { controller, pause, isRerouted }: Transfer, error: unknown): void {
    const { store } = this.#context
    if (isRerouted) store.dispatch(id, { type: 'sendAgain' })
    if (controller.signal.aborted) return
    if (pause.signal.aborted) store.dispatch(id, { type: 'interrupted' })
    else {
      // A file that cannot be read now may be readable later, for example when its disk is attached again.
      const keepParts = error instanceof FileUnreadable && error.reason === 'unreadable'
      store.dispatch(id, { type: 'failed', failure: failureOf(error), keepParts })
    }
  }

  /** Resolves with the event that ends the job's sending, or with a refusal; throws when aborted or unreadable. */
  async #send(job: Job, transfer: Transfer, parts: UploadedParts | null): Promise<Outcome<JobEvent>> {
    const call = this.#callOf(job, transfer)
    const { target, stage } = job
    const family = familyOf(target)
    if (family.send && family.takesBytes(target)) {
      // After a reload, a page whose journal lacks the spot would put the file into another one.
      await this.#context.journal.written()
      return family.send(this.#context, call)
    }
    const point = stage.at === 'sending' ? family.uploadPointOf(job, target, stage.spot) : null
    if (!point) throw new TypeError('A file is sent from its spot')
    const sent = await (transfer.way === 'whole'
      ? sendWhole({ ...call, point })
      : this.#sendParts({ ...call, point, yields: transfer.way === 'smallParts' }, parts))
    return sent.ok ? { ok: true, data: { type: 'sent', fileToken: sent.data } } : sent
  }

  #sendParts(
    sending: Sending & { readonly yields: boolean },
    parts: UploadedParts | null,
  ): Promise<Outcome<FileToken>> {
    const { store, clock } = this.#context
    const isUnchecked = this.#checksumTries === 0
    const { job } = sending
    return sendParts({
      ...sending,
      clock,
      isUnchecked,
      parts,
      onPrepared: (prepared) => store.dispatch(job.id, { type: 'prepared', parts: prepared }),
      onPartAccepted: (seq) => {
        if (!isUnchecked) this.#checksumTries = Infinity
        store.dispatch(job.id, { type: 'partAccepted', seq })
      },
    })
  }

  #callOf(job: Job, transfer: Transfer): Omit<Sending, 'point'> {
    const { store, api } = this.#context
    const { signal } = transfer.controller
    return {
      job,
      api,
      window: this.#windows[transfer.way],
      signal,
      pause: transfer.pause.signal,
      onHoldup: (holdup: Holdup | null) => {
        transfer.resting = holdup?.is === 'repeat'
        if (signal.aborted) return
        if (transfer.way === 'smallParts' && holdup?.is === 'quota-wait' && !this.#hold.holds('whole')) {
          this.#reroute(transfer)
          return
        }
        store.dispatch(job.id, { type: 'heldUp', holdup })
        this.wake()
      },
      onSent: (sentBytes) => {
        if (!signal.aborted) store.dispatch(job.id, { type: 'bytesLeft', sentBytes })
      },
    }
  }

  /** Others' parts go first: upload_all is the shorter way for small files. */
  #reroute(transfer: Transfer): void {
    this.#smallByParts.crowded()
    transfer.isRerouted = true
    transfer.controller.abort()
  }

  #conclude(job: Job, { way }: Transfer, outcome: Outcome<JobEvent>): void {
    const { store } = this.#context
    const isSending = store.get(job.id)?.stage.at === 'sending'
    const isInParts = way === 'parts' || way === 'smallParts'
    // Whether a part may come twice is not documented (U9): what was refused is sent again from its first byte.
    if (isInParts && !outcome.ok && outcome.unclear && outcome.healing === 'none') {
      this.#finish(job, { ...outcome, healing: 'restart-upload' })
      return
    }
    if (way === 'smallParts' && isSending && !outcome.ok && outcome.healing === 'none') {
      this.#smallByParts.refused(job.id)
      store.dispatch(job.id, { type: 'sendAgain' })
      return
    }
    if (way === 'whole') this.#smallByParts.sentWhole(job.id, outcome.ok)
    this.#finish(job, outcome)
  }

  #finish({ id, target }: Job, outcome: Outcome<JobEvent>): void {
    const { store, restartLimit, failAlike } = this.#context
    if (outcome.ok) {
      store.dispatch(id, outcome.data)
      return
    }
    const { healing, failure, unclear } = outcome
    if (failure.problem === '1062008' && this.#checksumTries > 0) this.#checksumTries -= 1
    if (healing === 'restart-upload' && restartLimit.allow(id, healing))
      store.dispatch(id, { type: 'sendAgain', failure })
    else if (healing === 'recreate-block' && restartLimit.allow(id, healing))
      store.dispatch(id, { type: 'placeAgain', failure })
    else {
      const perhapsPlaced = unclear && takesBytes(target) ? { perhapsPlaced: true } : {}
      store.dispatch(id, { type: 'failed', failure, keepParts: healing === 'repeat', ...perhapsPlaced })
    }
    if (healing === 'none') failAlike(failure, target)
  }
}

function newWindows(bodies: Bodies, facts: ReadonlySet<FeishuFact>): Readonly<Record<Way, UploadWindow>> {
  const parts = new UploadWindow(bodies, isWide(facts, 'parts'))
  return {
    whole: new UploadWindow(bodies, isWide(facts, 'uploads')),
    parts,
    smallParts: parts,
    cell: new UploadWindow(bodies),
  }
}

function isWide(facts: ReadonlySet<FeishuFact>, of: 'uploads' | 'parts'): boolean | null {
  return facts.has(`${of}-side-by-side`) || (facts.has(`${of}-one-by-one`) ? false : null)
}

function failureOf(error: unknown) {
  if (error instanceof FileUnreadable) return failureOfReading(error)
  return ownFailure('unknown-code', error instanceof Error ? error.message : '')
}
