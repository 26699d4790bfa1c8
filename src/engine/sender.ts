import { uploadAllMaxBytes } from '../contract/limits.ts'
import type { FileToken } from '../contract/ids.ts'
import type { Outcome } from './corridor.ts'
import { FileUnreadable } from './doors.ts'
import type { EngineParts } from './engine-parts.ts'
import { ownFailure } from './failure.ts'
import type { Holdup, Job, JobId, UploadedParts } from './job.ts'
import { failureOfReading } from './read-file.ts'
import { sendParts } from './send-parts.ts'
import { Bodies, SendWindow } from './send-window.ts'
import { sendWhole, type Sending } from './send-whole.ts'
import type { Standstill } from './standstill.ts'

/** Large files on their way at once: while one is prepared or finished, the other keeps the window full. */
const largeAtOnce = 2
/** Files begun and not ended, those that wait for a repeat included. */
const maxRuns = 12

interface Run {
  readonly controller: AbortController
  readonly pause: AbortController
  readonly large: boolean
  /** Waiting for its next attempt: another file may use its turn meanwhile. */
  resting: boolean
}

/** Brings the bytes of placed jobs to Feishu; small and large files side by side, for their quotas are two. */
export class Sender {
  readonly #parts: EngineParts
  readonly #standstill: Standstill
  readonly #bodies = new Bodies()
  readonly #wholeWindow = new SendWindow(this.#bodies)
  readonly #partWindow = new SendWindow(this.#bodies)
  readonly #runs = new Map<JobId, Run>()
  #ready: readonly JobId[] = []
  #awake = false

  constructor(parts: EngineParts, standstill: Standstill) {
    this.#parts = parts
    this.#standstill = standstill
  }

  add(id: JobId): void {
    this.#ready = [...this.#ready, id]
    this.wake()
  }

  /** Stops the sending of a job that went another way; its late answer goes nowhere. */
  stop(id: JobId): void {
    this.#runs.get(id)?.controller.abort()
  }

  /** Ends the sending of a job where nothing is on the wire; what was accepted by then is kept. */
  pause(id: JobId): void {
    this.#runs.get(id)?.pause.abort()
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
    if (this.#standstill.reason !== null) return
    for (const id of this.#ready) {
      const job = this.#parts.store.get(id)
      if (job?.stage.at !== 'placed' || job.paused || job.lacksFile)
        this.#ready = this.#ready.filter((other) => other !== id)
      else if (!this.#runs.has(id) && this.#hasTurn(isLarge(job))) {
        this.#ready = this.#ready.filter((other) => other !== id)
        void this.#run(job)
      }
    }
  }

  #hasTurn(large: boolean): boolean {
    const runs = [...this.#runs.values()]
    const busy = runs.filter((run) => run.large === large && !run.resting).length
    // One more than can be in flight: it is read while the others are on the wire.
    return runs.length < maxRuns && busy < (large ? largeAtOnce : this.#wholeWindow.width + 1)
  }

  async #run({ id, stage }: Job): Promise<void> {
    const { store } = this.#parts
    store.dispatch(id, { type: 'sending' })
    const job = store.get(id)
    if (job?.stage.at !== 'sending') return
    const run: Run = {
      controller: new AbortController(),
      pause: new AbortController(),
      large: isLarge(job),
      resting: false,
    }
    this.#runs.set(id, run)
    try {
      const sending = this.#sending(job, run)
      const parts = stage.at === 'placed' ? stage.parts : null
      const outcome = await (run.large ? this.#sendLarge(sending, parts) : sendWhole(sending))
      this.#runs.delete(id)
      this.#settle(job, outcome)
    } catch (error) {
      this.#runs.delete(id)
      this.#broke(id, run, error)
    }
    this.wake()
  }

  #broke(id: JobId, { controller, pause }: Run, error: unknown): void {
    const { store } = this.#parts
    if (controller.signal.aborted) return
    if (pause.signal.aborted) store.dispatch(id, { type: 'heldBack' })
    else {
      // A file that can not be read now may be there again later, with a disk that was taken out.
      const keepParts = error instanceof FileUnreadable && error.reason === 'unreadable'
      store.dispatch(id, { type: 'failed', failure: failureOf(error), keepParts })
    }
  }

  #sendLarge(sending: Sending, parts: UploadedParts | null): Promise<Outcome<FileToken>> {
    const { store, clock } = this.#parts
    const { job } = sending
    return sendParts({
      ...sending,
      clock,
      parts,
      onPrepared: (prepared) => store.dispatch(job.id, { type: 'prepared', parts: prepared }),
      onPartAccepted: (seq) => store.dispatch(job.id, { type: 'partAccepted', seq }),
    })
  }

  #sending(job: Job, run: Run): Sending {
    const { store, corridor } = this.#parts
    if (job.stage.at !== 'sending') throw new TypeError(`A job that is ${job.stage.at} is not being sent`)
    const { signal } = run.controller
    return {
      job,
      point: {
        parentType: job.kind === 'image' ? 'docx_image' : 'docx_file',
        parentNode: job.stage.block.mediaBlockId,
        documentId: job.target.documentId,
      },
      corridor,
      window: run.large ? this.#partWindow : this.#wholeWindow,
      signal,
      pause: run.pause.signal,
      onHoldup: (holdup: Holdup | null) => {
        run.resting = holdup !== null
        if (signal.aborted) return
        store.dispatch(job.id, { type: 'heldUp', holdup })
        this.wake()
      },
      onSent: (sentBytes) => {
        if (!signal.aborted) store.dispatch(job.id, { type: 'bytesLeft', sentBytes })
      },
    }
  }

  #settle({ id, target }: Job, outcome: Outcome<FileToken>): void {
    const { store, heals, failAlike } = this.#parts
    if (outcome.ok) {
      store.dispatch(id, { type: 'sent', fileToken: outcome.data })
      return
    }
    const { healing, failure } = outcome
    if (healing === 'restart-upload' && heals.allow(id, healing)) store.dispatch(id, { type: 'sendAgain' })
    else if (healing === 'recreate-block' && heals.allow(id, healing))
      store.dispatch(id, { type: 'placeAgain', failure })
    else store.dispatch(id, { type: 'failed', failure, keepParts: healing === 'repeat' })
    if (healing === 'none') failAlike(failure, target)
  }
}

function isLarge({ file }: Job): boolean {
  return file.sizeBytes > uploadAllMaxBytes
}

function failureOf(error: unknown) {
  if (error instanceof FileUnreadable) return failureOfReading(error)
  return ownFailure('unknown-code', error instanceof Error ? error.message : '')
}
