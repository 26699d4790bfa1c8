import type { Hold, QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import type { GuidanceSurface } from '../../guidance/offered-actions.ts'
import { SignInAgain } from '../../session/SignInAgain.tsx'
import { QueueHoldBanner } from './QueueHoldBanner.tsx'
import { useWorkspace, type Person } from '../../app/workspace-context.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { I18n } from '../../i18n/load-language.ts'

interface QueueHoldProps {
  readonly snapshot: QueueSnapshot
  readonly onBecome: (person: Person) => void
  readonly onGoOn: () => void
}

/** Why the queue is on hold, and what the person can do about it. */
export function QueueHold({ snapshot: { hold }, onBecome, onGoOn }: QueueHoldProps) {
  const i18n = useI18n()
  const { actions } = useWorkspace()
  if (hold === null) return null
  if (hold.problem === 'offline') return <QueueHoldBanner isOffline />
  if (hold.problem === 'not-signed-in') return <SignedOut onBecome={onBecome} />
  return (
    <Guidance
      surface={surfaceOf(hold)}
      note={noteOf(hold, i18n)}
      occurrence={{ failure: hold, fileName: null, documentTitle: null }}
      documentUrl={null}
      onAction={(action) => {
        if (action === 'retry') onGoOn()
        if (action === 'sign-in') actions.signIn()
      }}
    />
  )
}

function surfaceOf({ untilMs, between }: Hold): GuidanceSurface {
  if (between) return 'queue-being-probed'
  return untilMs === null ? 'queue' : 'queue-for-a-while'
}

/** When the queue resumes; for blocked calls, the facts that an administrator needs to unblock them. */
function noteOf({ problem, untilMs, between }: Hold, { messages, formats }: I18n): string {
  const { hold } = messages
  if (!between) return untilMs === null ? hold.waits : hold.until(formats.when(untilMs))
  const { path, bodyBytes } = between
  const facts = [
    hold.triesAgain,
    ...(problem === 'call-blocked' && path !== null ? [hold.blockedPath(path)] : []),
    ...(problem === 'too-large-on-the-way' && bodyBytes !== null ? [hold.refusedSize(formats.size(bodyBytes))] : []),
  ]
  return facts.join(' ')
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
