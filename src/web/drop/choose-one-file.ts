import type { SourceFile } from '../../engine/files/source-file.ts'
import { chosenFiles } from './chosen-files.ts'

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
