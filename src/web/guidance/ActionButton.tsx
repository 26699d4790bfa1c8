import type { Action } from '../../contract/problems/problem.ts'
import { consoleScopesUrl } from '../../contract/feishu/scopes.ts'
import { WithMessages } from '../boundary/Lazy.tsx'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { useConsoleUrl } from '../app/workspace-context.ts'
import { CopyButton } from './CopyButton.tsx'
import type { Occurrence } from './details-text.ts'
import type { GuidanceSurface } from './offered-actions.ts'

interface ActionButtonProps {
  readonly action: Action
  readonly surface: GuidanceSurface
  readonly isFirst: boolean
  readonly occurrence: Occurrence
  readonly documentUrl: string | null
  readonly onAction: (action: Action) => void
}

export function ActionButton(props: ActionButtonProps) {
  const { action, surface, isFirst, occurrence, documentUrl, onAction } = props
  const { messages, queueMessages } = useI18n()
  const consoleUrl = useConsoleUrl()
  const { actions } = messages.guidance
  // Neither giving up, nor asking again before its time, is a primary action.
  const look =
    isFirst && action !== 'remove-file' && surface !== 'queue-for-a-while'
      ? 'button-primary button-small'
      : 'button button-small'

  if (action === 'ask-access') {
    return (
      <WithMessages lazy={queueMessages}>
        <AskAccess title={occurrence.documentTitle ?? messages.families.docx.untitled} url={documentUrl ?? ''} />
      </WithMessages>
    )
  }
  if (action === 'open-document' || action === 'open-console') {
    const { scopes } = occurrence.failure
    const url = action === 'open-document' ? documentUrl : consoleUrl && consoleScopesUrl(consoleUrl, scopes)
    if (url === null) return null
    return (
      <a className={look} href={url} target="_blank" rel="noreferrer">
        {actions[action]}
      </a>
    )
  }
  const label = labelOf(action, surface)
  return (
    <button type="button" className={look} onClick={() => onAction(action)}>
      {actions[label]}
    </button>
  )
}

function AskAccess({ title, url }: { readonly title: string; readonly url: string }) {
  const { messages } = useI18n()
  const { accessRequest } = useQueueMessages()
  return <CopyButton label={messages.guidance.actions['ask-access']} text={accessRequest(title, url)} />
}

function labelOf(action: Action, surface: GuidanceSurface) {
  if (action !== 'retry') return action
  if (surface === 'target') return 'look-again'
  return surface === 'queue' ? 'go-on' : 'try-now'
}
