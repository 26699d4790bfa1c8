import { useSession } from './use-session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { useI18n } from '../i18n/i18n.ts'

/** Says that the page was opened from the cache: the gateway has not answered since. */
export function OpenedOffline({ ask }: { readonly ask: AskGateway }) {
  const { session } = useI18n().messages
  const { query } = useSession(ask, false)
  if (query.data) return null
  return (
    <div role="status" className="strip">
      <p>{session.openedOffline}</p>
      <button type="button" className="button button-small" onClick={() => void query.refetch()}>
        {session.tryAgain}
      </button>
    </div>
  )
}
