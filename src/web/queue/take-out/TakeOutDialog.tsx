import { useState } from 'react'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { visible } from '../../names/hidden-characters.ts'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'
import { takeableDrops, type TakeableDrop } from './drops.ts'
import styles from './TakeOutDialog.module.css'

interface TakeOutDialogProps {
  readonly uploads: Uploads
  readonly onClose: () => void
}

/** Asks before the files of a drop, preselected the last one, are taken out of their document. */
export function TakeOutDialog({ uploads, onClose }: TakeOutDialogProps) {
  const { formats } = useI18n()
  const { takeOut: say } = useQueueMessages()
  // Fixed when the dialog opens, so that files that arrive meanwhile do not change the choice.
  const [drops] = useState(() => takeableDrops(uploads, uploads.getSnapshot().ids))
  const [at, setAt] = useState(0)
  const drop = drops[at]

  const takeOut = () => {
    if (drop) uploads.takeOut(drop.ids)
    onClose()
  }
  return (
    <ModalDialog heading={say.title} description={drop && <What drop={drop} />} size="narrow" onDismiss={onClose}>
      {drops.length > 1 && (
        <label className={styles['which']}>
          <span>{say.which}</span>
          <select value={at} onChange={(event) => setAt(Number(event.target.value))}>
            {drops.map(({ dropId, ids, first }, index) => (
              <option key={dropId} value={index}>
                {say.drop(formats.number(ids.length), visible(first))}
              </option>
            ))}
          </select>
        </label>
      )}
      <DialogButtons>
        <button type="button" className="button-primary" autoFocus onClick={onClose}>
          {say.no}
        </button>
        <button type="button" className="button" disabled={!drop || drop.arrived === 0} onClick={takeOut}>
          {say.yes(formats.number(drop?.arrived ?? 0))}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

/** What happens to the files. */
function What({ drop }: { readonly drop: TakeableDrop }) {
  const { messages, formats } = useI18n()
  const { takeOut: say } = useQueueMessages()
  const { arrived, made, pending, targets } = drop
  const [target, ...others] = targets
  const count = formats.number(arrived)
  return (
    <>
      {target && (
        <p>
          {others.length === 0
            ? say.what(count, target.title || messages.families[target.is].untitled)
            : say.whatSeveral(count, formats.number(targets.length))}
        </p>
      )}
      {made > 0 && <p>{say.made(formats.number(made))}</p>}
      {pending > 0 && arrived > 0 && <p>{say.pending(formats.number(pending))}</p>}
      {arrived > 0 && <p>{say.again}</p>}
    </>
  )
}
