import { ArrowDownUp } from 'lucide-react'
import { useQueueMessages } from '../../i18n/i18n.ts'
import type { Arranging } from './use-arranging.ts'
import styles from './QueueTools.module.css'

/** The button that turns changing the order on and off. */
export function ArrangeToggle({ isOn, turn }: Pick<Arranging, 'isOn' | 'turn'>) {
  const { toggle } = useQueueMessages().arrange
  return (
    <button
      type="button"
      className={`button-quiet button-small ${styles['arrange'] ?? ''}`}
      data-tip={toggle}
      aria-pressed={isOn}
      onClick={turn}
    >
      <ArrowDownUp aria-hidden size={16} />
      <span>{toggle}</span>
    </button>
  )
}
