import { ownPath } from '../../gateway/own-path.ts'

/** Notifications of the system. */
export interface Notices {
  /** Null where the page cannot show any; `denied` on plain http. */
  readonly permission: () => NotificationPermission | null
  readonly ask: () => Promise<NotificationPermission>
  /** Replaces the previous notification. */
  readonly show: (title: string, body: string) => void
}

export const browserNotices: Notices = {
  permission: () => (canNotify() ? Notification.permission : null),
  ask: () => Notification.requestPermission(),
  show: (title, body) => {
    try {
      const notice = new Notification(title, { body, tag: 'feishu-uploader', icon: ownPath('/favicon.svg') })
      notice.onclick = () => {
        window.focus()
        notice.close()
      }
    } catch {
      // See `canNotify`.
    }
  },
}

let canConstruct: boolean | null = null

/**
 * Chrome on Android has the class, but shows notifications of service workers only: its constructor throws. Elsewhere, without
 * permission, it does nothing.
 */
function canNotify(): boolean {
  if (!('Notification' in globalThis)) return false
  if (Notification.permission !== 'default') return true
  if (canConstruct === null) {
    try {
      new Notification('').close()
      canConstruct = true
    } catch {
      canConstruct = false
    }
  }
  return canConstruct
}
