import { useState } from 'react'
import { History } from 'lucide-react'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import type { ReadableHistory } from './history-keeper.ts'
import styles from './HistoryButton.module.css'

const historyDialog = new LazyModule(async () => (await import('./HistoryDialog.tsx')).HistoryDialog)

interface HistoryButtonProps {
  readonly history: ReadableHistory
}

/** Opens the history of what was uploaded. */
export function HistoryButton({ history }: HistoryButtonProps) {
  const { queueMessages } = useI18n()
  const [isOpen, setOpen] = useState(false)
  return (
    <WithMessages lazy={queueMessages}>
      <Opener onOpen={() => setOpen(true)} />
      {isOpen && (
        <Lazy lazy={historyDialog}>
          {(HistoryDialog) => <HistoryDialog history={history} onClose={() => setOpen(false)} />}
        </Lazy>
      )}
    </WithMessages>
  )
}

function Opener({ onOpen }: { readonly onOpen: () => void }) {
  const { history: say } = useQueueMessages()
  const { title: words } = say
  return (
    <button type="button" className={`button-quiet ${styles['opener'] ?? ''}`} data-tip={words} onClick={onOpen}>
      <History aria-hidden size={18} />
      <span>{words}</span>
    </button>
  )
}
