import { useDropzone } from 'react-dropzone'

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
