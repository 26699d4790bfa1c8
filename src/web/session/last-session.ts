import * as v from 'valibot'
import { SessionAnswer } from '../../contract/own-api/session.ts'
import { isSharedComputer } from './shared-computer.ts'
import type { PageStorage } from '../platform/browser-storage.ts'

const key = 'feishu-uploader.last-session'

/**
 * Keeps who is signed in, so that a page without a connection can show this person's queue. Signing out deletes it; a computer that
 * many share keeps nothing.
 */
export function rememberSession(session: SessionAnswer, storage: PageStorage): void {
  if (session.person === null || isSharedComputer(session.app)) storage.removeItem(key)
  else storage.setItem(key, JSON.stringify(session))
}

/** The session of last time; null if nobody was signed in, or where another version of the page kept it. */
export function readLastSession(storage: PageStorage): SessionAnswer | null {
  const kept = storage.getItem(key)
  if (kept === null) return null
  try {
    const session = v.safeParse(SessionAnswer, JSON.parse(kept))
    return session.success ? session.output : null
  } catch {
    return null
  }
}
