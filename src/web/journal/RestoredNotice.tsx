import { useMemo, useState } from 'react'
import { FolderUp, History, KeyRound, Upload } from 'lucide-react'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { useWorkspace } from '../app/workspace-context.ts'
import { useQueueMessages, useI18n } from '../i18n/i18n.ts'
import type { LockedFiles } from './locked-files.ts'
import type { Returned } from '../tabs/tab-queue-snapshot.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './RestoredNotice.module.css'

/** Number of names to list. */
const namesShown = 5

interface RestoredNoticeProps {
  readonly returned: Returned
  /** Number of files that must be chosen again. */
  readonly missing: number
  /** Whether files are pending. */
  readonly isPending: boolean
  /** Number of active and waiting jobs. */
  readonly goingOn: number
  /** Files chosen again whose size or date differs from the missing ones. */
  readonly changed: readonly SourceFile[]
  readonly onAddChanged: (how: 'instead' | 'beside') => void
}

/**
 * What was restored after a reload, what continues by itself, and how to bring the missing files. Disappears when nothing
 * is missing.
 */
export function RestoredNotice(props: RestoredNoticeProps) {
  const { returned, missing, isPending, changed } = props
  const { messages, formats } = useI18n()
  const [hadMissing] = useState(missing > 0)
  const [isClosed, setClosed] = useState(false)
  const isAskedForHelp = missing + changed.length > 0 || (returned.lost.length > 0 && !isClosed)
  if (!isAskedForHelp && (hadMissing || isClosed || !isPending)) return null
  return (
    <section className={styles['notice']} role="status" aria-labelledby="restored-title">
      <History aria-hidden size={20} />
      <div>
        <h2 id="restored-title">{messages.reload.back(formats.number(returned.files))}</h2>
        {missing === 0 && isPending && <p>{messages.reload.goOn}</p>}
        {returned.lost.length > 0 && <LostFiles names={returned.lost} />}
        {missing > 0 && <MissingFiles {...props} />}
        {changed.length > 0 && <ChangedFiles changed={changed} onAdd={props.onAddChanged} />}
        {missing + changed.length === 0 && (
          <button type="button" className="button button-small" onClick={() => setClosed(true)}>
            {messages.reload.close}
          </button>
        )}
      </div>
    </section>
  )
}

function LostFiles({ names }: { readonly names: readonly string[] }) {
  const { formats } = useI18n()
  const { tabs } = useQueueMessages()
  return (
    <>
      <p>{tabs.lost(formats.number(names.length))}</p>
      <Names names={names.map((name) => name || tabs.lostUnnamed)} />
    </>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className={styles['names']}>
      {names.slice(0, namesShown).map((name, at) => (
        <li key={at}>
          <OutsideText text={name} />
        </li>
      ))}
      {names.length > namesShown && <li>…</li>}
    </ul>
  )
}

function MissingFiles({ returned, missing, goingOn }: RestoredNoticeProps) {
  const { actions } = useWorkspace()
  const { messages, formats } = useI18n()
  // Files may have been added since the reload.
  const goOn = Math.min(returned.files - missing, goingOn)
  return (
    <>
      {goOn > 0 && <p>{messages.reload.someGoOn(formats.number(goOn))}</p>}
      <p>{messages.reload.missing(formats.number(missing))}</p>
      <Unlock locked={returned.locked} missing={missing} />
      <div className={styles['buttons']}>
        <button type="button" className="button button-small" onClick={actions.chooseFiles}>
          <Upload aria-hidden size={15} />
          <span>{messages.reload.chooseFiles}</span>
        </button>
        <button type="button" className="button button-small" onClick={actions.chooseFolder}>
          <FolderUp aria-hidden size={15} />
          <span>{messages.reload.chooseFolder}</span>
        </button>
      </div>
      <p className={styles['hint']}>{messages.reload.orDrop}</p>
    </>
  )
}

function Unlock({ locked, missing }: { readonly locked: LockedFiles; readonly missing: number }) {
  const { messages, formats } = useI18n()
  const [isRefused, setRefused] = useState(false)
  // `count` walks all files, so it is called only when the number of missing ones changes.
  const files = useMemo(() => (missing > 0 ? locked.count() : 0), [locked, missing])
  if (files === 0) return null
  return (
    <>
      <button
        type="button"
        className="button-primary button-small"
        onClick={() => void locked.unlock().then((isAllowed) => setRefused(!isAllowed))}
      >
        <KeyRound aria-hidden size={15} />
        <span>{messages.reload.allow(formats.number(files))}</span>
      </button>
      {isRefused && <p>{messages.reload.notAllowed}</p>}
    </>
  )
}

interface ChangedFilesProps {
  readonly changed: readonly SourceFile[]
  readonly onAdd: RestoredNoticeProps['onAddChanged']
}

function ChangedFiles({ changed, onAdd }: ChangedFilesProps) {
  const { messages, formats } = useI18n()
  return (
    <>
      <p>{messages.reload.changed(formats.number(changed.length))}</p>
      <Names names={changed.map(({ path }) => path)} />
      <div className={styles['buttons']}>
        <button type="button" className="button button-small" onClick={() => onAdd('instead')}>
          {messages.reload.useInstead}
        </button>
        <button type="button" className="button button-small" onClick={() => onAdd('beside')}>
          {messages.reload.addBeside}
        </button>
      </div>
    </>
  )
}
