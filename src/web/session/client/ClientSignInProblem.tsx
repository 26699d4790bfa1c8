import { useEffect, useSyncExternalStore } from 'react'
import { Lazy } from '../../boundary/Lazy.tsx'
import { LazyModule } from '../../lazy/lazy-module.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'
import { useSession } from '../use-session.ts'
import { clientSignIn } from './client-sign-in.ts'

/** As `App` loads it, so that the two share its chunk as it is. */
const signInProblemFace = new LazyModule(async () => (await import('../SignInProblem.tsx')).SignInProblem)

interface ClientSignInProblemProps {
  readonly ask: AskGateway
  readonly inClient?: typeof clientSignIn
}

/**
 * Beside the work: why Feishu's app did not sign in again, or granted nothing, which is gone once somebody has signed in; otherwise what
 * stands in the way of every call.
 */
export function ClientSignInProblem({ ask, inClient = clientSignIn }: ClientSignInProblemProps) {
  const state = useSyncExternalStore(inClient.subscribe, inClient.getSnapshot)
  const { query } = useSession(ask, false)
  const signedInAtMs = query.data?.signedInAtMs
  useEffect(() => inClient.forget(), [inClient, signedInAtMs])
  const { problem } = query.data?.app ?? {}
  const shown = state.is === 'failed' ? state.refusal : problem && { problem }
  return shown ? <Lazy lazy={signInProblemFace}>{(SignInProblem) => <SignInProblem {...shown} />}</Lazy> : null
}
