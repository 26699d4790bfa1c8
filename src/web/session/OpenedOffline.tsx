import { useSession } from './use-session.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { useI18n } from '../i18n/i18n.ts'

/** Says that the page stands without the gateway having answered since it was opened. */
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
