import { FileUnreadable, type SourceFile } from './source-file.ts'

/** Files inspected at once: enough to keep a disk busy, few enough that the first results show immediately. */
export const looksAtOnce = 64

/** A file with its size, date and type, or why they cannot be read. */
export type Looked = SourceFile | FileUnreadable

/** Inspects files, `looksAtOnce` in parallel, and returns the results in the same order. A file that has them already is returned as it is. */
export async function lookAt(files: readonly SourceFile[]): Promise<readonly Looked[]> {
  const looked: Looked[] = []
  for (let start = 0; start < files.length; start += looksAtOnce) {
    looked.push(...(await Promise.all(files.slice(start, start + looksAtOnce).map(look))))
  }
  return looked
}

async function look(file: SourceFile): Promise<Looked> {
  if (!file.look) return file
  try {
    return await file.look()
  } catch (cause: unknown) {
    return cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  }
}
