import { adler32 } from '../contract/adler32.ts'
import { FileUnreadable, type SourceFile } from './doors.ts'
import { ownFailure } from './failure.ts'
import type { Failure } from './job.ts'

/** Bytes to send, with the sum Feishu checks them by. */
export interface ReadBytes {
  readonly bytes: Blob
  /** Adler-32, unsigned decimal. */
  readonly checksum: string
}

/**
 * Opens a dropped file and reads a piece of it once, for its checksum. Opened anew for each attempt, because a file can
 * change, or go, between two of them.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readFile(file: SourceFile, start = 0, end = file.sizeBytes): Promise<ReadBytes> {
  const whole = await open(file)
  const bytes = start === 0 && end === file.sizeBytes ? whole : whole.slice(start, end)
  try {
    const buffer = await bytes.arrayBuffer()
    const checksum = String(adler32(new Uint8Array(buffer)))
    release(buffer)
    return { bytes, checksum }
  } catch (cause) {
    // A browser names no reason when a file changed under its hands; opening it again tells.
    await open(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

/**
 * Gives a buffer's memory back at once. Left to the garbage collector, the buffers of a large file gather by the hundred
 * megabytes before it thinks of them. Safari before 17.4 and Firefox before 122 leave it to the collector.
 */
function release(buffer: ArrayBuffer): void {
  if ('transfer' in buffer) buffer.transfer(0)
}

async function open(file: SourceFile): Promise<Blob> {
  const blob = await file.open().catch((cause: unknown) => {
    throw cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  })
  if (blob.size !== file.sizeBytes) throw new FileUnreadable('changed')
  return blob
}

export function failureOfReading({ reason }: FileUnreadable): Failure {
  return ownFailure(reason === 'changed' ? 'file-changed' : 'file-unreadable')
}
