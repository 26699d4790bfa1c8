import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Ellipsis } from 'lucide-react'
import { Lazy } from '../../boundary/Lazy.tsx'
import { overlays } from '../overlays/overlays.ts'
import type { MenuEntry } from '../overlays/MenuItems.tsx'
import styles from './MoreMenu.module.css'

export type { MenuEntry }

interface MoreMenuProps {
  /** Accessible name of the button. */
  readonly label: string
  /** Tooltip; the label where it is missing. */
  readonly title?: string
  readonly items: readonly MenuEntry[]
  /** What the button shows; three dots where it is missing. */
  readonly children?: ReactNode
}

/**
 * Rarely needed actions. A native popover closes on Escape and on a click elsewhere, and restores the focus; what is in it comes with
 * the accessible library, once somebody approaches the button, and is rendered while it is open only: each row of a long queue has one.
 */
export function MoreMenu({ label, title = label, items, children }: MoreMenuProps) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isByKey, setByKey] = useState(false)
  if (items.length === 0) return null
  // Each menu has an anchor of its own: of several with one name, the browser takes the last on the page.
  const anchor = `--menu-${id}`
  // Not by the click that the browser makes of a key: React Aria takes that for a screen reader's, and focuses the menu as a whole.
  const openByKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!openingKeys.has(event.key) || hasModifier(event) || isOpen) return
    event.preventDefault()
    setByKey(true)
    popover.current?.showPopover()
  }
  return (
    <>
      <button
        type="button"
        className={children === undefined ? 'button-icon' : `button-quiet ${styles['opener'] ?? ''}`}
        style={{ anchorName: anchor }}
        aria-label={label}
        aria-haspopup="menu"
        data-tip={isOpen ? undefined : title}
        popoverTarget={id}
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onKeyDown={openByKey}
        onKeyUp={preventClickOfSpace}
        onClick={() => setByKey(false)}
      >
        {children ?? <Ellipsis aria-hidden size={18} />}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className={styles['menu']}
        style={{ positionAnchor: anchor }}
        // Nothing in it could take the focus before it is shown.
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <Lazy lazy={overlays}>
            {({ MenuItems }) => (
              <MenuItems
                label={title}
                entries={items}
                isByKey={isByKey}
                onClose={() => popover.current?.hidePopover()}
              />
            )}
          </Lazy>
        )}
      </div>
    </>
  )
}

const openingKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowDown'])

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey
}

/** Firefox clicks a button when Space is let go, whatever became of its keydown. */
function preventClickOfSpace(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault()
}

function fetchAhead(): void {
  void overlays.load()
}
