import { Lazy } from '../boundary/Lazy.tsx'
import { LazyModule } from '../lazy/lazy-module.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { Brand } from '../shell/Brand.tsx'
import { PageFrame } from '../shell/PageFrame.tsx'

const signInWindow = new LazyModule(async () => (await import('../session/framed/SignInWindow.tsx')).SignInWindow)

interface SignInWindowPageProps {
  readonly ask: AskGateway
  readonly step: 'begin' | 'end'
  /** Why signing in failed; null if it did not. */
  readonly problem: string | null
}

/** The page as the sign-in window of a framed one. */
export function SignInWindowPage(props: SignInWindowPageProps) {
  return (
    <PageFrame person={null} isCentred>
      <section className="card">
        <Brand />
        <Lazy lazy={signInWindow}>{(SignInWindow) => <SignInWindow {...props} />}</Lazy>
      </section>
    </PageFrame>
  )
}
