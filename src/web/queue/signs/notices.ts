import { ownPath } from '../../gateway/own-path.ts'

/** Notifications of the system. */
export interface Notices {
  /** Null where the browser has none; `denied` on plain http. */
  readonly permission: () => NotificationPermission | null
  readonly ask: () => Promise<NotificationPermission>
  /** Replaces the previous notification. */
  readonly show: (title: string, body: string) => void
}

export const browserNotices: Notices = {
  permission: () => ('Notification' in globalThis ? Notification.permission : null),
  ask: () => Notification.requestPermission(),
  show: (title, body) => {
    try {
      const notice = new Notification(title, { body, tag: 'feishu-uploader', icon: ownPath('/favicon.svg') })
      notice.onclick = () => {
        window.focus()
        notice.close()
      }
    } catch {
      // Chrome on Android shows notifications of service workers only.
    }
  },
}
