import { useSpeech } from '../words/speech.ts'
import { openSignInWindow, signInWindowAddress } from './sign-in-address.ts'

/** Signs in beside the page, so that the page and its queue stay. A plain link where windows are blocked. */
export function SignInAgain() {
  const { words } = useSpeech()
  return (
    <a
      className="button-primary button-small"
      href={signInWindowAddress()}
      target="_blank"
      onClick={(event) => {
        if (openSignInWindow()) event.preventDefault()
      }}
    >
      {words.session.signInAgain}
    </a>
  )
}
