import { useEffect, useState } from 'react'
import { Keyboard, LogOut } from 'lucide-react'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { Avatar } from '../session/Avatar.tsx'
import { MoreMenu } from '../shell/menu/MoreMenu.tsx'
import { asksForList, isSingleKeyOn, turnSingleKey } from './single-key.ts'

const shortcutsDialog = new LazyModule(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog)

interface AvatarMenuProps {
  readonly name: string
  readonly onSignOut: () => void
}

/** What concerns the person, behind the picture; and the list of shortcuts, which `?` opens as well. */
export function AvatarMenu(props: AvatarMenuProps) {
  const { queueMessages } = useI18n()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!asksForList(event) || !isSingleKeyOn(browserStorage)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <WithMessages lazy={queueMessages} meanwhile={<Avatar name={props.name} />}>
      <Menu {...props} onShortcuts={() => setOpen(true)} />
      {isOpen && (
        <Lazy lazy={shortcutsDialog}>
          {(ShortcutsDialog) => (
            <ShortcutsDialog
              isSingleKeyOn={isSingleKeyOn(browserStorage)}
              onSingleKey={(isOn) => turnSingleKey(isOn, browserStorage)}
              onClose={() => setOpen(false)}
            />
          )}
        </Lazy>
      )}
    </WithMessages>
  )
}

function Menu({ name, onSignOut, onShortcuts }: AvatarMenuProps & { readonly onShortcuts: () => void }) {
  const { messages } = useI18n()
  const { shortcuts: say } = useQueueMessages()
  return (
    <MoreMenu
      label={say.menu(name)}
      title={say.menuShort}
      items={[
        { icon: Keyboard, label: say.title, onClick: onShortcuts },
        { icon: LogOut, label: messages.session.signOut, onClick: onSignOut },
      ]}
    >
      <Avatar name={name} />
    </MoreMenu>
  )
}
