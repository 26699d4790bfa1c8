import { useMemo } from 'react'
import { CircleAlert } from 'lucide-react'
import type { Cause } from '../../../engine/queue/uploads.ts'
import { useI18n, useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'
import { inOrderOfNeed } from './failure-groups.ts'
import styles from './FailureSummary.module.css'

interface FailureSummaryProps {
  readonly causes: readonly Cause[]
  readonly onResolve: () => void
}

/** Causes of failures on one line, with a button that shows the files. */
export function FailureSummary({ causes, onResolve }: FailureSummaryProps) {
  const { formats } = useI18n()
  const { failures } = useQueueMessages()
  const problemMessages = useProblemMessages()
  const text = useMemo(() => {
    // One problem of several documents counts once here.
    const files = new Map<string, number>()
    for (const { problem, ids } of inOrderOfNeed(causes)) {
      const { title } = problemMessages[problem]
      files.set(title, (files.get(title) ?? 0) + ids.length)
    }
    return [...files].map(([title, count]) => failures.cause(title, formats.number(count))).join(' · ')
  }, [causes, problemMessages, failures, formats])
  return (
    <div className={styles['summary']}>
      <CircleAlert aria-hidden size={16} />
      <p data-tip={text}>{text}</p>
      <button type="button" className="button button-small" onClick={onResolve}>
        {failures.resolve}
      </button>
    </div>
  )
}
