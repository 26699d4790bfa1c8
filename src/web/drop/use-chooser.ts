import { useDropzone } from 'react-dropzone'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { inMemoryFile } from './page-file.ts'

/**
 * A chooser of files, or of a folder: the props of its hidden input, and what opens it. Drops and pastes are received by the whole
 * document instead (page-drops.ts).
 */
export function useChooser(what: 'files' | 'folder', onChoose: (files: Iterable<File>) => void) {
  const chooser = useDropzone({
    ...{ noDrag: true, noPaste: true, noClick: true, noKeyboard: true },
    // react-dropzone would read every file before it hands them over.
    getFilesFromEvent: (event) => {
      if ('target' in event && event.target instanceof HTMLInputElement) onChoose(event.target.files ?? [])
      return Promise.resolve([])
    },
  })
  const inputProps = () => ({ ...chooser.getInputProps(), ...(what === 'folder' && { webkitdirectory: '' }) })
  return { inputProps, open: chooser.open }
}

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
