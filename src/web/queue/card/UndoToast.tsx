import { useCallback, useEffect, useState } from 'react'
import { Undo2 } from 'lucide-react'
import type { Undoable, Uploads } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { isTextField } from '../../platform/text-field.ts'
import styles from './UndoToast.module.css'

/**
 * How long undo is offered. It is not the only way back: cancelled files can be uploaded again and removed ones added again
 * (WCAG 2.2.1).
 */
const undoForMs = 10_000

interface UndoToastProps {
  readonly uploads: Pick<Uploads, 'undo' | 'finalize'>
  readonly undoable: Undoable | null
}

/** What was just cancelled or removed, with a button to undo it. The timer stops while it is hovered or focused. */
export function UndoToast({ uploads, undoable }: UndoToastProps) {
  const { messages, formats } = useI18n()
  const { uploads: say } = messages
  const [isTimerStopped, setTimerStopped] = useState(false)
  const [undone, setUndone] = useState<Undoable | null>(null)
  const undo = useCallback(() => {
    setUndone(undoable)
    uploads.undo()
  }, [uploads, undoable])
  const text = undoable && say.undoable[undoable.is](formats.number(undoable.ids.length))

  useEffect(() => {
    if (!undoable || isTimerStopped) return
    const timer = setTimeout(() => uploads.finalize(), undoForMs)
    return () => clearTimeout(timer)
  }, [uploads, undoable, isTimerStopped])
  useUndoKey(undo, undoable !== null)
  if (!undoable && isTimerStopped) setTimerStopped(false)
  if (undoable && undone && undoable !== undone) setUndone(null)

  return (
    <>
      <p role="status" className="visually-hidden">
        {text ?? (undone && say.undone)}
      </p>
      {undoable && (
        <div
          className={styles['toast']}
          onPointerEnter={() => setTimerStopped(true)}
          onPointerLeave={() => setTimerStopped(false)}
          onFocus={() => setTimerStopped(true)}
          onBlur={() => setTimerStopped(false)}
        >
          <span aria-hidden>{text}</span>
          <button type="button" className="button button-small" aria-keyshortcuts="Control+Z Meta+Z" onClick={undo}>
            <Undo2 aria-hidden size={15} />
            <span>{say.undo}</span>
          </button>
        </div>
      )}
    </>
  )
}

/** Ctrl+Z or Cmd+Z undoes it, except in text fields, which have an undo of their own. */
function useUndoKey(undo: () => void, isOffered: boolean): void {
  useEffect(() => {
    if (!isOffered) return
    const onKey = (event: KeyboardEvent) => {
      const isUndo =
        event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      if (!isUndo || isTextField(event.target)) return
      event.preventDefault()
      undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undo, isOffered])
}
