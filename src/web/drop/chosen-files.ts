import type { SourceFile } from '../../engine/doors.ts'
import { sourceFile } from './source-file.ts'
import { isSystemFile } from './walk.ts'

/** Files of a file or folder chooser, in the order the browser gives them; folders bring their paths along. */
export function chosenFiles(files: Iterable<File>): readonly SourceFile[] {
  return [...files]
    .filter((file) => !isSystemFile(file.name))
    .map((file) => sourceFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath))
}
