import { LogOut } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './PersonMenu.module.css'

interface PersonMenuProps {
  readonly name: string
  readonly onSignOut: () => void
}

export function PersonMenu({ name, onSignOut }: PersonMenuProps) {
  const { messages } = useI18n()
  return (
    <div className={styles['person']}>
      <span className={styles['avatar']} aria-hidden>
        {initialOf(name)}
      </span>
      <span className={styles['name']} data-tip={messages.session.signedInAs(name)}>
        <span className="visually-hidden">{messages.session.signedInAs(name)}</span>
        <span aria-hidden>
          <OutsideText text={name} />
        </span>
      </span>
      <button
        type="button"
        className="button-icon"
        aria-label={messages.session.signOut}
        data-tip={messages.session.signOut}
        onClick={onSignOut}
      >
        <LogOut aria-hidden size={18} />
      </button>
    </div>
  )
}

/** Initial for the avatar: Chinese names by their last character, others by the first letter. */
function initialOf(name: string): string {
  const characters = Array.from(name.trim())
  const last = characters.at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
}
