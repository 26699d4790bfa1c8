import { inMemoryFile, type PageFile } from './source-file.ts'
import { isSystemFile } from './walk.ts'
import type { SourceFile } from '../../engine/doors.ts'

/** Files of a file or folder chooser, in the order the browser gives them; folders bring their paths along. */
export function chosenFiles(files: Iterable<File>): readonly PageFile[] {
  return [...files]
    .filter((file) => !isSystemFile(file.name))
    .map((file) => inMemoryFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath))
}

/** Opens the browser's chooser for a folder with all in it; nothing comes back when it is closed without a choice. */
export function chooseFolder(use: (files: readonly PageFile[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => use(chosenFiles(input.files ?? [])))
  input.click()
}

/** Opens the browser's file chooser for one file; nothing comes back when it is closed without a choice. */
export function chooseOneFile(use: (file: SourceFile) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.addEventListener('change', () => {
    const [file] = chosenFiles(input.files ?? [])
    if (file) use(file)
  })
  input.click()
}
