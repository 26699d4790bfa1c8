import { FileUnreadable, type SourceFile } from '../../engine/doors.ts'

/**
 * A file of the browser as the engine takes it. Opening it fetches it anew where the browser can, compares size and date with
 * those of the drop, and reads one byte: a file that changed or went away fails here with its own name, and not in mid-upload
 * as something that looks like a lost connection.
 *
 * @param reopen Fetches the file from the disk again; without it the first `File` serves.
 */
export function sourceFile(file: File, path: string, reopen?: () => Promise<File>): SourceFile {
  const { name, size, lastModified, type } = file
  return {
    name,
    path,
    sizeBytes: size,
    lastModifiedMs: lastModified,
    type,
    open: async () => {
      try {
        const now = (await reopen?.()) ?? file
        const firstByte = await now.slice(0, 1).arrayBuffer()
        // Chromium reads a `File` that was deleted as if it had become empty.
        if (now === file && size > 0 && firstByte.byteLength === 0) throw new FileUnreadable('unreadable')
        if (now.size !== size || now.lastModified !== lastModified) throw new FileUnreadable('changed')
        return now
      } catch (error: unknown) {
        if (error instanceof FileUnreadable) throw error
        throw new FileUnreadable(isChanged(error) ? 'changed' : 'unreadable', { cause: error })
      }
    },
  }
}

/** What browsers answer when the bytes on the disk are no longer those that the `File` stands for. File API, "read errors". */
function isChanged(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotReadableError'
}
