import { useRef, type ChangeEvent, type ComponentProps } from 'react'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { inMemoryFile } from './page-file.ts'

/**
 * A chooser of files, or of a folder: the props of its hidden input, and what opens it. Drops and pastes are received by the whole
 * document instead (page-drops.ts).
 */
export function useChooser(what: 'files' | 'folder', onChoose: (files: Iterable<File>) => void) {
  const input = useRef<HTMLInputElement>(null)
  const inputProps: ComponentProps<'input'> = {
    ref: input,
    type: 'file',
    multiple: true,
    hidden: true,
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => onChoose(currentTarget.files ?? []),
    ...(what === 'folder' && { webkitdirectory: '' }),
  }
  const open = () => {
    if (!input.current) return
    // The same files, chosen once more, are to count as a change.
    input.current.value = ''
    input.current.click()
  }
  return { inputProps, open }
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
