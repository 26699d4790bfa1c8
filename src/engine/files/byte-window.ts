/** Bytes read at a time: enough for the head of most files. */
const usualBytes = 4100
/** Most reads of one file. A JPEG needs one for each segment of metadata, which are 64 KB each: for 64 MB. */
const maxReads = 1024

/** Reads short ranges of a file, a few KB at a time and a bounded number of times, however large the file is. */
export class ByteWindow {
  readonly #blob: Blob
  readonly #windowBytes: number
  #start = 0
  #bytes = new Uint8Array(0)
  #reads = 0

  /** @param windowBytes Bytes read at a time; more where most of the file is looked at. */
  constructor(blob: Blob, windowBytes = usualBytes) {
    this.#blob = blob
    this.#windowBytes = windowBytes
  }

  /** Size of the file. */
  get sizeBytes(): number {
    return this.#blob.size
  }

  /** The same file, read more at a time. */
  wider(windowBytes: number): ByteWindow {
    return new ByteWindow(this.#blob, windowBytes)
  }

  /**
   * Returns `length` bytes from `start`; fewer at the end of the file, and none once it has been read too often.
   *
   * @throws The browser's error when the bytes cannot be read.
   */
  async read(start: number, length: number): Promise<Uint8Array> {
    const end = Math.min(start + length, this.#blob.size)
    if (start < this.#start || end > this.#start + this.#bytes.length) await this.#move(start, length)
    return this.#bytes.subarray(Math.max(0, start - this.#start), Math.max(0, end - this.#start))
  }

  /** The last `length` bytes, or all of a shorter file. */
  async tail(length: number): Promise<Uint8Array> {
    return this.read(Math.max(0, this.#blob.size - length), length)
  }

  async #move(start: number, length: number): Promise<void> {
    this.#reads += 1
    const isTooOften = this.#reads > maxReads
    const range = this.#blob.slice(start, isTooOften ? start : start + Math.max(length, this.#windowBytes))
    this.#bytes = new Uint8Array(await range.arrayBuffer())
    this.#start = start
  }
}
