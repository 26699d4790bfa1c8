import { useEffect, useState } from 'react'
import { useDropzone, type DropEvent } from 'react-dropzone'
import { chosenFiles } from './choose-files.ts'
import { entryOfFile } from './dropped-entry.ts'
import type { Drop } from './intake.ts'
import { isPictureOfText, pastedFiles } from './pasted-files.ts'
import { readDrop, type Reading } from './read-drop.ts'
import { takeEntries } from './take-entries.ts'

interface DropOptions {
  readonly screenshotWord: string
  readonly onDrop: (drop: Drop) => void
  readonly onPastedText: (text: string) => void
}

/** All ways for files to come in: dropped anywhere on the page, chosen, pasted. */
export function useDrop({ screenshotWord, onDrop, onPastedText }: DropOptions) {
  const [reading, setReading] = useState<Reading>({ is: 'idle' })

  const takeIn = ({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>) => {
    if (!dataTransfer) return
    const { items, files } = dataTransfer
    const taken = items.length > 0 ? takeEntries(items, isSecureContext) : Promise.resolve([...files].map(entryOfFile))
    onDrop(readDrop(taken, setReading))
  }

  const dropzone = useDropzone({
    noClick: true,
    noKeyboard: true,
    // Pasting works on the whole page, not only on the focused element: see below.
    noPaste: true,
    // react-dropzone waits until a whole folder is read. Files are delivered through `onDrop` as they are found instead,
    // and none through this promise.
    getFilesFromEvent: (event) => {
      if (isDrop(event)) takeIn(event)
      else if (isChoice(event)) onDrop(afterThisTask(chosenFiles(event.target.files)))
      return Promise.resolve([])
    },
  })

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData) return
      const { files } = event.clipboardData
      const text = event.clipboardData.getData('text/plain')
      const isIntoField = isTextField(event.target)
      if (isIntoField && isPictureOfText(files, text)) return
      if (files.length > 0) {
        event.preventDefault()
        onDrop(afterThisTask(pastedFiles(files, screenshotWord, new Date())))
      } else if (!isIntoField) onPastedText(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [onDrop, onPastedText, screenshotWord])

  return {
    rootProps: dropzone.getRootProps,
    inputProps: dropzone.getInputProps,
    chooseFiles: dropzone.open,
    isDragging: dropzone.isDragActive,
    reading,
    dismissReading: () => setReading({ is: 'idle' }),
  }
}

/** Ten thousand files take two long tasks; the pause between them lets the page handle clicks. */
async function* afterThisTask<T>(files: T) {
  await new Promise((resolve) => setTimeout(resolve))
  yield files
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
