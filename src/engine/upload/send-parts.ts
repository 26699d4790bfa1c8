import type { FileToken } from '../../contract/feishu/ids.ts'
import { uploadIdLifeMs } from '../../contract/feishu/limits.ts'
import {
  readPartAccepted,
  readPrepared,
  readUploaded,
  uploadFinishRequest,
  uploadPartRequest,
  uploadPrepareRequest,
} from '../../contract/feishu/drive/media.ts'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import type { NotOk, Outcome } from '../calls/api-caller.ts'
import type { Clock } from '../doors.ts'
import type { Holdup, UploadedParts } from '../job/job.ts'
import { PartsProgress } from './parts-progress.ts'
import { readFile } from './read-file.ts'
import type { Sending } from './send-whole.ts'

export interface SendingParts extends Sending {
  readonly clock: Clock
  /** Upload of an earlier attempt to resume; null to begin at the first byte. */
  readonly parts: UploadedParts | null
  /** Whether calls of others, which have no other way, go first. */
  readonly yields?: boolean
  /** Parts go without their checksums. */
  readonly isUnchecked?: boolean
  readonly onPrepared: (parts: UploadedParts) => void
  readonly onPartAccepted: (seq: number) => void
}

/** Parts of one file that have a call at once: those the window lets in flight, one being read, and some that wait for a retry. */
const partsAtOnce = 8
/** An upload that expires within this time is not resumed: its last part would come too late. */
const expiryMarginMs = 10 * 60 * 1000

/**
 * Resumable upload in parts (chunks): prepare, parts, finish; or what remains of an earlier upload. The upload window bounds the
 * memory used.
 *
 * @throws {FileUnreadable} When the file cannot be read, or is not the one that was dropped.
 * @throws The reason of `signal` or `pause`, when aborted. With `pause`, every part in flight has been answered by then.
 */
export async function sendParts(sending: SendingParts): Promise<Outcome<FileToken>> {
  const { api, signal, pause, onHoldup } = sending
  const opened = await open(sending)
  if (!opened.ok) return opened
  const refused = await sendEach(sending, opened.data)
  if (refused) return refused
  const { uploadId, partBytes } = opened.data
  const finish = inTurnOf(sending, uploadFinishRequest(uploadId, Math.ceil(sending.job.file.sizeBytes / partBytes)))
  return api.call({ request: () => finish, read: readUploaded, signal, pause, onHoldup })
}

/** Whether an upload can be resumed: Feishu keeps it long enough to finish. `nowMs`: milliseconds since 1970. */
export function isGood({ expiresAtMs }: UploadedParts, nowMs: number): boolean {
  return nowMs < expiresAtMs - expiryMarginMs
}

function inTurnOf({ yields }: SendingParts, request: ApiRequest): ApiRequest {
  return yields ? { ...request, yields: true } : request
}

/** Resumes the upload of an earlier attempt if Feishu still keeps it, else prepares a new one. */
async function open(sending: SendingParts): Promise<Outcome<UploadedParts>> {
  const { job, point, api, clock, parts, signal, pause, onHoldup } = sending
  if (parts && isGood(parts, clock.nowMs())) return { ok: true, data: parts }
  // Feishu's 24 hours begin between the request and the answer; counting from before the request is the safe side.
  const expiresAtMs = clock.nowMs() + uploadIdLifeMs
  const prepare = inTurnOf(sending, uploadPrepareRequest({ fileName: job.name, point, sizeBytes: job.file.sizeBytes }))
  const prepared = await api.call({ request: () => prepare, read: readPrepared, signal, pause, onHoldup })
  if (!prepared.ok) return prepared
  const { uploadId, partBytes } = prepared.data
  const fresh = { uploadId, partBytes, accepted: new Set<number>(), expiresAtMs }
  sending.onPrepared(fresh)
  return { ok: true, data: fresh }
}

/**
 * Sends the missing parts, several at once; the first that fails stops the others. The workers share one iterator, so that a part
 * is taken only when it can be sent; p-limit would hold a task for each of up to thousands of parts.
 */
async function sendEach(sending: SendingParts, parts: UploadedParts): Promise<NotOk | undefined> {
  const { job, api, window, pause } = sending
  const { sizeBytes } = job.file
  const { uploadId, partBytes, accepted } = parts
  const stop = new AbortController()
  const signal = AbortSignal.any([sending.signal, stop.signal])
  const missing = Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, seq) => seq)
    .filter((seq) => !accepted.has(seq))
    .values()
  const progress = new PartsProgress(sending.onSent, parts, sizeBytes)
  const holdups = new PartsHoldup(sending.onHoldup)

  const sendOn = async (): Promise<void> => {
    for (const seq of missing) {
      pause.throwIfAborted()
      const start = seq * partBytes
      const end = Math.min(start + partBytes, sizeBytes)
      const outcome = await api.call({
        request: async () => {
          const { bytes, checksum } = await readFile(job.file, start, end)
          const part = { uploadId, seq, bytes, ...(!sending.isUnchecked && { checksum }) }
          return inTurnOf(sending, uploadPartRequest(part))
        },
        read: readPartAccepted,
        signal,
        pause,
        window,
        onHoldup: (holdup) => holdups.heldUp(seq, holdup),
        onSent: (sentBytes) => progress.sent(seq, Math.min(sentBytes, end - start)),
      })
      if (!outcome.ok) throw new PartRefused(outcome)
      progress.accepted(seq, end - start)
      sending.onPartAccepted(seq)
    }
  }

  const causes: unknown[] = []
  const workers = Array.from({ length: partsAtOnce }, () =>
    sendOn().catch((cause: unknown) => {
      causes.push(cause)
      // On a pause, the other parts in flight are still answered; any other error aborts them.
      if (!pause.aborted) stop.abort()
    }),
  )
  await Promise.all(workers)
  return causes.length === 0 ? undefined : refusalOf(causes[0])
}

function refusalOf(cause: unknown): NotOk {
  if (cause instanceof PartRefused) return cause.outcome
  throw cause
}

/** Carries a part's refusal out of the parallel loops. */
class PartRefused extends Error {
  override readonly name = 'PartRefused'
  readonly outcome: NotOk

  constructor(outcome: NotOk) {
    super('A part was refused')
    this.outcome = outcome
  }
}

/** Reports one holdup for a file: that of the first part that has one. */
class PartsHoldup {
  readonly #report: (holdup: Holdup | null) => void
  readonly #heldUp = new Map<number, Holdup>()

  constructor(report: (holdup: Holdup | null) => void) {
    this.#report = report
  }

  heldUp(seq: number, holdup: Holdup | null): void {
    if (holdup === null) this.#heldUp.delete(seq)
    else this.#heldUp.set(seq, holdup)
    this.#report(this.#heldUp.get(Math.min(...this.#heldUp.keys())) ?? null)
  }
}
