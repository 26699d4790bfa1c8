import type { ContentsReader } from '../../engine/doors.ts'
import { readContents } from '../../engine/files/read-contents.ts'
import { LazyModule } from '../lazy/lazy-module.ts'

/** Without it no file is read, so none goes on: the page says so if it does not come. */
export const pictureFormat = new LazyModule(async () => (await import('./picture-format.ts')).pictureFormatOf)

/** Reads files with a package that is loaded for the first of them. */
export const browserContents: ContentsReader = {
  read: async (file) => readContents(file, await pictureFormat.come()),
}
