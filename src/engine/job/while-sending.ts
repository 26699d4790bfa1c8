import type { Job, Stage, UploadedParts } from './job.ts'
import type { EventOf } from './job-event.ts'
import type { Spot } from './spot.ts'

type Sending = Extract<Stage, { readonly at: 'sending' }>
type SendingEvent = EventOf<'sending' | 'moved' | 'prepared' | 'bytesLeft' | 'partAccepted' | 'sent'>

/** Stages while a file's bytes are sent. */
export function whileSending({ stage, file }: Job, event: SendingEvent): Stage {
  if (event.type === 'sending') {
    if (stage.at !== 'placed') return stage
    const acceptedBytes = stage.parts ? bytesOf(stage.parts, file.sizeBytes) : 0
    return { ...stage, at: 'sending', sentBytes: acceptedBytes, acceptedBytes, holdup: null }
  }
  if (stage.at !== 'sending') return stage
  switch (event.type) {
    case 'moved':
      return afterMoved(stage, event.spot)
    case 'prepared': {
      const acceptedBytes = bytesOf(event.parts, file.sizeBytes)
      return { ...stage, parts: event.parts, acceptedBytes, sentBytes: acceptedBytes }
    }
    case 'bytesLeft': {
      // A multipart body is a little longer than its file.
      const sentBytes = Math.max(stage.acceptedBytes, Math.min(event.sentBytes, file.sizeBytes))
      return sentBytes === stage.sentBytes ? stage : { ...stage, sentBytes }
    }
    case 'partAccepted': {
      if (!stage.parts || stage.parts.accepted.has(event.seq)) return stage
      const parts = { ...stage.parts, accepted: new Set(stage.parts.accepted).add(event.seq) }
      const acceptedBytes = bytesOf(parts, file.sizeBytes)
      return { ...stage, parts, acceptedBytes, sentBytes: Math.max(acceptedBytes, stage.sentBytes) }
    }
    case 'sent':
      return { at: 'sent', spot: stage.spot, fileToken: event.fileToken, ...(stage.mayStand && { mayStand: true }) }
  }
}

/** Drops the doubt about the former cell: what an earlier call may have written there was overwritten, or will not come. */
function afterMoved({ mayStand: _, isDue: __, isOut: ___, ...stage }: Sending, spot: Spot): Stage {
  return { ...stage, spot }
}

/** Every part is `partBytes` long but the last, which holds the rest. */
export function bytesOf({ accepted, partBytes }: UploadedParts, sizeBytes: number): number {
  const lastSeq = Math.ceil(sizeBytes / partBytes) - 1
  const missingInLast = accepted.has(lastSeq) ? (lastSeq + 1) * partBytes - sizeBytes : 0
  return accepted.size * partBytes - missingInLast
}
