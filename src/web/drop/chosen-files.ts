import { heldFile, type PageFile } from './source-file.ts'
import { isSystemFile } from './walk.ts'

/** Files of a file or folder chooser, in the order the browser gives them; folders bring their paths along. */
export function chosenFiles(files: Iterable<File>): readonly PageFile[] {
  return [...files]
    .filter((file) => !isSystemFile(file.name))
    .map((file) => heldFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath))
}
