import { memo, useCallback, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { Pencil, Trash2 } from 'lucide-react'
import type { JobId } from '../../../engine/job/job.ts'
import type { Intake } from '../../drop/intake/intake.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { CutName } from '../../names/CutName.tsx'
import { visible } from '../../names/hidden-characters.ts'
import { onPaint } from '../../platform/on-paint.ts'
import { SearchField } from '../../shell/SearchField.tsx'
import { UndoToast } from '../card/UndoToast.tsx'
import { useHeadRoom } from '../list/steady-rows.ts'
import { Rows, rowsWithoutWindow } from '../list/UploadList.tsx'
import { ArrangeArea } from '../order/ArrangeArea.tsx'
import type { Movable } from '../order/orderable.ts'
import { RowLead } from '../order/RowLead.tsx'
import { RowButton } from '../row/RowButton.tsx'
import { RowMoves } from '../row/RowMoves.tsx'
import { RowSize } from '../row/RowSize.tsx'
import { arrangedLook, nameElementId } from '../row/UploadRow.tsx'
import { jobsNamed } from '../state/queue-view.ts'
import { Thumbnail } from '../thumbnail/Thumbnail.tsx'
import { ArrangeBar } from '../toolbar/ArrangeBar.tsx'
import { ArrangeToggle } from '../toolbar/ArrangeToggle.tsx'
import { useArranging, type RowArranging } from '../toolbar/use-arranging.ts'
import { AwaitingFiles } from './awaiting-files.ts'
import cardStyles from '../card/QueueCard.module.css'
import rowStyles from '../row/UploadRow.module.css'
import styles from './AwaitingList.module.css'

/** The files that wait until a document is chosen: put in order, renamed and removed as in the queue. */
export function AwaitingList({ intake }: { readonly intake: Intake }) {
  const { awaiting, filters } = useQueueMessages()
  const headingId = useId()
  const [card, head] = [useRef<HTMLElement>(null), useRef<HTMLElement>(null)]
  const [text, setText] = useState('')
  const files = useMemo(() => new AwaitingFiles(intake), [intake])
  const subscribe = useCallback((listener: () => void) => onPaint(listener, files.subscribe), [files])
  const snapshot = useSyncExternalStore(subscribe, files.getSnapshot)
  const { ids, counts, undoable } = snapshot
  const arranging = useArranging(files, snapshot, files.remove)
  const { isOn, row, turn, askNames } = arranging
  // Names change with `counts`.
  // oxlint-disable-next-line react/exhaustive-deps
  const shown = useMemo(() => jobsNamed(files, ids, text), [files, ids, counts, text])
  useHeadRoom(card, head)
  const canSearch = ids.length > rowsWithoutWindow || text !== ''
  return (
    <>
      <UndoToast uploads={files} undoable={undoable} />
      {ids.length > 0 && (
        <section ref={card} className={`card ${cardStyles['card'] ?? ''}`} aria-labelledby={headingId}>
          <header ref={head} className={`${cardStyles['head'] ?? ''} ${styles['head'] ?? ''}`}>
            <h2 id={headingId} tabIndex={-1}>
              {awaiting.heading}
            </h2>
            {canSearch && <SearchField label={filters.search} text={text} onText={setText} />}
            {(ids.length > 1 || isOn) && <ArrangeToggle isOn={isOn} turn={turn} />}
            {ids.length > 1 && (
              <button type="button" className="button-quiet button-small" onClick={() => files.remove(ids)}>
                {awaiting.removeAll}
              </button>
            )}
            {isOn && <ArrangeBar arranging={arranging} />}
          </header>
          {shown.length === 0 && <p className={cardStyles['nothing']}>{filters.noMatch(text.trim())}</p>}
          <ArrangeArea uploads={files} arranging={arranging} ids={shown}>
            <Rows
              label={awaiting.heading}
              ids={shown}
              row={(id) => {
                const file = files.getJob(id)
                return file && <AwaitingRow file={file} arranging={row} onRename={askNames} onRemove={files.remove} />
              }}
            />
          </ArrangeArea>
        </section>
      )}
    </>
  )
}

interface AwaitingRowProps {
  readonly file: Movable
  readonly arranging: RowArranging | null
  readonly onRename: (files: readonly Movable[]) => void
  readonly onRemove: (ids: readonly JobId[]) => void
}

const AwaitingRow = memo(function AwaitingRow({ file: job, arranging, onRename, onRemove }: AwaitingRowProps) {
  const { messages } = useI18n()
  const { rename } = useQueueMessages()
  const [lengthMs, setLengthMs] = useState<number | null>(null)
  const { id, file, name } = job
  const folder = file.path.slice(0, -file.name.length - 1)
  return (
    <div className={rowStyles['row']} data-at="waiting" {...(arranging && arrangedLook(arranging, id))}>
      {arranging && <RowLead job={job} arranging={arranging} />}
      <Thumbnail id={id} file={file} contents={null} lengthMs={lengthMs} onLength={setLengthMs} />
      <div className={`${rowStyles['text'] ?? ''} ${styles['text'] ?? ''}`}>
        <p id={nameElementId(id)} className={rowStyles['name']} data-tip={visible(file.path)} translate="no">
          <CutName name={name} />
        </p>
        <div className={rowStyles['line']}>
          <RowSize file={file} lengthMs={lengthMs} />
        </div>
        {folder !== '' && (
          <p className={rowStyles['extras']}>
            <span>{messages.uploads.folder(folder)}</span>
          </p>
        )}
      </div>
      {arranging ? (
        <RowMoves job={job} arranging={arranging} />
      ) : (
        <div className={rowStyles['buttons']}>
          <RowButton
            icon={Pencil}
            title={rename.button}
            label={rename.renameFile(name)}
            onClick={() => onRename([job])}
          />
          <RowButton
            icon={Trash2}
            title={messages.uploads.remove}
            label={messages.uploads.removeFile(name)}
            onClick={() => onRemove([id])}
          />
        </div>
      )}
    </div>
  )
})
