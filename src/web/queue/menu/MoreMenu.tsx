import { useId, useState } from 'react'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import styles from './MoreMenu.module.css'

export interface MenuItem {
  readonly icon: LucideIcon
  readonly label: string
  /** Address of a link; `onClick` is not called then. */
  readonly href?: string
  /** For items that the menu has on narrow windows only. */
  readonly className?: string | undefined
  readonly onClick: () => void
}

interface MoreMenuProps {
  /** Accessible name of the button. */
  readonly label: string
  /** Tooltip; the label where it is missing. */
  readonly title?: string
  readonly items: readonly MenuItem[]
}

/**
 * Rarely needed actions. A native popover closes on Escape and on a click elsewhere, and restores the focus. The items are
 * rendered only while it is open, since each row of a long queue has a menu.
 */
export function MoreMenu({ label, title = label, items }: MoreMenuProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  if (items.length === 0) return null
  // Each menu needs an anchor name of its own: of several elements with one name, the browser takes the last.
  const anchor = `--menu-${id}`
  return (
    <>
      <button
        type="button"
        className="button-icon"
        style={{ anchorName: anchor }}
        aria-label={label}
        title={title}
        popoverTarget={id}
        onClick={() => setOpen(true)}
      >
        <Ellipsis aria-hidden size={18} />
      </button>
      <div
        id={id}
        popover="auto"
        className={styles['menu']}
        style={{ positionAnchor: anchor }}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && items.map((item) => <Item key={item.label} item={item} menuId={id} />)}
      </div>
    </>
  )
}

function Item({ item, menuId }: { readonly item: MenuItem; readonly menuId: string }) {
  const { icon: Icon, label, href, className = '', onClick } = item
  const look = `button-quiet ${className}`
  const inside = (
    <>
      <Icon aria-hidden size={16} />
      <span>{label}</span>
    </>
  )
  if (href !== undefined) {
    return (
      <a className={look} href={href} target="_blank" rel="noreferrer">
        {inside}
      </a>
    )
  }
  return (
    <button type="button" className={look} popoverTarget={menuId} popoverTargetAction="hide" onClick={onClick}>
      {inside}
    </button>
  )
}
