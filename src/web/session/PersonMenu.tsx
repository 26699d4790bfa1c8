import { useRef } from 'react'
import { LogOut } from 'lucide-react'
import { useSpeech } from '../i18n/speech.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './PersonMenu.module.css'

interface PersonMenuProps {
  readonly name: string
  /** Files on their way: signing out asks first. */
  readonly isWorkPending: boolean
  /** They go on after the next sign-in. */
  readonly isWorkKept: boolean
  readonly onSignOut: () => void
}

export function PersonMenu({ name, isWorkPending, isWorkKept, onSignOut }: PersonMenuProps) {
  const { words } = useSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <div className={styles['person']}>
      <span className={styles['avatar']} aria-hidden>
        {initialOf(name)}
      </span>
      <span className={styles['name']} title={words.session.signedInAs(name)}>
        <span className="visually-hidden">{words.session.signedInAs(name)}</span>
        <span aria-hidden>
          <OutsideText text={name} />
        </span>
      </span>
      <button
        type="button"
        className="button-icon"
        aria-label={words.session.signOut}
        title={words.session.signOut}
        onClick={() => {
          if (isWorkPending) dialog.current?.showModal()
          else onSignOut()
        }}
      >
        <LogOut aria-hidden size={18} />
      </button>
      <dialog ref={dialog} className={styles['dialog']} aria-labelledby="leave-title">
        <h2 id="leave-title">{words.session.leaveTitle}</h2>
        <p>{isWorkKept ? words.session.leaveWhatKept : words.session.leaveWhat}</p>
        <form method="dialog" className={styles['choices']}>
          <button type="submit" className="button-primary">
            {words.session.leaveStay}
          </button>
          <button type="button" className="button" onClick={onSignOut}>
            {words.session.leaveGo}
          </button>
        </form>
      </dialog>
    </div>
  )
}

/** Chinese names are known by their last character, others by the first letter. */
function initialOf(name: string): string {
  const characters = Array.from(name.trim())
  const last = characters.at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
}
