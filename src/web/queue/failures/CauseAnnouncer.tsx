import { useEffect, useRef, useState } from 'react'
import type { Cause } from '../../../engine/queue/uploads.ts'
import { useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'
import { keyOfCause } from '../state/queue-view.ts'

/** From this many files on, a cause is told by itself; a single failure is told with the progress. */
const filesOfCause = 2

/** Announces a cause to screen readers once several files have it, and not again with each further one. */
export function CauseAnnouncer({ causes }: { readonly causes: readonly Cause[] }) {
  const problemMessages = useProblemMessages()
  const { failures } = useQueueMessages()
  const told = useRef<ReadonlySet<string>>(new Set())
  const [text, setText] = useState('')
  useEffect(() => {
    const shared = causes.filter(({ ids }) => ids.length >= filesOfCause)
    const fresh = shared.filter((cause) => !told.current.has(keyOfCause(cause)))
    // A cause that has gone is told anew when it comes back.
    told.current = new Set(shared.map(keyOfCause))
    if (shared.length === 0) setText('')
    if (fresh.length === 0) return
    const sentences = fresh.map(({ problem }) => {
      const { title, what, remedy } = problemMessages[problem]
      return failures.told(title, `${what}${failures.gap}${remedy}`)
    })
    setText([...new Set(sentences)].join(' '))
  }, [causes, problemMessages, failures])
  if (text === '') return null
  return (
    <p role="alert" className="visually-hidden">
      {text}
    </p>
  )
}
