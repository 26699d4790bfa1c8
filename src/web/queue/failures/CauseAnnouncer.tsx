import { useState } from 'react'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Cause } from '../../../engine/queue/uploads.ts'
import { useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'
import { keyOfCause } from '../state/queue-view.ts'

/** From this many files on, a cause is announced by itself; a single failure is announced with the progress. */
const filesOfCause = 2

interface Told {
  readonly keys: readonly string[]
  readonly newest: readonly ProblemKey[]
}

/** Announces a cause to screen readers once several files have it, and not again with each further one. */
export function CauseAnnouncer({ causes }: { readonly causes: readonly Cause[] }) {
  const problemMessages = useProblemMessages()
  const { failures } = useQueueMessages()
  const [told, setTold] = useState<Told>({ keys: [], newest: [] })
  const shared = causes.filter(({ ids }) => ids.length >= filesOfCause)
  const keys = shared.map(keyOfCause)
  if (keys.join('\n') !== told.keys.join('\n')) {
    // A cause that disappeared is announced again when it returns.
    const fresh = shared.filter((cause) => !told.keys.includes(keyOfCause(cause))).map(({ problem }) => problem)
    setTold({ keys, newest: fresh.length > 0 || keys.length === 0 ? fresh : told.newest })
  }
  if (told.newest.length === 0) return null
  const sentences = told.newest.map((problem) => {
    const { title, what, remedy } = problemMessages[problem]
    return failures.told(title, `${what}${failures.gap}${remedy}`)
  })
  return (
    <p role="alert" className="visually-hidden">
      {[...new Set(sentences)].join(failures.gap)}
    </p>
  )
}
