import { shownFormatOf, type PictureSize } from '../../contract/picture-size.ts'
import { openFile } from '../upload/read-file.ts'
import { ByteWindow } from './byte-window.ts'
import { flawIn } from './flaw-in.ts'
import { isShownFormat, type Contents } from './contents.ts'
import { pictureEndOf } from './picture-end.ts'
import { pictureSizeIn } from './picture-size-in.ts'
import { FileUnreadable, type SourceFile } from './source-file.ts'

/** Names the format of a picture by the first `headBytes` bytes, as in `Contents`; null for any other file. */
export type FormatOf = (head: Uint8Array) => Promise<string | null>

/** A picture whose headers are sound. */
export interface SoundHeaded {
  readonly pixels: PictureSize
  /** It ends in the middle of its data, or lacks only what marks its end. */
  readonly endsInData: boolean
}

/** Whether the browser can decode a picture; null where that is not tried: it cannot, or it would cost too much memory. */
export type Decodes = (blob: Blob, picture: SoundHeaded) => Promise<boolean | null>

const neverTried: Decodes = () => Promise.resolve(null)

const headBytes = 4100

/**
 * Finds out what a file is, from a few KB of it; a picture is looked at as a whole where `decodes` does that.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readContents(file: SourceFile, formatOf: FormatOf, decodes = neverTried): Promise<Contents> {
  const blob = await openFile(file)
  try {
    return await contentsOf(new ByteWindow(blob), blob, { formatOf, decodes, name: file.name })
  } catch (cause) {
    // A browser gives no reason when a file changed during the read; opening it again throws with the reason.
    await openFile(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

interface Reading {
  readonly formatOf: FormatOf
  readonly decodes: Decodes
  readonly name: string
}

async function contentsOf(bytes: ByteWindow, blob: Blob, { formatOf, decodes, name }: Reading): Promise<Contents> {
  const head = await bytes.read(0, headBytes)
  const named = await formatOf(head)
  // The formats that are shown are recognised more strictly here: a text that begins with "BM" is no bitmap.
  const shown = shownFormatOf(head)
  const format = named !== null && !isShownFormat(named) ? named : shown
  if (shown === null) {
    const flaw = await flawIn(bytes, name)
    return { kind: 'file', format, pixels: null, ...(flaw && { flaw }) }
  }
  const pixels = shown === format ? await pictureSizeIn(bytes) : null
  if (pixels === null) return { kind: 'file', format, pixels: null }
  const end = await pictureEndOf(bytes, shown, pixels)
  if (end === 'cut') return { kind: 'file', format, pixels: null }
  const endsInData = end === 'in-data'
  const isWhole = (await decodes(blob, { pixels, endsInData })) ?? !endsInData
  return isWhole ? { kind: 'image', format, pixels } : { kind: 'file', format, pixels: null }
}
