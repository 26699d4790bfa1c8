import { lazy, Suspense, useState, type ComponentType } from 'react'
import type { SessionAnswer } from '../contract/session.ts'
import { PageFrame } from './PageFrame.tsx'
import { signInAddress } from './session/sign-in-address.ts'
import { SignInCard } from './session/SignInCard.tsx'
import { SimulatedNotice } from './session/SimulatedNotice.tsx'
import { Unreachable } from './session/Unreachable.tsx'
import { useSession } from './session/use-session.ts'
import type { AskGateway } from './wire/ask-gateway.ts'
import { InBrand } from './words/InBrand.tsx'
import { useSpeech } from './words/speech.ts'
import type { SignedInProps } from './Workspace.tsx'

/** Told rarely, so its code and the whole catalogue behind it are fetched only then. */
const SignInProblem = lazy(async () => ({ default: (await import('./SignInProblem.tsx')).SignInProblem }))

interface AppProps {
  readonly ask: AskGateway
  /** Why the last sign-in did not work, as the address said when the page was opened. */
  readonly signInProblem: string | null
  /** This window was opened for signing in only; the work is in another one. */
  readonly isSignInWindow?: boolean
  /** What a signed-in person sees. */
  readonly Workspace: ComponentType<SignedInProps>
}

/** Lets people in: who is signed in works, who is not finds the way to. */
export function App({ ask, signInProblem, isSignInWindow = false, Workspace }: AppProps) {
  const { query } = useSession(ask, false)
  const { data: session } = query
  const [owner, setOwner] = useState<SessionAnswer['person']>(null)
  // A session that ends does not take a running queue away: the workspace itself says when it can go.
  if (session?.person && !owner) setOwner(session.person)

  if (!session) return <Opening isUnreachable={query.isError} onRetry={() => void query.refetch()} />
  const { app } = session
  if (owner && !(isSignInWindow && signInProblem)) {
    return (
      <InBrand brand={app.brand}>
        <Workspace key={owner.openId} owner={owner} onOwner={setOwner} app={app} />
      </InBrand>
    )
  }
  return (
    <InBrand brand={app.brand}>
      <PageFrame person={null} isCentred>
        <SignInCard
          address={app.portalUrl ?? signInAddress(location)}
          isPortal={app.portalUrl !== null}
          features={app.features}
          problem={
            signInProblem && (
              <Suspense>
                <SignInProblem problem={signInProblem} />
              </Suspense>
            )
          }
          notice={app.simulated && <SimulatedNotice documentOrigin={app.documentOrigin} />}
        />
      </PageFrame>
    </InBrand>
  )
}

interface OpeningProps {
  readonly isUnreachable: boolean
  readonly onRetry?: () => void
}

function Opening({ isUnreachable, onRetry }: OpeningProps) {
  const { words } = useSpeech()
  return (
    <PageFrame person={null} isCentred>
      {isUnreachable && onRetry ? (
        <Unreachable onRetry={onRetry} />
      ) : (
        <p className="visually-hidden">{words.session.loading}</p>
      )}
    </PageFrame>
  )
}
