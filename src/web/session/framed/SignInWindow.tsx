import { useEffect, useState } from 'react'
import { Lazy, WithMessages } from '../../boundary/Lazy.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { LazyModule } from '../../lazy/lazy-module.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'
import { beginInSignInWindow } from './sign-in-window.ts'

/** As `App` loads it, so that the two share its chunk as it is. */
const signInProblemFace = new LazyModule(async () => (await import('../SignInProblem.tsx')).SignInProblem)

interface SignInWindowProps {
  readonly ask: AskGateway
  readonly step: 'begin' | 'end'
  /** Why signing in failed; null if it did not. */
  readonly problem: string | null
}

/** The sign-in window of a page in a frame: on the way to Feishu, and at the end. */
export function SignInWindow({ ask, step, problem }: SignInWindowProps) {
  const { messages, problemMessages } = useI18n()
  const { framed } = messages.session
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    // A second run of the effect (StrictMode) would begin a second attempt in the same window.
    if (step === 'begin') begin(ask, () => setIsLost(true))
    // Does nothing where Feishu's pages have cut the window off from its opener.
    else if (problem === null) window.close()
  }, [ask, step, problem])
  return (
    <>
      {problem !== null && (
        <WithMessages lazy={problemMessages}>
          <Lazy lazy={signInProblemFace}>{(SignInProblem) => <SignInProblem problem={problem} />}</Lazy>
        </WithMessages>
      )}
      <p role="status">
        {step === 'begin'
          ? isLost
            ? framed.lost
            : messages.session.loading
          : problem === null
            ? framed.done
            : framed.again}
      </p>
    </>
  )
}

let begun: Promise<boolean> | null = null

function begin(ask: AskGateway, onLost: () => void): void {
  begun ??= beginInSignInWindow(ask).catch(() => false)
  void begun.then((isGone) => {
    if (!isGone) onLost()
  })
}
