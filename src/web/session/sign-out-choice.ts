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
