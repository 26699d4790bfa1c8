import { useState, type ComponentType } from 'react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import { Part, WithMessages } from '../boundary/Part.tsx'
import { LazyModule } from '../lazy/lazy-module.ts'
import { PageFrame } from '../shell/PageFrame.tsx'
import { GatewayFailed } from '../session/read-session.ts'
import { signInAddress } from '../session/sign-in-address.ts'
import { SignInCard } from '../session/SignInCard.tsx'
import { SimulatedNotice } from '../session/SimulatedNotice.tsx'
import { Unreachable } from '../session/Unreachable.tsx'
import { useSession } from '../session/use-session.ts'
import { NewerVersion } from '../version/NewerVersion.tsx'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { InBrand } from '../i18n/I18nProvider.tsx'
import { useI18n } from '../i18n/i18n.ts'
import type { SignedInProps } from './Workspace.tsx'

/** CallOptions rarely, so its code and the whole catalogue behind it are fetched only then. */
const signInProblemFace = new LazyModule(async () => (await import('../session/SignInProblem.tsx')).SignInProblem)

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
  const { problemMessages } = useI18n()
  const { data: session } = query
  const [owner, setOwner] = useState<SessionAnswer['person']>(null)
  // A session that ends does not take a running queue away: the workspace itself says when it can go.
  if (session?.person && !owner) setOwner(session.person)

  if (!session) return <Opening error={query.error} onRetry={() => void query.refetch()} />
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
        <NewerVersion isPending={false} isKept />
        <SignInCard
          address={app.portalUrl ?? signInAddress(location)}
          isPortal={app.portalUrl !== null}
          features={app.features}
          problem={
            signInProblem && (
              <WithMessages lazy={problemMessages}>
                <Part lazy={signInProblemFace}>{(SignInProblem) => <SignInProblem problem={signInProblem} />}</Part>
              </WithMessages>
            )
          }
          notice={app.simulated && <SimulatedNotice documentOrigin={app.documentOrigin} />}
        />
      </PageFrame>
    </InBrand>
  )
}

interface OpeningProps {
  /** Why it is not known who is signed in; null as long as it is asked. */
  readonly error: Error | null
  readonly onRetry: () => void
}

function Opening({ error, onRetry }: OpeningProps) {
  const { messages } = useI18n()
  return (
    <PageFrame person={null} isCentred>
      {error ? (
        <Unreachable isThere={error instanceof GatewayFailed} onRetry={onRetry} />
      ) : (
        <p className="visually-hidden">{messages.session.loading}</p>
      )}
    </PageFrame>
  )
}
