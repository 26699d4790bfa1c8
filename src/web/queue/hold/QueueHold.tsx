import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import { SignInAgain } from '../../session/SignInAgain.tsx'
import { QueueHoldBanner } from './QueueHoldBanner.tsx'
import { useWorkspace, type Person } from '../../app/workspace-context.ts'
import { useI18n } from '../../i18n/i18n.ts'

interface QueueHoldProps {
  readonly snapshot: QueueSnapshot
  readonly onBecome: (person: Person) => void
  readonly onGoOn: () => void
}

/** Why the queue stands still, and what the person can do about it. */
export function QueueHold({ snapshot: { hold }, onBecome, onGoOn }: QueueHoldProps) {
  const { messages, formats } = useI18n()
  const { actions } = useWorkspace()
  if (hold === null) return null
  if (hold.problem === 'offline') return <QueueHoldBanner isOffline />
  if (hold.problem === 'not-signed-in') return <SignedOut onBecome={onBecome} />
  return (
    <Guidance
      surface={hold.untilMs === null ? 'queue' : 'queue-for-a-while'}
      note={hold.untilMs === null ? messages.hold.waits : messages.hold.until(formats.when(hold.untilMs))}
      occurrence={{ failure: hold, fileName: null, documentTitle: null }}
      documentUrl={null}
      onAction={(action) => {
        if (action === 'retry') onGoOn()
        if (action === 'sign-in') actions.signIn()
      }}
    />
  )
}

function SignedOut({ onBecome }: Pick<QueueHoldProps, 'onBecome'>) {
  const { messages } = useI18n()
  const { owner, present, app } = useWorkspace()
  const isStranger = present !== null && present.openId !== owner.openId
  return (
    <QueueHoldBanner isOffline={false}>
      {isStranger && (
        <>
          <p>{messages.session.otherPerson(present.name)}</p>
          <button type="button" className="button button-small" onClick={() => onBecome(present)}>
            {messages.session.continueAs(present.name)}
          </button>
        </>
      )}
      <SignInAgain portalUrl={app.portalUrl} />
    </QueueHoldBanner>
  )
}
