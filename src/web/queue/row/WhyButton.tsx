import { ChevronDown } from 'lucide-react'
import type { Job } from '../../../engine/job/job.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { visible } from '../../names/hidden-characters.ts'
import type { Whys } from '../failures/use-whys.ts'
import styles from './UploadRow.module.css'

interface WhyButtonProps {
  readonly job: Job
  readonly whys: Whys
  readonly isOpen: boolean
  /** Id of the element that shows why. */
  readonly whyId: string
}

/** Opens and closes the guidance about a failure. */
export function WhyButton({ job: { id, name }, whys, isOpen, whyId }: WhyButtonProps) {
  const { failures } = useQueueMessages()
  return (
    <button
      type="button"
      className={styles['why']}
      aria-label={failures.whyFile(visible(name))}
      aria-expanded={isOpen}
      aria-controls={isOpen ? whyId : undefined}
      onClick={() => whys.turn(id)}
    >
      <span>{failures.why}</span>
      <ChevronDown aria-hidden size={15} />
    </button>
  )
}

/** Says that something may be left in the document; the opened guidance says what. */
export function MayStand() {
  const { failures } = useQueueMessages()
  return <span>{failures.mayStand}</span>
}
