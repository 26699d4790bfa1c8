import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import { SignInAgain } from '../../session/SignInAgain.tsx'
import { QueueHoldBanner } from './QueueHoldBanner.tsx'
import type { Person } from '../../session/use-ownership.ts'
import { useI18n } from '../../i18n/i18n.ts'

interface StandstillProps {
  readonly snapshot: QueueSnapshot
  readonly owner: Person
  readonly present: Person | null
  /** Where people come from when a portal vouches for them. */
  readonly portalUrl: string | null
  readonly onBecome: (person: Person) => void
  readonly onSignIn: () => void
  readonly onGoOn: () => void
}

/** Says why the queue stands still, and what to do where a person has to. */
export function QueueHold(props: StandstillProps) {
  const { messages, formats } = useI18n()
  const { hold } = props.snapshot
  if (hold === null) return null
  if (hold.problem === 'offline') return <QueueHoldBanner isOffline />
  if (hold.problem === 'not-signed-in') return <SignedOut {...props} />
  return (
    <Guidance
      place={hold.untilMs === null ? 'queue' : 'queue-for-a-while'}
      note={hold.untilMs === null ? messages.hold.waits : messages.hold.until(formats.when(hold.untilMs))}
      occurrence={{ failure: hold, fileName: null, documentTitle: null }}
      documentUrl={null}
      onAction={(action) => {
        if (action === 'retry') props.onGoOn()
        if (action === 'sign-in') props.onSignIn()
      }}
    />
  )
}

function SignedOut({ owner, present, portalUrl, onBecome }: StandstillProps) {
  const { messages } = useI18n()
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
      <SignInAgain portalUrl={portalUrl} />
    </QueueHoldBanner>
  )
}
