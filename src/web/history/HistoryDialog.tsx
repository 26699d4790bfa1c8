import { useEffect, useMemo, useRef, useState } from 'react'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { downloadReport, type ReportFormat } from '../report/report.ts'
import { DialogButtons, ModalDialog } from '../shell/ModalDialog.tsx'
import { SearchField } from '../shell/SearchField.tsx'
import { reportLineOf, type Arrival } from './arrival.ts'
import { ArrivalList } from './ArrivalList.tsx'
import { findArrivals } from './group-arrivals.ts'
import type { ReadableHistory } from './history-keeper.ts'
import styles from './HistoryDialog.module.css'

interface HistoryDialogProps {
  readonly history: ReadableHistory
  readonly onClose: () => void
}

/** What was uploaded from this browser, where and when. */
export function HistoryDialog({ history, onClose }: HistoryDialogProps) {
  const { history: say } = useQueueMessages()
  const [arrivals, setArrivals] = useState<readonly Arrival[] | 'reading' | 'not-kept'>('reading')

  useEffect(() => {
    let isGone = false
    void history.read().then((read) => {
      if (!isGone) setArrivals(read ?? 'not-kept')
    })
    return () => {
      isGone = true
    }
  }, [history])

  // Only what the browser has deleted is told as gone: somebody may close the page at this word.
  const clear = async () => {
    const isCleared = await history.clear()
    if (isCleared) setArrivals([])
    return isCleared
  }
  return (
    <ModalDialog heading={say.title} description={<p>{say.what}</p>} size="wide" onDismiss={onClose}>
      {arrivals === 'reading' && <p role="status">{say.reading}</p>}
      {arrivals === 'not-kept' && <p role="status">{say.notKept}</p>}
      {Array.isArray(arrivals) && arrivals.length === 0 && <p role="status">{say.none}</p>}
      {Array.isArray(arrivals) && arrivals.length > 0 && <Arrivals arrivals={arrivals} onClear={clear} />}
      <DialogButtons>
        <button type="button" className="button" onClick={onClose}>
          {say.close}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

interface ArrivalsProps {
  readonly arrivals: readonly Arrival[]
  readonly onClear: () => Promise<boolean>
}

function Arrivals({ arrivals, onClear }: ArrivalsProps) {
  const i18n = useI18n()
  const { history: say } = useQueueMessages()
  const [text, setText] = useState('')
  const found = useMemo(() => findArrivals(arrivals, text), [arrivals, text])
  const count = i18n.formats.number(found.length)
  const download = (format: ReportFormat) => void downloadReport(found.map(reportLineOf), 'history', format, i18n)
  return (
    <>
      <div>
        <SearchField label={say.search} text={text} onText={setText} />
      </div>
      <p role="status" className={styles['count']}>
        {found.length === 0 ? say.noMatch(text.trim()) : say.count(count)}
      </p>
      {found.length > 0 && <ArrivalList key={text} arrivals={found} />}
      <DialogButtons>
        <button type="button" className="button button-small" onClick={() => download('csv')}>
          {say.exportCsv}
        </button>
        <button type="button" className="button button-small" onClick={() => download('json')}>
          {say.exportJson}
        </button>
        <Clear count={i18n.formats.number(arrivals.length)} onClear={onClear} />
      </DialogButtons>
    </>
  )
}

/** Asks for confirmation in the same place, since clearing cannot be undone. */
function Clear({ count, onClear }: { readonly count: string; readonly onClear: () => Promise<boolean> }) {
  const { history: say } = useQueueMessages()
  const [step, setStep] = useState<'offered' | 'asking' | 'clearing' | 'failed'>('offered')
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (step === 'asking') stay.current?.focus()
  }, [step])
  if (step === 'clearing') return <p role="status">{say.clearing}</p>
  if (step !== 'asking') {
    return (
      <>
        {step === 'failed' && <p role="alert">{say.notCleared}</p>}
        <button type="button" className="button-quiet button-small" onClick={() => setStep('asking')}>
          {say.clear}
        </button>
      </>
    )
  }
  const clear = async () => {
    setStep('clearing')
    if (!(await onClear())) setStep('failed')
  }
  return (
    <div role="group" aria-label={say.clearSure(count)} className={styles['sure']}>
      <span>{say.clearSure(count)}</span>
      <button type="button" className="button button-small" onClick={() => void clear()}>
        {say.clearNow}
      </button>
      <button ref={stay} type="button" className="button button-small" onClick={() => setStep('offered')}>
        {say.clearNot}
      </button>
    </div>
  )
}
