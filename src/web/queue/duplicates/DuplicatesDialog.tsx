import { useState } from 'react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Duplicate } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { DuplicateList } from './DuplicateList.tsx'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'

interface DuplicatesDialogProps {
  readonly duplicates: readonly Duplicate[]
  /**
   * Called once with the files to add although they are duplicates. Dismissing the dialog adds none: the first copy of each is
   * already in the queue or the document. `replace`: files that replace their earlier versions in the document.
   */
  readonly onDecide: (keep: readonly SourceFile[], replace?: readonly SourceFile[]) => void
}

/**
 * Asks whether to skip duplicate files, to keep both, or to replace the earlier versions in the document, for each file and for
 * all.
 */
export function DuplicatesDialog({ duplicates, onDecide }: DuplicatesDialogProps) {
  const { formats } = useI18n()
  const { duplicates: say } = useQueueMessages()
  const [kept, setKept] = useState<ReadonlySet<Duplicate>>(new Set())
  const isSingle = duplicates.length === 1
  const all = duplicates.map(({ file }) => file)

  const some = duplicates.filter((duplicate) => kept.has(duplicate)).map(({ file }) => file)
  const keepSome = some.length === all.length ? say.keepAll : say.keepSome(formats.number(some.length))
  const replaceable = duplicates.filter((duplicate) => duplicate.canReplace && !kept.has(duplicate))
  const isOfNames = duplicates.every(({ canReplace }) => canReplace)
  const skipAll = isSingle ? say.skip : say.skipAll
  const keepAll = isSingle ? say.keep : say.keepAll
  const [firstChoice, otherChoice] = some.length === 0 ? [skipAll, keepAll] : [keepSome, say.skipAll]
  const words = isOfNames ? say.sameName : say
  return (
    <ModalDialog
      heading={isSingle ? words.titleOne : words.title(formats.number(duplicates.length))}
      description={<p>{isSingle ? words.whatOne : words.what}</p>}
      size="narrow"
      onDismiss={() => onDecide([])}
    >
      <DuplicateList duplicates={duplicates} kept={kept} onKept={isSingle ? null : setKept} />
      <DialogButtons>
        {replaceable.length > 0 && (
          <button
            type="button"
            className="button-primary"
            onClick={() =>
              onDecide(
                some,
                replaceable.map(({ file }) => file),
              )
            }
          >
            {isSingle ? say.replace : say.replaceSome(formats.number(replaceable.length))}
          </button>
        )}
        <button
          type="button"
          className={replaceable.length > 0 ? 'button' : 'button-primary'}
          onClick={() => onDecide(some)}
        >
          {firstChoice}
        </button>
        <button type="button" className="button" onClick={() => onDecide(some.length === 0 ? all : [])}>
          {otherChoice}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}
