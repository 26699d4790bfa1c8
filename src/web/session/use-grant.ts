import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import { openSignInWindow } from './sign-in-address.ts'
import { useSession } from './use-session.ts'
import type { Person } from '../app/workspace-context.ts'

/** How long Feishu's consent page can be answered; afterwards the page stops checking. */
const waitMs = 10 * 60 * 1000

interface GrantOptions {
  readonly owner: Person
  readonly ask: AskGateway
  /** Null until the queue has been opened. */
  readonly uploads: Uploads | null
  /** Called when the person has agreed, to retry what was refused elsewhere on the page. */
  readonly onGranted: () => void
}

/**
 * Asks for missing scopes in a second window, and retries what failed for lack of them once the same person returns with a
 * new session. Declining keeps the old session.
 */
export function useGrant({ owner, ask, uploads, onGranted }: GrantOptions) {
  const [asked, setAsked] = useState<{ readonly signedInAtMs: number | null } | null>(null)
  const { query } = useSession(ask, asked !== null)
  const signedInAtMs = query.data?.signedInAtMs ?? null
  const isBack = asked !== null && signedInAtMs !== asked.signedInAtMs && query.data?.person?.openId === owner.openId

  const goOn = useEffectEvent(() => {
    const ids = uploads ? waitingForGrant(uploads) : []
    if (ids.length > 0) uploads?.retry(ids)
    onGranted()
  })
  useEffect(() => {
    if (isBack) goOn()
  }, [isBack])

  useEffect(() => {
    if (asked === null) return
    const forget = setTimeout(() => setAsked(null), isBack ? 0 : waitMs)
    return () => clearTimeout(forget)
  }, [asked, isBack])

  return useCallback(
    (missing: readonly string[]) => {
      setAsked({ signedInAtMs })
      openSignInWindow(missing)
    },
    [signedInAtMs],
  )
}

/** All jobs refused for a missing scope, whichever call needed it. */
function waitingForGrant(uploads: Uploads): readonly JobId[] {
  const { causes } = uploads.getSnapshot()
  return causes
    .flatMap(({ ids }) => ids)
    .filter((id) => {
      const stage = uploads.getJob(id)?.stage
      return stage?.at === 'failed' && stage.failure.scopes.length > 0
    })
}
