import { chosenFiles } from './chosen-files.ts'
import type { PageFile } from './source-file.ts'

/** Opens the browser's chooser for a folder with all in it; nothing comes back when it is closed without a choice. */
export function chooseFolder(use: (files: readonly PageFile[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => use(chosenFiles(input.files ?? [])))
  input.click()
}
