import { bytesOf } from '../job/while-sending.ts'
import type { UploadedParts } from '../job/job.ts'

/** Adds up the bytes that left the browser: of accepted parts, and of those in flight. */
export class PartsProgress {
  readonly #report: (sentBytes: number) => void
  readonly #inFlight = new Map<number, number>()
  #acceptedBytes: number

  constructor(report: (sentBytes: number) => void, parts: UploadedParts, sizeBytes: number) {
    this.#report = report
    this.#acceptedBytes = bytesOf(parts, sizeBytes)
  }

  sent(seq: number, sentBytes: number): void {
    this.#inFlight.set(seq, sentBytes)
    this.#sum()
  }

  accepted(seq: number, partBytes: number): void {
    this.#inFlight.delete(seq)
    this.#acceptedBytes += partBytes
    this.#sum()
  }

  #sum(): void {
    this.#report([...this.#inFlight.values()].reduce((sum, sentBytes) => sum + sentBytes, this.#acceptedBytes))
  }
}
