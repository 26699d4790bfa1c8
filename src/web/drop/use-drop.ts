import { useEffect, useState } from 'react'
import { useDropzone, type DropEvent } from 'react-dropzone'
import type { SourceFile } from '../../engine/doors.ts'
import { chosenFiles } from './chosen-files.ts'
import { entryOfFile } from './dropped-entry.ts'
import { pastedFiles } from './pasted-files.ts'
import { takeEntries } from './take-entries.ts'
import { walk } from './walk.ts'

interface DropOptions {
  readonly screenshotWord: string
  /** Called again and again while a folder is being read, in the order of the drop. */
  readonly onFiles: (files: readonly SourceFile[]) => void
  readonly onPastedText: (text: string) => void
}

/** What became of the last drop. */
export type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly files: number }
  | { readonly is: 'empty' }
  | { readonly is: 'incomplete'; readonly unreadable: readonly string[] }

/** Every way for files to come in: dropped anywhere on the page, chosen, pasted. */
export function useDrop({ screenshotWord, onFiles, onPastedText }: DropOptions) {
  const [reading, setReading] = useState<Reading>({ is: 'idle' })

  const takeIn = async (event: Pick<DragEvent, 'dataTransfer'>) => {
    const { dataTransfer } = event
    if (!dataTransfer) return
    const taken =
      dataTransfer.items.length > 0
        ? takeEntries(dataTransfer.items, isSecureContext)
        : Promise.resolve([...dataTransfer.files].map(entryOfFile))
    let files = 0
    const unreadable: string[] = []
    for await (const found of walk(await taken)) {
      files += found.files.length
      unreadable.push(...found.unreadable)
      if (found.files.length > 0) onFiles(found.files)
      setReading({ is: 'reading', files })
    }
    if (unreadable.length > 0) setReading({ is: 'incomplete', unreadable })
    else setReading({ is: files === 0 ? 'empty' : 'idle' })
  }

  const dropzone = useDropzone({
    noClick: true,
    noKeyboard: true,
    // Pasting works on the whole page, not only where the focus is: see below.
    noPaste: true,
    // The library's own reading waits until all of a folder is known. Files go out by `onFiles` as they are found instead,
    // and none by this promise.
    getFilesFromEvent: async (event) => {
      if (isDrop(event)) await takeIn(event)
      else if (isChoice(event)) onFiles(chosenFiles(event.target.files))
      return []
    },
  })

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData) return
      const { files } = event.clipboardData
      if (files.length > 0) {
        event.preventDefault()
        onFiles(pastedFiles(files, screenshotWord, new Date()))
      } else if (!isTextField(event.target)) onPastedText(event.clipboardData.getData('text/plain'))
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [onFiles, onPastedText, screenshotWord])

  return {
    rootProps: dropzone.getRootProps,
    inputProps: dropzone.getInputProps,
    chooseFiles: dropzone.open,
    isDragging: dropzone.isDragActive,
    reading,
    dismissReading: () => setReading({ is: 'idle' }),
  }
}

type AnyDropEvent = DropEvent | FileSystemFileHandle[]

function isDrop(event: AnyDropEvent): event is Extract<DropEvent, { dataTransfer: DataTransfer }> {
  return 'type' in event && event.type === 'drop' && 'dataTransfer' in event
}

function isChoice(event: AnyDropEvent): event is Event & { target: HTMLInputElement & { files: FileList } } {
  if (!('type' in event) || event.type !== 'change') return false
  return event.target instanceof HTMLInputElement && event.target.files !== null
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
}
