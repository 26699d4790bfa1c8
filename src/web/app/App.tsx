import { useState, useSyncExternalStore, type ComponentProps, type ComponentType } from 'react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import { LazyModule } from '../lazy/lazy-module.ts'
import { browserStorage, type PageStorage } from '../platform/browser-storage.ts'
import { PageFrame } from '../shell/PageFrame.tsx'
import { GatewayFailed } from '../session/read-session.ts'
import { clientSignIn, type ClientSignIn } from '../session/client/client-sign-in.ts'
import type { SignInProblem } from '../session/SignInProblem.tsx'
import { SignInCard } from '../session/SignInCard.tsx'
import { SimulatedNotice } from '../session/SimulatedNotice.tsx'
import { Unreachable } from '../session/Unreachable.tsx'
import { useSessionOrLast } from '../session/use-session.ts'
import type { PageDrops } from '../drop/page-drops.ts'
import { useKeptDrops } from '../drop/use-drops.ts'
import { NewerVersion } from '../version/NewerVersion.tsx'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { InBrand } from '../i18n/I18nProvider.tsx'
import { useI18n } from '../i18n/i18n.ts'
import type { SignedInProps } from './Workspace.tsx'

/** Rarely needed, so its code and the whole problem catalogue are fetched only then. */
const signInProblemFace = new LazyModule(async () => (await import('../session/SignInProblem.tsx')).SignInProblem)

interface AppProps {
  readonly ask: AskGateway
  readonly drops: PageDrops
  /** Where the page keeps who was signed in. */
  readonly storage?: PageStorage
  /** Why the last sign-in failed, read from the address when the page was opened; null if it did not. */
  readonly signInProblem: string | null
  /** This window was opened only for signing in; the work is in another one. */
  readonly isSignInWindow?: boolean
  /** Signing in inside Feishu's app. */
  readonly inClient?: ClientSignIn
  /** What a signed-in person sees. */
  readonly Workspace: ComponentType<SignedInProps>
}

/** Shows the workspace to a signed-in person, and the sign-in card to everybody else. */
export function App({
  ask,
  drops,
  signInProblem,
  isSignInWindow = false,
  inClient = clientSignIn,
  Workspace,
  storage = browserStorage,
}: AppProps) {
  const kept = useKeptDrops(drops)
  const { query, session } = useSessionOrLast(ask, kept > 0, storage)
  const { problemMessages } = useI18n()
  const problem = useSignInProblem(inClient, signInProblem, session)
  const [owner, setOwner] = useState<SessionAnswer['person']>(null)
  // The end of a session must not take a running queue off the page: Workspace says when the owner may change.
  if (session?.person && !owner) setOwner(session.person)

  if (!session) return <Opening error={query.error} onRetry={() => void query.refetch()} />
  const { app } = session
  if (owner && !(isSignInWindow && signInProblem)) {
    return (
      <InBrand brand={app.brand} isApp={app.forgetsOnSignOut}>
        <Workspace key={owner.openId} owner={owner} onOwner={setOwner} app={app} />
      </InBrand>
    )
  }
  return (
    <InBrand brand={app.brand} isApp={app.forgetsOnSignOut}>
      <PageFrame person={null} isCentred>
        <NewerVersion isPending={false} isKept />
        <SignInCard
          app={app}
          kept={kept}
          inClient={inClient}
          problem={
            problem && (
              <WithMessages lazy={problemMessages}>
                <Lazy lazy={signInProblemFace}>{(SignInProblem) => <SignInProblem {...problem} />}</Lazy>
              </WithMessages>
            )
          }
          notice={app.simulated && <SimulatedNotice documentOrigin={app.documentOrigin} />}
        />
      </PageFrame>
    </InBrand>
  )
}

/** Why the last sign-in failed: inside Feishu's app, or as the address says; otherwise why nobody could work yet. */
function useSignInProblem(
  inClient: ClientSignIn,
  said: string | null,
  session: Pick<SessionAnswer, 'app'> | null,
): ComponentProps<typeof SignInProblem> | null {
  const client = useSyncExternalStore(inClient.subscribe, inClient.getSnapshot)
  if (client.is === 'failed') return client.refusal
  const problem = said ?? session?.app.problem
  return problem ? { problem } : null
}

interface OpeningProps {
  /** Why the session could not be read; null while the gateway is being asked. */
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
