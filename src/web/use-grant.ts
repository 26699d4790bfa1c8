import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { AskGateway } from './wire/ask-gateway.ts'
import { askableScopes } from '../contract/scopes.ts'
import type { JobId } from '../engine/job.ts'
import type { Uploads } from '../engine/uploads.ts'
import { openSignInWindow } from './session/sign-in-address.ts'
import { useSession } from './session/use-session.ts'

/** As long as Feishu's consent page can be answered; later the page no longer looks for an answer by itself. */
const waitMs = 10 * 60 * 1000

interface GrantOptions {
  readonly ask: AskGateway
  /** Null until the queue has been opened. */
  readonly uploads: Uploads | null
  /** The person has agreed: what was refused elsewhere on the page is worth another look. */
  readonly onGranted: () => void
}

/**
 * Asks for scopes that turned out to be missing, in a window beside the page, and goes on with what failed for want of them as
 * soon as the session has one that it had not before.
 */
export function useGrant({ ask, uploads, onGranted }: GrantOptions) {
  const [missing, setMissing] = useState<readonly string[]>([])
  const { query } = useSession(ask, missing.length > 0)
  const granted = query.data?.scopes ?? none
  const isDone = missing.some((scope) => granted.includes(scope))

  const goOn = useEffectEvent(() => {
    const ids = uploads ? waitingForGrant(uploads) : []
    if (ids.length > 0) uploads?.retry(ids)
    onGranted()
  })
  useEffect(() => {
    if (isDone) goOn()
  }, [isDone])

  useEffect(() => {
    if (missing.length === 0) return
    const forget = setTimeout(() => setMissing([]), isDone ? 0 : waitMs)
    return () => clearTimeout(forget)
  }, [missing, isDone])

  return useCallback(
    (scopes: readonly string[]) => {
      setMissing(scopes.filter((scope) => !granted.includes(scope)))
      openSignInWindow(askableScopes(scopes))
    },
    [granted],
  )
}

const none: readonly string[] = []

/** All files that were refused for want of a scope, whichever call missed it. */
function waitingForGrant(uploads: Uploads): readonly JobId[] {
  const { causes } = uploads.getSnapshot()
  return causes
    .flatMap(({ ids }) => ids)
    .filter((id) => {
      const stage = uploads.getJob(id)?.stage
      return stage?.at === 'failed' && stage.failure.scopes.length > 0
    })
}
