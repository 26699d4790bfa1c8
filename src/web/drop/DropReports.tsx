import { useSyncExternalStore } from 'react'
import { LoaderCircle } from 'lucide-react'
import type { Failure } from '../../engine/job/job.ts'
import { Guidance } from '../guidance/Guidance.tsx'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import { Coming } from '../boundary/Lazy.tsx'
import { zipPackage, type DropReader, type FilesReport, type Report } from './drop-reader.ts'
import { pathOf } from './walk.ts'
import styles from './DropPanel.module.css'

/** Number of names to list. */
const namesShown = 20

interface DropReportsProps {
  readonly reader: DropReader
}

/** What has to be said of the last drops, and what can be done about it. */
export function DropReports({ reader }: DropReportsProps) {
  const reports = useSyncExternalStore(reader.subscribe, reader.getSnapshot)
  return reports.map((report) => <DropReport key={report.id} report={report} reader={reader} />)
}

interface DropReportProps extends DropReportsProps {
  readonly report: Report
}

function DropReport({ report, reader }: DropReportProps) {
  const { drops: say } = useQueueMessages()
  const onDismiss = () => reader.dismiss(report.id)
  if (report.is === 'files') return <FilesRead report={report} reader={reader} />
  if (report.is === 'no-document') {
    const { problem, host = '' } = report.link
    const failure: Failure = { problem, code: null, msg: host, logId: null, scopes: [] }
    return (
      <div className={styles['reading']} role="status">
        <Guidance
          surface="target"
          occurrence={{ failure, fileName: null, documentTitle: null }}
          documentUrl={null}
          onAction={onDismiss}
        />
        <SmallButton words={say.dismiss} onClick={onDismiss} />
      </div>
    )
  }
  return (
    <div className={styles['reading']} role="status">
      <p>{say[report.is]}</p>
      <SmallButton words={say.dismiss} onClick={onDismiss} />
    </div>
  )
}

interface FilesReadProps {
  readonly report: FilesReport
  readonly reader: DropReader
}

function FilesRead({ report, reader }: FilesReadProps) {
  const { messages, formats } = useI18n()
  const { drops: say } = useQueueMessages()
  const { id, isRead, files, lost, unreadable, leftOut, packages } = report
  if (!isRead) {
    if (files === 0) return null
    return (
      <div className={styles['reading']} role="status">
        {/* Not announced: the count changes several times a second. */}
        <p aria-live="off">
          <LoaderCircle aria-hidden className="spin" size={16} />{' '}
          <span>{messages.drop.reading(formats.number(files))}</span>
        </p>
      </div>
    )
  }
  // The order they came in, and no way to another one: nothing to say.
  if (isOnlyOrder(report) && report.order?.taken === 'given' && !reader.isArrangeable(id)) return null
  const isNothingThere = files + lost + unreadable.length + leftOut.length + packages.length === 0
  return (
    <div className={styles['reading']} role="status" data-calm={isOnlyOrder(report)}>
      {isNothingThere && <p>{say.empty}</p>}
      {lost > 0 && <p>{say.lost(formats.number(lost))}</p>}
      {unreadable.length > 0 && (
        <>
          <p>{say.unreadable(formats.number(unreadable.length))}</p>
          <Names paths={unreadable} />
        </>
      )}
      <Packages report={report} reader={reader} />
      {leftOut.length > 0 && (
        <>
          <details>
            <summary>{say.leftOut(formats.number(leftOut.length))}</summary>
            <Names paths={leftOut.map(pathOf)} />
          </details>
          <SmallButton words={say.addLeftOut} onClick={() => reader.addLeftOut(id)} />
        </>
      )}
      <OrderTaken report={report} reader={reader} />
      {packages.length === 0 && <SmallButton words={say.dismiss} onClick={() => reader.dismiss(id)} />}
    </div>
  )
}

function Packages({ report, reader }: FilesReadProps) {
  const { formats } = useI18n()
  const { drops: say } = useQueueMessages()
  const { id, packages, isZipping, notZipped } = report
  const [first] = packages
  if (!first) return null
  const more = packages.length === 1 ? null : formats.number(packages.length)
  return (
    <>
      <p>{say.packages(first.entry.name, more)}</p>
      {notZipped.length > 0 && <p>{say.notZipped(first.entry.name)}</p>}
      {packages.length > 1 && <Names paths={packages.map(pathOf)} />}
      <div className={styles['ways']}>
        {notZipped.length === 0 && (
          <SmallButton
            words={isZipping ? say.zipping : say.zip}
            isDisabled={isZipping}
            onClick={() => void reader.addZips(id)}
          />
        )}
        <SmallButton words={say.pieces} isDisabled={isZipping} onClick={() => reader.addPieces(id)} />
        <SmallButton words={say.leave} isDisabled={isZipping} onClick={() => reader.leavePackages(id)} />
      </div>
      {isZipping && <Coming lazy={zipPackage} />}
      {notZipped.length === 0 && <p>{say.packagesHint}</p>}
    </>
  )
}

function OrderTaken({ report, reader }: FilesReadProps) {
  const { drops: say } = useQueueMessages()
  const { id, order } = report
  if (!order) return null
  return (
    <div className={styles['ways']}>
      <p>{say.order[order.taken]}</p>
      {reader.isArrangeable(id) && (
        <SmallButton words={say.changeOrder[order.other]} onClick={() => reader.changeOrder(id)} />
      )}
    </div>
  )
}

function isOnlyOrder({ order, lost, unreadable, leftOut, packages }: FilesReport): boolean {
  return order !== null && lost + unreadable.length + leftOut.length + packages.length === 0
}

/** Names from outside, as many as fit. */
export function Names({ paths }: { readonly paths: readonly string[] }) {
  return (
    <ul>
      {paths.slice(0, namesShown).map((path) => (
        <li key={path}>
          <OutsideText text={path} />
        </li>
      ))}
      {paths.length > namesShown && <li>…</li>}
    </ul>
  )
}

interface SmallButtonProps {
  readonly words: string
  readonly isDisabled?: boolean
  readonly onClick: () => void
}

function SmallButton({ words, isDisabled = false, onClick }: SmallButtonProps) {
  return (
    <button type="button" className="button button-small" disabled={isDisabled} onClick={onClick}>
      {words}
    </button>
  )
}
