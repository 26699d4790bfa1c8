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
import type { Outcome } from '../calls/api-caller.ts'
import type { Clock } from '../doors.ts'
import type { UploadedParts } from '../job/job.ts'
import { PartsHoldup } from './parts-holdup.ts'
import { PartsProgress } from './parts-progress.ts'
import { readFile } from './read-file.ts'
import type { Sending } from './send-whole.ts'

export interface SendingParts extends Sending {
  readonly clock: Clock
  /** Parts of an earlier run; null to begin at the first byte. */
  readonly parts: UploadedParts | null
  readonly onPrepared: (parts: UploadedParts) => void
  readonly onPartAccepted: (seq: number) => void
}

/** Parts of one file asked for at once: what the window lets in flight, one being read, and some that wait for a repeat. */
const partsAtOnce = 8
/** An upload this close to its end is not gone on with: its last part would come too late. */
const expiryMarginMs = 10 * 60 * 1000

type NotOk = Extract<Outcome<never>, { ok: false }>

/**
 * Sends a file of any size: prepare, parts, finish; or what is left of them. Memory is bounded by the window.
 *
 * @throws {FileUnreadable} When the file can not be read, or is not the one that was dropped.
 * @throws The reason of `signal` or `pause`, when aborted; by then every part on the wire has been answered.
 */
export async function sendParts(sending: SendingParts): Promise<Outcome<FileToken>> {
  const { api, signal, pause, onHoldup } = sending
  const opened = await open(sending)
  if (!opened.ok) return opened
  const refused = await sendEach(sending, opened.data)
  if (refused) return refused
  const { uploadId, partBytes } = opened.data
  const finish = uploadFinishRequest(uploadId, Math.ceil(sending.job.file.sizeBytes / partBytes))
  return api.call({ request: () => finish, read: readUploaded, signal, pause, onHoldup })
}

/** Whether Feishu will still know an upload by the time it is finished. */
export function isGood({ expiresAtMs }: UploadedParts, nowMs: number): boolean {
  return nowMs < expiresAtMs - expiryMarginMs
}

/** The upload of an earlier run while Feishu still knows it, else a new one. */
async function open(sending: SendingParts): Promise<Outcome<UploadedParts>> {
  const { job, point, api, clock, parts, signal, pause, onHoldup } = sending
  if (parts && isGood(parts, clock.nowMs())) return { ok: true, data: parts }
  // The 24 hours count from Feishu's answer at the latest; from before the question is the safe side.
  const expiresAtMs = clock.nowMs() + uploadIdLifeMs
  const prepare = uploadPrepareRequest({ fileName: job.name, point, sizeBytes: job.file.sizeBytes })
  const prepared = await api.call({ request: () => prepare, read: readPrepared, signal, pause, onHoldup })
  if (!prepared.ok) return prepared
  const { uploadId, partBytes } = prepared.data
  const fresh = { uploadId, partBytes, accepted: new Set<number>(), expiresAtMs }
  sending.onPrepared(fresh)
  return { ok: true, data: fresh }
}

/** Sends the parts that are missing, some beside each other; the first that can not go stops the rest. */
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
        request: async () => uploadPartRequest({ uploadId, seq, ...(await readFile(job.file, start, end)) }),
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
  const runs = Array.from({ length: partsAtOnce }, () =>
    sendOn().catch((cause: unknown) => {
      causes.push(cause)
      // A pause lets the neighbours on the wire be answered; anything else ends them too.
      if (!pause.aborted) stop.abort()
    }),
  )
  await Promise.all(runs)
  return causes.length === 0 ? undefined : refusalOf(causes[0])
}

function refusalOf(cause: unknown): NotOk {
  if (cause instanceof PartRefused) return cause.outcome
  throw cause
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
