/** A file found by its name in a folder: looking at ten thousand takes seconds, naming them does not. */
export interface ListedFile {
  readonly name: string
  /** As in `SourceFile`. */
  readonly path: string
  /**
   * Learns size, date and type.
   *
   * @throws {FileUnreadable} When the file is gone or not allowed to be read.
   */
  look(): Promise<SourceFile>
}

/** What comes in by a drop: with its facts, or by its name alone. */
export type DroppedFile = SourceFile | ListedFile

/** A file as it was dropped: opened only when its turn comes, so that ten thousand cost nothing. */
export interface SourceFile {
  readonly name: string
  /** Path inside the dropped folder, `/` between the parts, name included; equal to `name` for a single file. */
  readonly path: string
  readonly sizeBytes: number
  readonly lastModifiedMs: number
  /** Media type as the browser guesses it from the name; empty when unknown. */
  readonly type: string
  /**
   * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
   */
  open(): Promise<Blob>
}

export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
  readonly reason: 'changed' | 'unreadable'

  constructor(reason: 'changed' | 'unreadable', options?: ErrorOptions) {
    super(`The file is ${reason}`, options)
    this.reason = reason
  }
}
