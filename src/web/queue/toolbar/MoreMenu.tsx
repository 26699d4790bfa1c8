import { useId } from 'react'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.ts'
import styles from './MoreMenu.module.css'

export interface MenuItem {
  readonly icon: LucideIcon
  readonly label: string
  readonly onClick: () => void
}

/** Rarely needed actions. A native popover closes on Escape and on a click elsewhere, and restores the focus. */
export function MoreMenu({ items }: { readonly items: readonly MenuItem[] }) {
  const { messages } = useI18n()
  const id = useId()
  if (items.length === 0) return null
  return (
    <>
      <button
        type="button"
        className={`button-icon ${styles['opener'] ?? ''}`}
        aria-label={messages.uploads.more}
        title={messages.uploads.more}
        popoverTarget={id}
      >
        <Ellipsis aria-hidden size={18} />
      </button>
      <div id={id} popover="auto" className={styles['menu']}>
        {items.map(({ icon: Icon, label, onClick }) => (
          <button
            key={label}
            type="button"
            className="button-quiet"
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={onClick}
          >
            <Icon aria-hidden size={16} />
            <span>{label}</span>
          </button>
        ))}
      </div>
    </>
  )
}
