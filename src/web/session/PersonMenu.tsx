import { useRef } from 'react'
import { LogOut } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './PersonMenu.module.css'

interface PersonMenuProps {
  readonly name: string
  /** Files are pending: signing out asks for confirmation. */
  readonly isWorkPending: boolean
  /** They continue after the next sign-in. */
  readonly isWorkKept: boolean
  readonly onSignOut: () => void
}

export function PersonMenu({ name, isWorkPending, isWorkKept, onSignOut }: PersonMenuProps) {
  const { messages } = useI18n()
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <div className={styles['person']}>
      <span className={styles['avatar']} aria-hidden>
        {initialOf(name)}
      </span>
      <span className={styles['name']} title={messages.session.signedInAs(name)}>
        <span className="visually-hidden">{messages.session.signedInAs(name)}</span>
        <span aria-hidden>
          <OutsideText text={name} />
        </span>
      </span>
      <button
        type="button"
        className="button-icon"
        aria-label={messages.session.signOut}
        title={messages.session.signOut}
        onClick={() => {
          if (isWorkPending) dialog.current?.showModal()
          else onSignOut()
        }}
      >
        <LogOut aria-hidden size={18} />
      </button>
      <dialog ref={dialog} className={styles['dialog']} aria-labelledby="leave-title">
        <h2 id="leave-title">{messages.session.leaveTitle}</h2>
        <p>{isWorkKept ? messages.session.leaveWhatKept : messages.session.leaveWhat}</p>
        <form method="dialog" className={styles['choices']}>
          <button type="submit" className="button-primary">
            {messages.session.leaveStay}
          </button>
          <button type="button" className="button" onClick={onSignOut}>
            {messages.session.leaveGo}
          </button>
        </form>
      </dialog>
    </div>
  )
}

/** Initial for the avatar: Chinese names by their last character, others by the first letter. */
function initialOf(name: string): string {
  const characters = Array.from(name.trim())
  const last = characters.at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
}
