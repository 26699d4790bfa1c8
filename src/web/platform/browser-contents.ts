import type { ContentsReader } from '../../engine/doors.ts'
import { readContents } from '../../engine/files/read-contents.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { decodesPicture } from './decodes-picture.ts'

/** Until it has loaded no file can be read or sent; the page says so if loading fails. */
export const pictureFormat = new LazyModule(async () => (await import('./picture-format.ts')).pictureFormatOf)

/** Reads files with a package that is loaded with the first file. */
export const browserContents: ContentsReader = {
  read: async (file) => readContents(file, await pictureFormat.load(), decodesPicture),
}
