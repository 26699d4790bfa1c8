/**
 * A file that came to the page, or that the journal kept; opened only when it is needed, so that ten thousand files take no memory.
 */
export interface SourceFile {
  /** With its extension, as it came: any characters, up to what the file system takes. */
  readonly name: string
  /** Path inside the dropped folder, separated by `/`, name included; equal to `name` for a single file. */
  readonly path: string
  /** 0 until the file has been inspected, as is `lastModifiedMs`. */
  readonly sizeBytes: number
  /** Milliseconds since 1970; 0 until the file has been inspected. */
  readonly lastModifiedMs: number
  /** Media type as the browser guesses it from the name; empty when unknown. */
  readonly type: string
  /**
   * Reads size, date and type, and resolves to the file with them; null once they are known. Files of a dropped folder come
   * without: reading the size and date of ten thousand files takes seconds, listing them does not.
   *
   * @throws {FileUnreadable} When the file is gone or not allowed to be read.
   */
  readonly inspect: (() => Promise<SourceFile>) | null
  /**
   * Opens the file for reading; the blob is `sizeBytes` long.
   *
   * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
   */
  open(): Promise<Blob>
}

/** Whether size, date and type of a file are known. */
export function isInspected({ inspect }: Pick<SourceFile, 'inspect'>): boolean {
  return inspect === null
}

/** A file cannot be read any more: it is not what it was when it was dropped, or the browser denies it. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
  readonly reason: 'changed' | 'unreadable'

  constructor(reason: 'changed' | 'unreadable', options?: ErrorOptions) {
    super(`The file is ${reason}`, options)
    this.reason = reason
  }
}
