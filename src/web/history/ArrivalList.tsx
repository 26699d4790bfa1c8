import { useId, useMemo, useState } from 'react'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import type { Arrival } from './arrival.ts'
import { groupArrivals, type DayOfArrivals } from './group-arrivals.ts'
import styles from './HistoryDialog.module.css'

/** Files shown at first, and added by each "more". */
const pageSize = 100

/** Arrivals by day and document, the newest first, page by page. */
export function ArrivalList({ arrivals }: { readonly arrivals: readonly Arrival[] }) {
  const { formats } = useI18n()
  const { history: say } = useQueueMessages()
  const [shown, setShown] = useState(pageSize)
  const days = useMemo(() => groupArrivals(arrivals.slice(0, shown)), [arrivals, shown])
  const left = arrivals.length - shown
  return (
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={say.list}>
      {days.map((day) => (
        <Day key={day.dayMs} day={day} />
      ))}
      {left > 0 && (
        <button type="button" className="button button-small" onClick={() => setShown(shown + pageSize)}>
          {say.more(formats.number(Math.min(left, pageSize)))}
        </button>
      )}
    </div>
  )
}

function Day({ day }: { readonly day: DayOfArrivals }) {
  const { language } = useI18n()
  const { history: say } = useQueueMessages()
  const id = useId()
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(day.dayMs)
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (
    <section aria-labelledby={id} className={styles['day']}>
      <h3 id={id}>{date}</h3>
      {day.documents.map(({ key, title, url, arrivals }) => (
        <div key={key}>
          <h4>
            <Linked url={url} text={title || say.untitled} />
          </h4>
          <ul>
            {arrivals.map((arrival) => (
              <Row key={arrival.id} arrival={arrival} time={clock.format(arrival.atMs)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Row({ arrival: { name, sizeBytes, url }, time }: { readonly arrival: Arrival; readonly time: string }) {
  const { formats } = useI18n()
  return (
    <li className={styles['row']}>
      <span className={styles['name']} translate="no">
        <Linked url={url} text={name} />
      </span>
      <span className={styles['fact']}>{formats.size(sizeBytes)}</span>
      <span className={styles['fact']}>{time}</span>
    </li>
  )
}

/** A link where there is an address: records may come from a damaged database. */
function Linked({ url, text }: { readonly url: string | null; readonly text: string }) {
  if (url === null || !/^https?:/.test(url)) return <OutsideText text={text} />
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <OutsideText text={text} />
    </a>
  )
}
