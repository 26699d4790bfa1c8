/** A file of a dropped folder, known only by name: reading size and date of ten thousand files takes seconds, listing them does not. */
export interface ListedFile {
  readonly name: string
  /** As in `SourceFile`. */
  readonly path: string
  /**
   * Reads size, date and type.
   *
   * @throws {FileUnreadable} When the file is gone or not allowed to be read.
   */
  look(): Promise<SourceFile>
}

/** A file as a drop delivers it: with size and date, or by name only. */
export type DroppedFile = SourceFile | ListedFile

/** A dropped file; opened only when it is needed, so that ten thousand files take no memory. */
export interface SourceFile {
  readonly name: string
  /** Path inside the dropped folder, separated by `/`, name included; equal to `name` for a single file. */
  readonly path: string
  readonly sizeBytes: number
  readonly lastModifiedMs: number
  /** Media type as the browser guesses it from the name; empty when unknown. */
  readonly type: string
  /**
   * Opens the file for reading; the blob is `sizeBytes` long.
   *
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
