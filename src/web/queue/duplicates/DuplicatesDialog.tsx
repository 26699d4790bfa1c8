import { useState } from 'react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Duplicate } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'
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
  const all = filesOf(duplicates)

  const some = filesOf(duplicates.filter((duplicate) => kept.has(duplicate)))
  const { words, keeping, ifReplaced } = wordsFor(duplicates, say)
  const keepSome = some.length === all.length ? keeping.keepAll : keeping.keepSome(formats.number(some.length))
  const replaceable = duplicates.filter((duplicate) => duplicate.canReplace && !kept.has(duplicate))
  const isReplacingFirst = areSurelyOthers(replaceable)
  const skipAll = isSingle ? say.skip : say.skipAll
  const keepAll = isSingle ? keeping.keep : keeping.keepAll
  const [firstChoice, otherChoice] = some.length === 0 ? [skipAll, keepAll] : [keepSome, say.skipAll]
  const replace = replaceable.length > 0 && (
    <ReplaceButton
      isFirst={isReplacingFirst}
      label={isSingle ? say.replace : say.replaceSome(formats.number(replaceable.length))}
      onReplace={() => onDecide(some, filesOf(replaceable))}
    />
  )
  return (
    <ModalDialog
      heading={isSingle ? words.titleOne : words.title(formats.number(duplicates.length))}
      description={
        <>
          <p>{isSingle ? words.whatOne : words.what}</p>
          {ifReplaced && <p>{ifReplaced}</p>}
        </>
      }
      size="narrow"
      onDismiss={() => onDecide([])}
    >
      <DuplicateList duplicates={duplicates} keepAll={keepAll} kept={kept} onKept={isSingle ? null : setKept} />
      <DialogButtons>
        {isReplacingFirst && replace}
        <button type="button" className={isReplacingFirst ? 'button' : 'button-primary'} onClick={() => onDecide(some)}>
          {firstChoice}
        </button>
        {!isReplacingFirst && replace}
        <button type="button" className="button" onClick={() => onDecide(some.length === 0 ? all : [])}>
          {otherChoice}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

interface ReplaceButtonProps {
  /** Whether it is what the dialog suggests; that button comes first, where the focus is. */
  readonly isFirst: boolean
  readonly label: string
  readonly onReplace: () => void
}

function ReplaceButton({ isFirst, label, onReplace }: ReplaceButtonProps) {
  return (
    <button type="button" className={isFirst ? 'button-primary' : 'button'} onClick={onReplace}>
      {label}
    </button>
  )
}

function filesOf(duplicates: readonly Duplicate[]): readonly SourceFile[] {
  return duplicates.map(({ file }) => file)
}

/**
 * Whether there are files, and all have other contents for certain: of what only the history knows, just size and date were compared, and
 * a copied folder has new dates.
 */
function areSurelyOthers(duplicates: readonly Duplicate[]): boolean {
  return duplicates.length > 0 && duplicates.every(({ sizeBytes, arrived }) => arrived?.sizeBytes !== sizeBytes)
}

/** Words for a question about these files: for those that only the history knows, whose contents nobody has compared, words of their own. */
function wordsFor(duplicates: readonly Duplicate[], say: QueueMessages['duplicates']) {
  const { earlier, sameName } = say
  const isOther = ({ canReplace }: Duplicate) => canReplace
  if (!duplicates.some(({ arrived }) => arrived)) {
    return { words: duplicates.every(isOther) ? sameName : say, keeping: say, ifReplaced: null }
  }
  const ifReplaced = duplicates.some(isOther) ? earlier.ifReplaced : null
  return duplicates.every(({ arrived }) => arrived)
    ? { words: earlier, keeping: earlier, ifReplaced }
    : { words: { ...say, what: earlier.what }, keeping: say, ifReplaced }
}
