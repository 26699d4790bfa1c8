import { inMemoryFile } from './page-file.ts'
import type { SourceFile } from '../../engine/files/source-file.ts'

/** Opens the browser's file chooser for one file; `use` is not called if it is dismissed. */
export function chooseOneFile(use: (file: SourceFile) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) use(inMemoryFile(file, file.name))
  })
  input.click()
}
