import type { FileToken, UploadId } from '../contract/ids.ts'
import { uploadIdLifeMs } from '../contract/limits.ts'
import {
  readPartAccepted,
  readPrepared,
  readUploaded,
  uploadFinishRequest,
  uploadPartRequest,
  uploadPrepareRequest,
} from '../contract/media.ts'
import type { Outcome } from './corridor.ts'
import type { Clock } from './doors.ts'
import type { UploadedParts } from './job.ts'
import { readFile } from './read-file.ts'
import type { Sending } from './send-whole.ts'

export interface SendingParts extends Sending {
  readonly clock: Clock
  readonly onPrepared: (parts: UploadedParts) => void
  readonly onPartAccepted: (seq: number) => void
}

/** Parts of one file asked for at once; the window decides how many of them are in flight. */
const partsAtOnce = 4

/**
 * Sends a file of any size: prepare, parts, finish. Memory is bounded by the parts in flight.
 *
 * @throws {FileUnreadable} When the file can not be read, or is not the one that was dropped.
 * @throws The signal's reason, when aborted.
 */
export async function sendParts(sending: SendingParts): Promise<Outcome<FileToken>> {
  const { job, point, corridor, signal, onHoldup } = sending
  const sizeBytes = job.file.sizeBytes
  // The 24 hours count from Feishu's answer at the latest; from before the question is the safe side.
  const expiresAtMs = sending.clock.nowMs() + uploadIdLifeMs
  const prepare = uploadPrepareRequest({ fileName: job.name, point, sizeBytes })
  const prepared = await corridor.call({ request: () => prepare, read: readPrepared, signal, onHoldup })
  if (!prepared.ok) return prepared
  const { uploadId, partBytes, parts } = prepared.data
  sending.onPrepared({ uploadId, partBytes, accepted: new Set(), expiresAtMs })
  const refused = await sendEach(sending, { uploadId, partBytes })
  if (refused) return refused
  const finish = uploadFinishRequest(uploadId, parts)
  return corridor.call({ request: () => finish, read: readUploaded, signal, onHoldup })
}

type NotOk = Extract<Outcome<never>, { ok: false }>

/** Sends all parts, some beside each other; the first that can not go stops the rest. */
async function sendEach(
  sending: SendingParts,
  { uploadId, partBytes }: { readonly uploadId: UploadId; readonly partBytes: number },
): Promise<NotOk | undefined> {
  const { job, corridor, window, onHoldup } = sending
  const stop = new AbortController()
  const signal = AbortSignal.any([sending.signal, stop.signal])
  const progress = new PartsProgress(sending.onSent)
  const count = Math.ceil(job.file.sizeBytes / partBytes)
  let next = 0

  const sendOn = async (): Promise<void> => {
    while (next < count) {
      const seq = next
      next += 1
      const start = seq * partBytes
      const end = Math.min(start + partBytes, job.file.sizeBytes)
      const outcome = await corridor.call({
        request: async () => uploadPartRequest({ uploadId, seq, ...(await readFile(job.file, start, end)) }),
        read: readPartAccepted,
        signal,
        window,
        onHoldup,
        onSent: (sentBytes) => progress.sent(seq, Math.min(sentBytes, end - start)),
      })
      if (outcome.ok) {
        progress.accepted(seq, end - start)
        sending.onPartAccepted(seq)
      } else {
        throw new PartRefused(outcome)
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(partsAtOnce, count) }, sendOn))
    return undefined
  } catch (error) {
    if (error instanceof PartRefused) return error.outcome
    throw error
  } finally {
    stop.abort()
  }
}

/** Carries a part's refusal past its neighbours. */
class PartRefused extends Error {
  override readonly name = 'PartRefused'
  readonly outcome: NotOk

  constructor(outcome: NotOk) {
    super('A part was refused')
    this.outcome = outcome
  }
}

/** Adds up what left the browser: parts accepted, and those on their way. */
class PartsProgress {
  readonly #tell: (sentBytes: number) => void
  readonly #onTheirWay = new Map<number, number>()
  #acceptedBytes = 0

  constructor(tell: (sentBytes: number) => void) {
    this.#tell = tell
  }

  sent(seq: number, sentBytes: number): void {
    this.#onTheirWay.set(seq, sentBytes)
    this.#sum()
  }

  accepted(seq: number, partBytes: number): void {
    this.#onTheirWay.delete(seq)
    this.#acceptedBytes += partBytes
    this.#sum()
  }

  #sum(): void {
    this.#tell([...this.#onTheirWay.values()].reduce((sum, sentBytes) => sum + sentBytes, this.#acceptedBytes))
  }
}
