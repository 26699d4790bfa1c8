import type { ReactNode } from 'react'
import { LogOut } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import { Avatar } from './Avatar.tsx'
import styles from './PersonMenu.module.css'

interface PersonMenuProps {
  readonly name: string
  /** Behind the picture, once it has loaded; signing out is in it. */
  readonly menu: ReactNode
  /** It could not be loaded, so that signing out needs a button of its own: on a shared computer nobody may be kept from it. */
  readonly isMenuMissing: boolean
  readonly onSignOut: () => void
}

export function PersonMenu({ name, menu, isMenuMissing, onSignOut }: PersonMenuProps) {
  const { messages } = useI18n()
  return (
    <div className={styles['person']}>
      {menu ?? <Avatar name={name} />}
      <span className={styles['name']} data-tip={messages.session.signedInAs(name)}>
        <span className="visually-hidden">{messages.session.signedInAs(name)}</span>
        <span aria-hidden>
          <OutsideText text={name} />
        </span>
      </span>
      {isMenuMissing && (
        <button type="button" className="button-icon" aria-label={messages.session.signOut} onClick={onSignOut}>
          <LogOut aria-hidden size={18} />
        </button>
      )}
    </div>
  )
}
