import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { PageStorage } from '../platform/browser-storage.ts'

/** What happens at sign-out to what this browser keeps. */
export type SignOutChoice = 'keep' | 'forget'

const keyOf = (openId: string) => `feishu-uploader.sign-out.${openId}`

/** What this person chose here last; forgetting everything forgets this as well. */
export function rememberedChoice(openId: string, storage: PageStorage): SignOutChoice | null {
  return storage.getItem(keyOf(openId)) === 'keep' ? 'keep' : null
}

export function rememberKeeping(openId: string, storage: PageStorage): void {
  storage.setItem(keyOf(openId), 'keep')
}

/** Whether the computer is nobody's own, so that signing out always forgets: a portal's visitors, or a kiosk. */
export function isSharedComputer(app: Pick<SessionAnswer['app'], 'portalUrl' | 'forgetAfterIdleMinutes'>): boolean {
  return app.portalUrl !== null || typeof app.forgetAfterIdleMinutes === 'number'
}
