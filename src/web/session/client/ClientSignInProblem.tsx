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

/** Why Feishu's app did not sign in again, or granted nothing, beside the work; gone once somebody has signed in. */
export function ClientSignInProblem({ ask, inClient = clientSignIn }: ClientSignInProblemProps) {
  const state = useSyncExternalStore(inClient.subscribe, inClient.getSnapshot)
  const { query } = useSession(ask, false)
  const signedInAtMs = query.data?.signedInAtMs
  useEffect(() => inClient.forget(), [inClient, signedInAtMs])
  if (state.is !== 'failed') return null
  return <Lazy lazy={signInProblemFace}>{(SignInProblem) => <SignInProblem {...state.refusal} />}</Lazy>
}
