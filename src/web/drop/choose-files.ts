import { inMemoryFile, type PageFile } from './page-file.ts'
import { isSystemFile } from './walk.ts'
import type { SourceFile } from '../../engine/files/source-file.ts'

/**
 * Files of a file or folder chooser in the browser's order, without system files; those of a folder keep their relative
 * paths.
 */
export function chosenFiles(files: Iterable<File>): readonly PageFile[] {
  return [...files]
    .filter((file) => !isSystemFile(file.name))
    .map((file) => inMemoryFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath))
}

/** Opens the browser's folder chooser; `use` is not called if it is dismissed. */
export function chooseFolder(use: (files: readonly PageFile[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => use(chosenFiles(input.files ?? [])))
  input.click()
}

/** Opens the browser's file chooser for one file; `use` is not called if it is dismissed. */
export function chooseOneFile(use: (file: SourceFile) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.addEventListener('change', () => {
    const [file] = chosenFiles(input.files ?? [])
    if (file) use(file)
  })
  input.click()
}
