import { useI18n } from '../i18n/i18n.ts'
import { openSignInWindow, signInWindowAddress } from './sign-in-address.ts'

/**
 * Signs in in a second window, so that this page and its queue stay. A plain link where pop-ups are blocked or a portal is
 * used.
 */
export function SignInAgain({ portalUrl }: { readonly portalUrl: string | null }) {
  const { messages } = useI18n()
  if (portalUrl !== null) {
    return (
      <a className="button-primary button-small" href={portalUrl} target="_blank" rel="noreferrer">
        {messages.session.openPortal}
      </a>
    )
  }
  return (
    <a
      className="button-primary button-small"
      href={signInWindowAddress()}
      target="_blank"
      rel="opener"
      onClick={(event) => {
        if (openSignInWindow()) event.preventDefault()
      }}
    >
      {messages.session.signInAgain}
    </a>
  )
}
