import { shownFormatOf } from '../../contract/picture-size.ts'
import { openFile } from '../upload/read-file.ts'
import { ByteWindow } from './byte-window.ts'
import { isShownFormat, type Contents } from './contents.ts'
import { pictureSizeIn } from './picture-size-in.ts'
import { FileUnreadable, type SourceFile } from './source-file.ts'

/** Names the format of a picture by the first `headBytes` bytes, as in `Contents`; null for any other file. */
export type FormatOf = (head: Uint8Array) => Promise<string | null>

const headBytes = 4100

/**
 * Finds out what a file is, from a few KB of it.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readContents(file: SourceFile, formatOf: FormatOf): Promise<Contents> {
  const blob = await openFile(file)
  try {
    return await contentsOf(new ByteWindow(blob), blob, formatOf)
  } catch (cause) {
    // A browser gives no reason when a file changed during the read; opening it again throws with the reason.
    await openFile(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

async function contentsOf(bytes: ByteWindow, blob: Blob, formatOf: FormatOf): Promise<Contents> {
  const head = await bytes.read(0, headBytes)
  const named = await formatOf(head)
  // The formats that are shown are recognised more strictly here: a text that begins with "BM" is no bitmap.
  const format = named !== null && !isShownFormat(named) ? named : shownFormatOf(head)
  const pixels = isShownFormat(format) ? await pictureSizeIn(blob, bytes) : null
  return { kind: pixels ? 'image' : 'file', format, pixels }
}
