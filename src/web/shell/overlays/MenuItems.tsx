import type { LucideIcon } from 'lucide-react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { useI18n } from '../../i18n/i18n.ts'
import styles from '../menu/MoreMenu.module.css'

export interface MenuEntry {
  readonly icon: LucideIcon
  readonly label: string
  /** Where a link leads; `onClick` does nothing then. */
  readonly href?: string
  readonly onClick: () => void
}

interface MenuItemsProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Where the focus comes: on the first entry for a key, on the menu for a pointer. */
  readonly isByKey: boolean
  readonly onClose: () => void
}

/** A menu as the ARIA Authoring Practices have it: arrow keys, Home and End, first letters. */
export function MenuItems({ label, entries, isByKey, onClose }: MenuItemsProps) {
  const { language } = useI18n()
  return (
    <I18nProvider locale={language}>
      <Menu
        className={styles['items'] ?? ''}
        aria-label={label}
        autoFocus={isByKey ? 'first' : true}
        shouldFocusWrap
        onClose={onClose}
      >
        {entries.map(({ icon: Icon, label: words, href, onClick }) => (
          <MenuItem
            key={words}
            id={words}
            className={`button-quiet ${styles['item'] ?? ''}`}
            textValue={words}
            {...(href === undefined ? { onAction: onClick } : { href, target: '_blank', rel: 'noreferrer' })}
          >
            <Icon aria-hidden size={16} />
            <span>{words}</span>
          </MenuItem>
        ))}
      </Menu>
    </I18nProvider>
  )
}
