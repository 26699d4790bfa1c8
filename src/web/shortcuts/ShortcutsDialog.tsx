import { Fragment, useState } from 'react'
import { useQueueMessages } from '../i18n/i18n.ts'
import { DialogButtons, ModalDialog } from '../shell/ModalDialog.tsx'
import { shortcutGroups, type Key } from './shortcut-list.ts'
import styles from './ShortcutsDialog.module.css'

interface ShortcutsDialogProps {
  readonly isSingleKeyOn: boolean
  readonly onSingleKey: (isOn: boolean) => void
  readonly onClose: () => void
}

/** Every shortcut of the page, and the switch for the one that is a single key. */
export function ShortcutsDialog({ isSingleKeyOn, onSingleKey, onClose }: ShortcutsDialogProps) {
  const { shortcuts: say } = useQueueMessages()
  const [isOn, setOn] = useState(isSingleKeyOn)
  return (
    <ModalDialog heading={say.title} size="wide" onDismiss={onClose}>
      <div className={styles['groups']}>
        {shortcutGroups.map(({ of, shortcuts }) => (
          <section key={of}>
            <h3>{say.groups[of]}</h3>
            <dl className={styles['list']}>
              {shortcuts.map(({ does, keys }) => (
                <div key={does}>
                  <dt>{say.does[does]}</dt>
                  <dd>
                    <Ways ways={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles['single']}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            setOn(target.checked)
            onSingleKey(target.checked)
          }}
        />
        <span>{say.single}</span>
      </label>
      <p className={styles['what']}>{say.singleWhat}</p>
      <DialogButtons>
        <button type="button" className="button" onClick={onClose}>
          {say.close}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

function Ways({ ways }: { readonly ways: readonly (readonly Key[])[] }) {
  const { shortcuts: say } = useQueueMessages()
  return ways.map((keys, at) => (
    <Fragment key={keys.join('+')}>
      {at > 0 && <span className="visually-hidden">{say.or}</span>}
      <span className={styles['keys']}>
        {keys.map((key) => (
          <kbd key={key}>
            <KeyName of={key} />
          </kbd>
        ))}
      </span>
    </Fragment>
  ))
}

const arrows = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' } as const
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

function KeyName({ of }: { readonly of: Key }) {
  const { shortcuts: say } = useQueueMessages()
  switch (of) {
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return (
        <>
          <span aria-hidden>{arrows[of]}</span>
          <span className="visually-hidden">{say.keys[of]}</span>
        </>
      )
    case 'Mod':
      return isApple() ? '⌘' : 'Ctrl'
    case 'Alt':
      return isApple() ? '⌥' : 'Alt'
    case 'Escape':
      return 'Esc'
    case 'click':
      return say.click
    default:
      return of
  }
}
