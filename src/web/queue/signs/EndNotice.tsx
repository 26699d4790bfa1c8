import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { visible } from '../../names/hidden-characters.ts'
import { browserStorage, type PageStorage } from '../../platform/browser-storage.ts'
import { headlineOf } from '../card/headline.ts'
import { queueStateOf } from '../state/queue-state.ts'
import { browserNotices, type Notices } from './notices.ts'
import styles from './EndNotice.module.css'

/** After this long people are likely to turn to something else. */
const offerAfterMs = 30_000
const answeredKey = 'feishu-uploader.notices'

interface EndNoticeProps {
  readonly snapshot: QueueSnapshot
  readonly notices?: Notices
  readonly storage?: PageStorage
}

/**
 * Notifies the person, while the page is hidden, that the queue has ended or stopped. Permission is asked once per browser: first
 * inside the page, after a while of work, and by the browser only if the person agrees.
 */
export function EndNotice({ snapshot, notices = browserNotices, storage = browserStorage }: EndNoticeProps) {
  const state = queueStateOf(snapshot)
  const [isLong, setLong] = useState(false)
  const [isAnswered, setAnswered] = useState(() => storage.getItem(answeredKey) !== null)
  useNoticeOfEnd(snapshot, notices)
  useEffect(() => {
    if (state !== 'running') return
    const timer = setTimeout(() => setLong(true), offerAfterMs)
    return () => clearTimeout(timer)
  }, [state])

  if (!isLong || isAnswered || state !== 'running' || notices.permission() !== 'default') return null
  const answer = (isWanted: boolean) => {
    storage.setItem(answeredKey, isWanted ? 'wanted' : 'not-wanted')
    setAnswered(true)
    if (isWanted) void notices.ask()
  }
  return <Offer onAnswer={answer} />
}

function Offer({ onAnswer }: { readonly onAnswer: (isWanted: boolean) => void }) {
  const { notices: say } = useQueueMessages()
  return (
    <div role="status" className={styles['offer']}>
      <p>{say.offer}</p>
      <button type="button" className="button button-small" onClick={() => onAnswer(true)}>
        {say.wanted}
      </button>
      <button type="button" className="button-quiet button-small" onClick={() => onAnswer(false)}>
        {say.notWanted}
      </button>
    </div>
  )
}

function useNoticeOfEnd(snapshot: QueueSnapshot, notices: Notices): void {
  const i18n = useI18n()
  const state = queueStateOf(snapshot)
  const before = useRef(state)
  const tell = useEffectEvent(() => {
    const wasRunning = before.current === 'running'
    before.current = state
    if (!wasRunning || snapshot.ids.length === 0 || (state !== 'ended' && state !== 'on-hold')) return
    if (document.visibilityState === 'visible' || notices.permission() !== 'granted') return
    void bodyOf(snapshot, i18n).then((body) => notices.show(headlineOf(snapshot, i18n), body))
  })
  useEffect(() => tell(), [state])
}

/** Why the queue stopped, or where its files went. */
async function bodyOf({ hold, targets }: QueueSnapshot, i18n: ReturnType<typeof useI18n>): Promise<string> {
  if (hold) return (await i18n.problemMessages.load())[hold.problem].title
  const [target, ...others] = targets
  return target && others.length === 0 ? visible(target.title) : i18n.messages.product.name
}
