import { useEffect, useSyncExternalStore } from 'react'
import type { AskGateway } from '../../platform/ask-gateway.ts'
import { SignInProblem } from '../SignInProblem.tsx'
import { useSession } from '../use-session.ts'
import { clientSignIn } from './client-sign-in.ts'

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
  return state.is === 'failed' ? <SignInProblem {...state.refusal} /> : null
}
