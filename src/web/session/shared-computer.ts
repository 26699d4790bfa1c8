import type { SessionAnswer } from '../../contract/own-api/session.ts'

type Kiosk = Pick<SessionAnswer['app'], 'forgetsOnSignOut' | 'idleSignOutMinutes'>

/** Whether the computer is nobody's own, so that signing out always forgets. */
export function isSharedComputer({ forgetsOnSignOut, idleSignOutMinutes }: Kiosk): boolean {
  return forgetsOnSignOut || idleSignOutMinutes !== null
}
